/** Makes the search index, unless the one that stands there was made of the same records. */
import { searchIndexUrl } from '../catalogue/addresses.ts';
import { digestOf } from '../digestOf.ts';
import type { Diagnostic } from '../model.ts';
import type { SearchRecord } from '../pages/searchRecords.ts';
import { diagnose } from '../report/diagnostics.ts';
import { compoundEnds, vocabularyOf } from '../search/compoundEnds.ts';
import { indexerVersion, makeIndex } from '../search/pagefindIndex.ts';
import { type OutputPath, parseOutputPath } from '../write/outputPath.ts';
import type { Edition } from './edition.ts';

/** What takes the files. */
export interface IndexSink {
  /**
   * The view of the index that stands there, when no page differs from when it was made: pages show all that records
   * hold, so these are the same without being looked at.
   */
  readonly last?: string | undefined;
  /** Whether a whole index that was made of the view stands there already. */
  readonly keepAll: (view: string) => boolean;
  /** Without `view` when a source changed under our hands. */
  readonly take: (path: OutputPath, content: Uint8Array, view?: string) => void;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

type Indexed = Pick<Edition, 'searchable' | 'bodies' | 'program'>;

/** All bodies must have arrived. Nothing is done where the site has no search. */
export async function makeSearchIndex(edition: Indexed, sink: IndexSink): Promise<readonly Diagnostic[]> {
  const { searchable, bodies } = edition;
  if (!searchable) return [];
  const version = indexerVersion();
  const { last } = sink;
  if (last?.startsWith(`${version} `) && sink.keepAll(last)) return [];
  const view = `${version} ${digestOfRecords(edition)}`;
  if (sink.keepAll(view)) return [];
  const { files, reason } = await makeIndex(withEnds(edition), (done) =>
    sink.onProgress({ done, total: searchable.length }),
  );
  if (!files) return [diagnose('search/impossible', { reason })];
  const isCertain = !searchable.some(({ file }) => bodies.hasMoved(file));
  for (const { path, content } of files) sink.take(indexPath(path), content, isCertain ? view : undefined);
  return [];
}

/** Tells the records from all others, without reading their texts. */
function digestOfRecords({ searchable = [], bodies, program }: Indexed): string {
  const records = searchable.map(({ record }) => digestOf(JSON.stringify(record(bodies.standInOf))));
  return digestOf(JSON.stringify([program, records]));
}

/** Hidden words that lead to the record, too: `ends` in `templates/scripts/searchIndex.js`. */
function* withEnds(edition: Indexed): Generator<SearchRecord> {
  const vocabulary = vocabularyOf(textsOf(edition));
  for (const record of recordsOf(edition)) {
    const ends = compoundEnds(`${record.meta['title']} ${record.content}`, vocabulary).join(' ');
    yield ends === '' ? record : { ...record, meta: { ...record.meta, ends } };
  }
}

function* textsOf(edition: Indexed): Generator<string> {
  for (const { content } of recordsOf(edition)) yield content;
}

/** One after the other, so that not all texts are in memory at once. */
function* recordsOf({ searchable = [], bodies }: Indexed): Generator<SearchRecord> {
  for (const { file, record } of searchable) {
    yield record(bodies.bodyOf);
    bodies.release(file);
  }
}

/** Where a file of the index stands. */
export function indexPath(name: string): OutputPath {
  const path = parseOutputPath(`${searchIndexUrl.slice(1)}${name}`);
  if (path === undefined) throw new Error(`The index has a file ${name}`);
  return path;
}
