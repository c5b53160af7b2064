/**
 * Recognises pages that cannot have changed since the last published snapshot, without making their views.
 * Counts only for an output folder that is as that build left it.
 */
import type { SourcePath } from '../model.ts';
import type { SiteSnapshot } from './edition.ts';
import { changedDocuments, summaryOf } from './editionSummary.ts';
import { isSameOutside } from './isSameOutside.ts';
import type { ParsedDocument, SourceCache } from './sourceMemory.ts';

interface LastSnapshot {
  /** State of the output folder when it was published. */
  readonly state: string;
  /** Digest of everything but the documents. */
  readonly rest: string;
  /** Identities of the documents: path and id. */
  readonly documents: readonly (readonly [SourcePath, string])[];
  /** For each page which of the documents it shows, by their places above. */
  readonly reads: readonly (readonly number[])[];
  /** The media files that pages showed. */
  readonly media: readonly SourcePath[];
}

/** With more changed documents than this, checking all pages is faster than finding theirs. */
const mostChanges = 50;

/**
 * Stores a published snapshot in the cache; `state`: state of the output folder then; `reads`: for each page
 * the sources whose contents it shows.
 */
export function keepSnapshot(
  snapshot: SiteSnapshot,
  state: string,
  reads: readonly (readonly SourcePath[])[],
): void {
  const { cache, media, identities } = snapshot;
  const places = new Map([...identities.keys()].map((file, place) => [file, place]));
  const kept: LastSnapshot = {
    state,
    rest: restOf(snapshot),
    documents: [...identities],
    reads: reads.map((files) => files.flatMap((file) => places.get(file) ?? [])),
    media: media.published().map(({ source }) => source.path),
  };
  cache.putSnapshot(kept);
}

/**
 * Tells of pages, by their places among all, that they are made of the same as in the output folder with this `state`:
 * what they read, else undefined. When that depends on more than the texts of some documents, it says so of no page.
 */
export function createRecognition(
  snapshot: SiteSnapshot,
  state: string,
): (page: number) => readonly SourcePath[] | undefined {
  const { cache, media, identities } = snapshot;
  const last = cache.getSnapshot();
  if (!isLastSnapshot(last) || last.state !== state || last.rest !== restOf(snapshot)) return () => undefined;
  const before = new Map(last.documents);
  const changed = new Set(changedDocuments(before, identities));
  const isMinor = (file: SourcePath): boolean =>
    isTextOnly(cache, before.get(file) ?? '', identities.get(file) ?? '');
  if (changed.size > mostChanges || ![...changed].every(isMinor)) return () => undefined;
  for (const path of last.media) media.at(path);
  const files = [...before.keys()];
  return (page) => {
    const reads = last.reads[page]?.flatMap((place) => files[place] ?? []);
    return reads?.some((file) => changed.has(file)) ? undefined : reads;
  };
}

function restOf(snapshot: SiteSnapshot): string {
  const { stylesheet, rest } = summaryOf(snapshot);
  return `${stylesheet} ${rest}`;
}

/**
 * Whether two versions of a document differ in their text alone: neither in what other pages show nor in the
 * media files that they publish.
 */
function isTextOnly(cache: SourceCache, before: string, after: string): boolean {
  const [old, now] = [cache.get(before)?.document, cache.get(after)?.document];
  return old !== undefined && now !== undefined && isSameOutside(old, now) && wantsOf(old) === wantsOf(now);
}

/** Files that a text shows or links to. */
function wantsOf({ facts }: ParsedDocument): string {
  return JSON.stringify(
    facts.deferredReferences.map((deferred) => {
      if ('image' in deferred) return deferred.image.src;
      return deferred.kind === 'chart' ? deferred.src : deferred.kind === 'link' && deferred.target;
    }),
  );
}

/** The cache returns whole values only, written by this very program. */
function isLastSnapshot(value: unknown): value is LastSnapshot {
  return typeof value === 'object' && value !== null && 'state' in value && 'reads' in value;
}
