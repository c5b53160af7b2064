import { digestOf } from '../digestOf.ts';
import type { SourcePath } from '../model.ts';
import type { SourceKind } from '../read/siteFolder.ts';
import { isTemplate } from '../pages/pageKinds.ts';
import type { SiteSnapshot } from './edition.ts';

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
    [...new Set(pages.map(({ content }) => content.kind))].filter(isTemplate).map(templates.digest),
  look: ({ look }) => look,
  assets: ({ assets }) => assets.map(({ outputPath }) => outputPath).filter((path) => !isStylesheet(path)),
  collections: ({ collections: { previewsDrafts, articles, news, hidden } }) => [
    previewsDrafts,
    articles.map(({ file }) => file),
    news.map(({ file }) => file),
    [...hidden].map(([{ file }, reason]) => [file, reason]),
  ],
  comments: ({ collections, comments }) => collections.articles.map(comments.stateOf),
  redirects: ({ redirects }) => [redirects.ofLines, redirects.gone],
  // Everything that depends on the time alone stays the same until then.
  due: ({ due }) => due()?.instant,
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

export function summaryOf(snapshot: SiteSnapshot): SnapshotSummary {
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
