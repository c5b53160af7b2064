/** Comments that were made elsewhere come in: all exports of one call are read, then what is new is stored. */
import type { Checked, Diagnostic } from '../../model.ts';
import type { CommentStore } from '../commentStore.ts';
import { listPublishedFiles } from '../moderation/publishedFiles.ts';
import type { PendingComment } from '../sentComment.ts';
import { readCsv } from './readCsv.ts';
import { type ImportFile, readExports } from './readExports.ts';
import type { ImportSurroundings } from './importSurroundings.ts';
import { readStaticman } from './readStaticman.ts';

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
  const staticman = readStaticman(filesOf(files), request);
  const moderated = new Set(staticman.value?.map(({ id }) => id));
  const faults: Diagnostic[] = [...diagnostics, ...csv.flatMap((reading) => reading.diagnostics)];
  const comments = [...csv.flatMap(({ value }) => value ?? []), ...(staticman.value ?? [])];
  const { added, known } = await storeNew(comments, request);
  return {
    value: { added, known, moderated: added.filter((id) => moderated.has(id)) },
    diagnostics: [...faults, ...staticman.diagnostics],
  };
}

function filesOf(files: readonly ImportFile[]): readonly Extract<ImportFile, { kind: 'staticman' }>[] {
  return files.filter((file) => file.kind === 'staticman');
}

async function storeNew(
  comments: readonly PendingComment[],
  { site, store }: ImportRequest,
): Promise<Pick<Imported, 'added' | 'known'>> {
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
