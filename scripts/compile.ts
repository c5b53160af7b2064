/** Compiles the program: `src/` → `lib/`, one bundle an entry with shared chunks, for a fast start. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const output = join(root, 'lib');

const { outputFiles } = await build({
  write: false,
  absWorkingDir: root,
  entryPoints: ['src/blattmacher.ts', 'src/edition/bodyWorker.ts'],
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

// Only differences are written: a program that runs from `lib/` meanwhile finds every file whole.
mkdirSync(output, { recursive: true });
const existing = new Set(readdirSync(output));
for (const { path, contents } of outputFiles) {
  const isSame = existing.delete(basename(path)) && readFileSync(path).equals(contents);
  if (!isSame) writeFileSync(path, contents);
}
for (const name of existing) rmSync(join(output, name), { recursive: true });
