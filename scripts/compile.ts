/** Compiles the program: `src/` → `lib/`, one bundle an entry with shared chunks, for a fast start. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const output = join(root, 'lib');

rmSync(output, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['src/blattmacher.ts', 'src/edition/parseWorker.ts'],
  outdir: output,
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Native code cannot be bundled.
  external: ['lightningcss'],
  // gray-matter is CommonJS and asks for Node's modules by `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
