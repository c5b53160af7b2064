import { digestOf } from '../digestOf.ts';
import type { Edition } from '../edition/edition.ts';
import type { SourcePath } from '../model.ts';
import { stampOf } from '../read/siteFolder.ts';

/** What the pages of an edition are made of, in digests: two editions with the same summary show the same. */
export interface EditionSummary {
  readonly stylesheet: string;
  /** All but the stylesheet and the documents. */
  readonly rest: string;
  readonly identities: ReadonlyMap<SourcePath, string>;
}

const templateNames = ['article', 'home', 'listing', 'archive', 'page', 'not-found', 'redirect'] as const;

export function summaryOf({
  settings,
  templates,
  assets,
  catalogue,
  files,
  identities,
}: Edition): EditionSummary {
  const stylesheet = assets.find(({ outputPath }) => outputPath.endsWith('.css'))?.outputPath ?? '';
  const rest = {
    settings,
    templates: templateNames.map((name) => templates.digest(name)),
    assets: assets.map(({ outputPath }) => outputPath).filter((path) => path !== stylesheet),
    hidden: [...catalogue.hidden].map(([{ file }, reason]) => [file, reason]),
    media: files.filter(({ kind }) => kind === 'media').map((file) => [file.path, stampOf(file)]),
  };
  return { stylesheet, rest: digestOf(JSON.stringify(rest)), identities };
}

/** The documents that were changed, added or removed between the two. */
export function changedDocuments(before: EditionSummary, after: EditionSummary): readonly SourcePath[] {
  const paths = new Set([...before.identities.keys(), ...after.identities.keys()]);
  return [...paths].filter((path) => before.identities.get(path) !== after.identities.get(path));
}
