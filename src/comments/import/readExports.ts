import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Checked, Diagnostic } from '../../model.ts';
import { parseSourcePath } from '../../parse/paths.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { systemErrorCode } from '../../write/systemFault.ts';
import type { CsvFile } from './readCsv.ts';
import type { StaticmanFile } from './readStaticman.ts';

export type ImportFile =
  | ({ readonly kind: 'csv' } & CsvFile)
  | ({ readonly kind: 'staticman' } & StaticmanFile);

const staticmanName = /\.(?:ya?ml|json|md)$/i;
const exportName = /\.(?:csv|ya?ml|json|md)$/i;

/** Bytes; the export of a blog with 20,000 comments is smaller. */
const largest = 64 * 1024 * 1024;

/** The texts of files, and of all files of Staticman's in folders, told apart by the ends of their names. */
export async function readExports(paths: readonly string[]): Promise<Checked<readonly ImportFile[]>> {
  const files: ImportFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    try {
      for (const file of await filesAt(path)) {
        const { value, diagnostics: faults } = await readExport(file);
        diagnostics.push(...faults);
        if (value) files.push(value);
      }
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      diagnostics.push(diagnose('import/unreadable', { file: path, code }));
    }
  }
  return { value: files, diagnostics };
}

async function readExport(file: string): Promise<Checked<ImportFile>> {
  if (!exportName.test(file)) return { diagnostics: [diagnose('import/kind', { file })] };
  const bytes = await readRealFile(file);
  return typeof bytes === 'string' ? { diagnostics: [diagnose(bytes, { file })] } : toImportFile(file, bytes);
}

/** Pipes and devices may have no end, and nobody waits for one that never speaks. */
async function readRealFile(path: string): Promise<Buffer | 'import/no-file' | 'import/too-large'> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const known = await file.stat();
    if (!known.isFile()) return 'import/no-file';
    if (known.size > largest) return 'import/too-large';
    const chunks: Buffer[] = [];
    let size = 0;
    // Files of the system's own say that they are empty, and are not.
    for await (const chunk of file.createReadStream({ end: largest, autoClose: false })) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      size += bytes.length;
    }
    return size > largest ? 'import/too-large' : Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

async function filesAt(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && staticmanName.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function toImportFile(file: string, bytes: Buffer): Checked<ImportFile> {
  if (!isUtf8(bytes)) return { diagnostics: [diagnose('import/not-utf-8', { file })] };
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  if (extname(file).toLowerCase() === '.csv') return { value: { kind: 'csv', file, text }, diagnostics: [] };
  const path = parseSourcePath(`${basename(dirname(file))}/${basename(file)}`);
  return path !== undefined && staticmanName.test(file)
    ? { value: { kind: 'staticman', file, path, text }, diagnostics: [] }
    : { diagnostics: [diagnose('import/kind', { file })] };
}
