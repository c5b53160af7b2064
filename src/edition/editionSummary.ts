import { digestOf } from '../digestOf.ts';
import type { SourcePath } from '../model.ts';
import type { SourceKind } from '../read/siteFolder.ts';
import { isTemplate } from '../pages/pageKinds.ts';
import type { Edition } from './edition.ts';

/** What the pages of an edition are made of, in digests: two editions with the same summary show the same. */
export interface EditionSummary {
  readonly stylesheet: string;
  /** All but the stylesheet and the documents. */
  readonly rest: string;
  readonly identities: ReadonlyMap<SourcePath, string>;
}

/** Settings and templates have their own places in the summary. */
const otherKinds: ReadonlySet<SourceKind> = new Set(['media', 'comment', 'counting-marks']);

/** A member that shows nothing of its own: it makes or tells of what others are made of. */
const nothing = undefined;

/**
 * What pages show of each member of an edition, as JSON; of documents only which there are. A member that is missing here would
 * be missed by the preview and by the next build, so the compiler asks for it.
 */
const shownOf = {
  program: ({ program }) => program,
  settings: ({ settings }) => settings,
  pages: ({ pages, templates }) =>
    [...new Set(pages.map(({ content }) => content.kind))].filter(isTemplate).map(templates.digest),
  look: ({ look }) => look,
  assets: ({ assets }) => assets.map(({ outputPath }) => outputPath).filter((path) => !isStylesheet(path)),
  catalogue: ({ catalogue: { previewsDrafts, articles, news, hidden } }) => [
    previewsDrafts,
    articles.map(({ file }) => file),
    news.map(({ file }) => file),
    [...hidden].map(([{ file }, reason]) => [file, reason]),
  ],
  comments: ({ catalogue, comments }) => catalogue.articles.map(comments.stateOf),
  redirects: ({ redirects }) => [redirects.ofLines, redirects.gone],
  // What depends on the time alone is the same until then.
  due: ({ due }) => due()?.instant,
  // Digests from the time of reading: pages were made of those bytes.
  files: ({ files, memory }) =>
    files.filter(({ kind }) => otherKinds.has(kind)).map((file) => memory.toldOf(file) ?? file.path),
  // Of the settings and the catalogue.
  seeAlso: nothing,
  social: nothing,
  searchable: nothing,
  // Of the files.
  marks: nothing,
  media: nothing,
  // Of the documents, which are compared one by one.
  heads: nothing,
  bodies: nothing,
  identities: nothing,
  parsed: nothing,
  // With the pages.
  templates: nothing,
  withMoves: nothing,
  faults: nothing,
  recheck: nothing,
  broken: nothing,
  share: nothing,
  workers: nothing,
  memory: nothing,
} as const satisfies {
  readonly [Member in keyof Required<Edition>]: ((edition: Edition) => unknown) | undefined;
};

export function summaryOf(edition: Edition): EditionSummary {
  const stylesheet = edition.assets.find(({ outputPath }) => isStylesheet(outputPath))?.outputPath ?? '';
  const rest = Object.values(shownOf).map((show) => show?.(edition));
  return { stylesheet, rest: digestOf(JSON.stringify(rest)), identities: edition.identities };
}

function isStylesheet(path: string): boolean {
  return path.endsWith('.css');
}

/** The documents that were changed, added or removed between the two. */
export function changedDocuments(
  before: ReadonlyMap<SourcePath, string>,
  after: ReadonlyMap<SourcePath, string>,
): readonly SourcePath[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}
