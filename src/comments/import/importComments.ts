/** Comments that were made elsewhere come in: all exports of one call are read, then what is new is stored. */
import type { Checked, Diagnostic, UrlPath } from '../../core/model.ts';
import { createZone } from '../../core/time.ts';
import type { CommentStore } from '../moderation/commentStore.ts';
import { listPublishedFiles } from '../moderation/publishedFiles.ts';
import type { PendingComment } from '../receiver/sentFields.ts';
import { readCsv, type CsvFile } from './readCsv.ts';
import { type ConvertedComment, convertThread, type ForeignComment } from './foreignComments.ts';
import { importTexts, type ImportSurroundings } from './importSurroundings.ts';
import { readDisqus, type ReadThreads } from './readDisqus.ts';
import { readIsso } from './readIsso.ts';
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
  /** Those of them that a moderator had approved before: of Staticman, Disqus and Isso. */
  readonly moderated: readonly string[];
  /** How many were here already. */
  readonly known: number;
  /** How many were left out, by reason in German. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** How many of the others are not as they were, by what is different. */
  readonly changed: ReadonlyMap<string, number>;
}

/** Whatever can be read is stored; faults of files are reported. Throws what the system refuses to store. */
export async function importComments(request: ImportRequest): Promise<Checked<Imported>> {
  const { value: files = [], diagnostics } = await readExports(request.paths);
  const ofKind = <Kind extends ImportFile['kind']>(kind: Kind) =>
    files.filter((file): file is Extract<ImportFile, { kind: Kind }> => file.kind === kind);
  const csv = ofKind('csv').map((file) => readCsv(file, request.columns, request));
  const staticman = readStaticman(ofKind('staticman'), request);
  const systems = ofKind('threads').map((file) => convertThreads(file, request));
  const faults = [...csv, staticman, ...systems].flatMap((reading) => reading.diagnostics);
  const converted = systems.flatMap(({ value }) => value);
  const known = converted.flatMap(({ comment }) => comment ?? []);
  const moderated = new Set([
    ...(staticman.value?.comments ?? []).map(({ id }) => id),
    ...converted.flatMap(({ source, comment }) =>
      comment && source.state === 'approved' ? [comment.id] : [],
    ),
  ]);
  const comments = [
    ...csv.flatMap(({ value }) => value ?? []),
    ...(staticman.value?.comments ?? []),
    ...known,
  ];
  const stored = await storeNew(comments, request);
  const told = faults.filter(({ code }) => code === 'import/row' || code === 'import/file').length;
  const leftOut = countReasons(converted.filter(({ comment }) => !comment));
  const changed = countReasons(converted.filter(({ comment }) => comment));
  const orphans = staticman.value?.orphans ?? 0;
  if (orphans > 0) changed.set(importTexts.orphan, (changed.get(importTexts.orphan) ?? 0) + orphans);
  if (told > 0) leftOut.set(importTexts.told, told);
  return {
    value: {
      ...stored,
      moderated: stored.added.filter((id) => moderated.has(id)),
      leftOut,
      changed,
    },
    diagnostics: [...diagnostics, ...faults],
  };
}

function countReasons(converted: readonly Pick<ConvertedComment, 'reason'>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { reason } of converted)
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

/** The comments of all pages; of a page that no article is known for they are left out, and that is reported. */
function convertThreads(
  { file, system, threads, diagnostics }: ThreadsFile,
  { findArticle, timezone }: ImportRequest,
): { readonly value: readonly ConvertedComment[]; readonly diagnostics: readonly Diagnostic[] } {
  const zone = createZone(timezone);
  const faults: Diagnostic[] = [];
  const byArticle = new Map<UrlPath, ForeignComment[]>();
  const homeless: ConvertedComment[] = [];
  for (const { names, comments } of threads) {
    const article = names.map(findArticle).find((found) => found !== undefined);
    if (article !== undefined) {
      const others = byArticle.get(article) ?? [];
      for (const comment of comments) others.push(comment);
      byArticle.set(article, others);
      continue;
    }
    const lost = comments.filter(({ refused }) => refused === undefined);
    homeless.push(...comments.map((source) => ({ source, reason: source.refused ?? importTexts.homeless })));
    const page = (names[0] ?? '').slice(0, longestPage);
    if (lost.length > 0) faults.push(diagnose('import/thread', { file, page, count: lost.length }));
  }
  const converted = [...byArticle].flatMap(([article, comments]) =>
    convertThread(comments, { system, article, zone, takesWaiting: true }),
  );
  return { value: [...converted, ...homeless], diagnostics: [...diagnostics, ...faults] };
}

const longestPage = 200;

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

interface ThreadsFile extends ReadThreads {
  readonly file: string;
  /** See `convertThread`. */
  readonly system: string;
}

type ImportFile =
  | ({ readonly kind: 'csv' } & CsvFile)
  | ({ readonly kind: 'staticman' } & StaticmanFile)
  | ({ readonly kind: 'threads' } & ThreadsFile);

const staticmanName = /\.(?:ya?ml|json|md)$/i;
const exportName = /\.(?:csv|ya?ml|json|md)$/i;

/** Systems whose exports hold all comments of a blog. */
const threadReaders = [
  { name: /\.xml$/i, system: 'disqus', read: readDisqus },
  { name: /\.(?:db|sqlite3?)$/i, system: 'isso', read: readIsso },
] as const;

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
  const reader = threadReaders.find(({ name }) => name.test(file));
  if (!reader && !exportName.test(file)) return { diagnostics: [diagnose('import/kind', { file })] };
  if (reader) {
    // Pipes and devices may have no end.
    if (!(await stat(file)).isFile()) return { diagnostics: [diagnose('import/no-file', { file })] };
    const { system, read } = reader;
    return { value: { kind: 'threads', file, system, ...(await read(file)) }, diagnostics: [] };
  }
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
