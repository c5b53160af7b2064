/**
 * Recognises pages that cannot have changed since the last published snapshot, without making their views.
 * Counts only for an output folder that is as that build left it.
 */
import type { SourcePath } from '../core/model.ts';
import type { SiteSnapshot } from './snapshot.ts';
import type { ParsedDocument, SourceCache } from '../content/load/sourceCache.ts';
import { digestOf } from '../core/digestOf.ts';
import type { SourceKind } from '../content/discover.ts';
import { templateOf } from '../routes/kinds.ts';

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

/** Snapshots that are remembered apart: the one that was published, and the one that was checked. */
export type Edition = 'edition' | 'checked-edition';

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
  edition: Edition = 'edition',
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
  cache.putDocument(edition, kept);
}

/** What is known of a snapshot that differs from the one before in the texts of some documents alone. */
export interface Recognition {
  /** State of the output folder when the one before was published. */
  readonly state: string;
  readonly changed: ReadonlySet<SourcePath>;
  /** What a page, by its place among all, reads, if it is made of the same as it was; else undefined. */
  readonly sameReads: (page: number) => readonly SourcePath[] | undefined;
  /** The media files that pages showed. */
  readonly media: readonly SourcePath[];
}

/**
 * Recognises the last snapshot in this one: both have the same pages, at the same addresses, and differ in nothing but the texts of
 * a few documents. Undefined when more has changed, or when that is not known.
 */
export function recognizeSnapshot(
  snapshot: SiteSnapshot,
  edition: Edition = 'edition',
): Recognition | undefined {
  const { cache, identities } = snapshot;
  const last = cache.getDocument(edition);
  if (!isLastSnapshot(last) || last.rest !== restOf(snapshot)) return undefined;
  const before = new Map(last.documents);
  const changed = new Set(changedDocuments(before, identities));
  const isMinor = (file: SourcePath): boolean =>
    isTextOnly(cache, before.get(file) ?? '', identities.get(file) ?? '');
  if (changed.size > mostChanges || ![...changed].every(isMinor)) return undefined;
  const files = [...before.keys()];
  const sameReads: Recognition['sameReads'] = (page) => {
    const reads = last.reads[page]?.flatMap((place) => files[place] ?? []);
    return reads?.some((file) => changed.has(file)) ? undefined : reads;
  };
  return { state: last.state, changed, sameReads, media: last.media };
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
      return 'src' in deferred ? deferred.src : deferred.kind === 'link' && deferred.target;
    }),
  );
}

/** The cache returns whole values only, written by this very program. */
function isLastSnapshot(value: unknown): value is LastSnapshot {
  return typeof value === 'object' && value !== null && 'state' in value && 'reads' in value;
}

/** Digests of the inputs of all pages: two snapshots with the same summary show the same. */
export interface SnapshotSummary {
  readonly stylesheet: string;
  /** Digest of everything but the stylesheet and the documents. */
  readonly rest: string;
  readonly identities: ReadonlyMap<SourcePath, string>;
}

/** Kinds of files that have no entry of their own in the summary. */
const otherKinds: ReadonlySet<SourceKind> = new Set(['media', 'comment', 'counting-marks']);

/** A member that pages do not show by itself. */
const nothing = undefined;

/**
 * JSON of everything that pages show of each member of a snapshot; of documents only their identities. The
 * preview and the next build would miss a member that is missing here, so the compiler asks for it.
 */
const shownOf = {
  program: ({ program }) => program,
  settings: ({ settings }) => settings,
  pages: ({ pages, templates }) =>
    [...new Set(pages.flatMap(({ content }) => templateOf(content)))].map(templates.digest),
  look: ({ look }) => look,
  assets: ({ assets }) => assets.map(({ outputPath }) => outputPath).filter((path) => !isStylesheet(path)),
  collections: ({ collections: { previewsDrafts, articles, news, hidden, entries } }) => [
    [...entries.hidden].map(([{ file }, reason]) => [file, reason]),
    entries.shown.map(({ file }) => file),
    previewsDrafts,
    articles.map(({ file }) => file),
    news.map(({ file }) => file),
    [...hidden].map(([{ file }, reason]) => [file, reason]),
  ],
  comments: ({ collections, comments }) => collections.articles.map(comments.stateOf),
  isSource: nothing,
  redirects: ({ redirects: { ofLines, gone, folders, queries, media } }) => [
    ofLines,
    gone,
    folders,
    queries,
    media,
  ],
  // Everything that depends on the time alone stays the same until then.
  due: ({ due }) => due()?.instant,
  config: ({ config }) => config?.code.digest,
  own: ({ own }) => [own.data, [...own.entries], own.lists, own.pages],
  // Digests from the time of reading; pages were built from those bytes.
  files: ({ files, cache }) =>
    files.filter(({ kind }) => otherKinds.has(kind)).map((file) => cache.lastIdOf(file) ?? file.path),
  // Made from settings and collections.
  seeAlso: nothing,
  social: nothing,
  searchable: nothing,
  // Made from the files.
  pixels: nothing,
  media: nothing,
  // Made from the documents, which are compared one by one.
  metadata: nothing,
  contents: nothing,
  identities: nothing,
  parsed: nothing,
  // Covered by the pages.
  templates: nothing,
  withMoves: nothing,
  faults: nothing,
  recheck: nothing,
  broken: nothing,
  share: nothing,
  workers: nothing,
  cache: nothing,
} as const satisfies {
  readonly [Member in keyof Required<SiteSnapshot>]: ((snapshot: SiteSnapshot) => unknown) | undefined;
};

/** Made once: it is asked for before the pages are rendered, and when the snapshot is kept. */
const summaries = new WeakMap<SiteSnapshot, SnapshotSummary>();

export function summaryOf(snapshot: SiteSnapshot): SnapshotSummary {
  const summary = summaries.get(snapshot) ?? summarize(snapshot);
  summaries.set(snapshot, summary);
  return summary;
}

function summarize(snapshot: SiteSnapshot): SnapshotSummary {
  const stylesheet = snapshot.assets.find(({ outputPath }) => isStylesheet(outputPath))?.outputPath ?? '';
  const rest = Object.values(shownOf).map((show) => show?.(snapshot));
  return { stylesheet, rest: digestOf(JSON.stringify(rest)), identities: snapshot.identities };
}

function isStylesheet(path: string): boolean {
  return path.endsWith('.css');
}

/** Returns the documents that were changed, added or removed. */
export function changedDocuments(
  before: ReadonlyMap<SourcePath, string>,
  after: ReadonlyMap<SourcePath, string>,
): readonly SourcePath[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

/**
 * Whether metadata and opening are the same, so that pages which do not show the text itself stay the same.
 */
export function isSameOutside(before: ParsedDocument, after: ParsedDocument): boolean {
  return outsideOf(before) === outsideOf(after);
}

function outsideOf({ frontMatter, facts }: ParsedDocument): string {
  return JSON.stringify([frontMatter, facts.opening]);
}
