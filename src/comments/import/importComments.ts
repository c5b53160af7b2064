/** Comments that were made elsewhere come in: all exports of one call are read, then what is new is stored. */
import type { Checked, Diagnostic } from '../../core/model.ts';
import type { CommentStore } from '../moderation/commentStore.ts';
import { listPublishedFiles } from '../moderation/publishedFiles.ts';
import type { PendingComment } from '../receiver/sentFields.ts';
import { readCsv, type CsvFile } from './readCsv.ts';
import type { ImportSurroundings } from './importSurroundings.ts';
import { readStaticman, type StaticmanFile } from './readStaticman.ts';
import { isUtf8 } from 'node:buffer';
import { constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { parseSourcePath } from '../../core/paths.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { refusalCode } from '../../emit/systemFault.ts';

export interface ImportRequest extends ImportSurroundings {
  /** The site folder. */
  readonly site: string;
  readonly store: CommentStore;
  /** Files and folders, absolute. */
  readonly paths: readonly string[];
  /** See `findCsvColumns`. */
  readonly columns: ReadonlyMap<string, string>;
}

export interface Imported {
  /** Ids of the comments that wait now. */
  readonly added: readonly string[];
  /** Those of them that a moderator had approved before: Staticman's. */
  readonly moderated: readonly string[];
  /** How many were here already. */
  readonly known: number;
}

/** Whatever can be read is stored; faults of files are reported. Throws what the system refuses to store. */
export async function importComments(request: ImportRequest): Promise<Checked<Imported>> {
  const { value: files = [], diagnostics } = await readExports(request.paths);
  const csv = files
    .filter(({ kind }) => kind === 'csv')
    .map((file) => readCsv(file, request.columns, request));
  const fromStaticman = files.filter((file) => file.kind === 'staticman');
  const staticman = readStaticman(fromStaticman, request);
  const moderated = new Set(staticman.value?.map(({ id }) => id));
  const comments = [...csv, staticman].flatMap(({ value }) => value ?? []);
  const { added, known } = await storeNew(comments, request);
  return {
    value: { added, known, moderated: added.filter((id) => moderated.has(id)) },
    diagnostics: [...diagnostics, ...[...csv, staticman].flatMap((reading) => reading.diagnostics)],
  };
}

async function storeNew(comments: readonly PendingComment[], { site, store }: ImportRequest) {
  const here = new Set((await store.list()).map(({ id }) => id));
  for (const { id } of await listPublishedFiles(site)) here.add(id);
  const added: string[] = [];
  for (const comment of comments) {
    if (here.has(comment.id)) continue;
    here.add(comment.id);
    await store.add(comment);
    added.push(comment.id);
  }
  return { added, known: comments.length - added.length };
}

type ImportFile = ({ readonly kind: 'csv' } & CsvFile) | ({ readonly kind: 'staticman' } & StaticmanFile);

const staticmanName = /\.(?:ya?ml|json|md)$/i;
const exportName = /\.(?:csv|ya?ml|json|md)$/i;

/** Bytes; the export of a blog with 20,000 comments is smaller. */
const largest = 64 * 1024 * 1024;

/** The texts of files, and of all files of Staticman's in folders, told apart by the ends of their names. */
async function readExports(paths: readonly string[]): Promise<Checked<readonly ImportFile[]>> {
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
      diagnostics.push(diagnose('import/unreadable', { file: path, code: refusalCode(error) }));
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
