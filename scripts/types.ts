/** Makes the types that the package gives to others: `src/` → `types/`, a file an entry, without what only the program needs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const root = join(import.meta.dirname, '..');

/** Emits one declaration a source, then bundles them from what the entries export. */
export async function emitTypes(entries: Readonly<Record<string, string>>, folder: string): Promise<void> {
  const declarations = mkdtempSync(join(tmpdir(), 'blattmacher-types-'));
  try {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const args = [tsc, '-p', 'tsconfig.types.json', '--outDir', declarations];
    // What cannot be named matters only where an entry reaches it; then the bundle fails.
    spawnSync(process.execPath, args, { cwd: root });
    const input = Object.fromEntries(
      Object.entries(entries).map(([name, path]) => [name, join(declarations, path)]),
    );
    const bundle = await rolldown({
      input,
      plugins: [dts({ dtsInput: true, tsconfig: false, oxc: true })],
      external: [/^[^./]/],
    });
    await bundle.write({ dir: folder, format: 'es', cleanDir: true });
  } finally {
    rmSync(declarations, { recursive: true });
  }
}
