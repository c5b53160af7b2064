/** Makes the search index, unless the existing one was made from the same records. */
import { searchIndexUrl } from '../collections/addresses.ts';
import { digestOf } from '../core/digestOf.ts';
import type { Diagnostic } from '../core/model.ts';
import type { SearchRecord } from '../routes/search/searchPage.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { versionInUse } from '../core/nativeParts.ts';
import { compoundEnds, vocabularyOf, makeIndex } from '../routes/search/searchIndex.ts';
import { type OutputPath, parseOutputPath } from '../emit/outputPath.ts';
import type { SiteSnapshot } from './snapshot.ts';

/** Receiver of the files. */
export interface IndexSink {
  /**
   * View of the existing index, when no page has changed since it was made: pages show everything that
   * records hold, so the records are the same, too.
   */
  readonly last?: string | undefined;
  /** Keeps the existing index if it is whole and was made from this view. */
  readonly keepAll: (view: string) => boolean;
  /** Takes a file; without `view` when a source changed meanwhile. */
  readonly take: (path: OutputPath, content: Uint8Array, view?: string) => void;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

type Indexed = Pick<SiteSnapshot, 'searchable' | 'contents' | 'program'>;

/** Makes the index from the contents. Does nothing where the site has no search. */
export async function makeSearchIndex(snapshot: Indexed, sink: IndexSink): Promise<readonly Diagnostic[]> {
  const { searchable, contents } = snapshot;
  if (!searchable) return [];
  const version = versionInUse('pagefind');
  const { last } = sink;
  if (last?.startsWith(`${version} `) && sink.keepAll(last)) return [];
  const view = `${version} ${digestOfRecords(snapshot)}`;
  if (sink.keepAll(view)) return [];
  const { files, reason } = await makeIndex(withEnds(snapshot), (done) =>
    sink.onProgress({ done, total: searchable.length }),
  );
  if (!files) return [diagnose('search/impossible', { reason })];
  const isCertain = !searchable.some(({ file }) => contents.hasMoved(file));
  for (const { path, content } of files) sink.take(indexPath(path), content, isCertain ? view : undefined);
  return [];
}

/** Digest of the records, without reading their texts. */
function digestOfRecords({ searchable = [], contents, program }: Indexed): string {
  const records = searchable.map(({ record }) => digestOf(JSON.stringify(record(contents.placeholderOf))));
  return digestOf(JSON.stringify([program, records]));
}

/** Hidden words that lead to the record, too: `ends` in `templates/scripts/searchIndex.js`. */
function* withEnds(snapshot: Indexed): Generator<SearchRecord> {
  const vocabulary = vocabularyOf(textsOf(snapshot));
  for (const record of recordsOf(snapshot)) {
    const ends = compoundEnds(`${record.meta['title']} ${record.content}`, vocabulary).join(' ');
    yield ends === '' ? record : { ...record, meta: { ...record.meta, ends } };
  }
}

function* textsOf(snapshot: Indexed): Generator<string> {
  for (const { content } of recordsOf(snapshot)) yield content;
}

/** One after the other, so that not all texts are in memory at once. */
function* recordsOf({ searchable = [], contents }: Indexed): Generator<SearchRecord> {
  for (const { file, record } of searchable) {
    yield record(contents.contentOf);
    contents.release(file);
  }
}

/** Where a file of the index stands. */
export function indexPath(name: string): OutputPath {
  const path = parseOutputPath(`${searchIndexUrl.slice(1)}${name}`);
  if (path === undefined) throw new Error(`The index has a file ${name}`);
  return path;
}
