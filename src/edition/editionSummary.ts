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

export function summaryOf(edition: Edition): EditionSummary {
  const { settings, templates, assets, catalogue, comments, files, identities, memory, pages, program } =
    edition;
  const { social } = edition;
  const stylesheet = assets.find(({ outputPath }) => outputPath.endsWith('.css'))?.outputPath ?? '';
  const rest = {
    program,
    settings,
    templates: [...new Set(pages.map(({ content }) => content.kind))]
      .filter(isTemplate)
      .map(templates.digest),
    social: social.look,
    assets: assets.map(({ outputPath }) => outputPath).filter((path) => path !== stylesheet),
    previewsDrafts: catalogue.previewsDrafts,
    articles: catalogue.articles.map(({ file }) => file),
    news: catalogue.news.map(({ file }) => file),
    comments: catalogue.articles.map(comments.stateOf),
    redirects: [edition.redirects.ofLines, edition.redirects.gone],
    hidden: [...catalogue.hidden].map(([{ file }, reason]) => [file, reason]),
    // What depends on the time alone is the same until then.
    due: edition.due()?.instant,
    // As they were when they were read: of what has changed since, no page can tell.
    others: files.filter(({ kind }) => otherKinds.has(kind)).map((file) => memory.toldOf(file) ?? file.path),
  };
  return { stylesheet, rest: digestOf(JSON.stringify(rest)), identities };
}

/** The documents that were changed, added or removed between the two. */
export function changedDocuments(
  before: ReadonlyMap<SourcePath, string>,
  after: ReadonlyMap<SourcePath, string>,
): readonly SourcePath[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}
