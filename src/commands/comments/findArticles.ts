import { type ArticleFinder, createArticleFinder } from '../../comments/articleFinder.ts';
import { completeEdition } from '../../edition/edition.ts';
import type { OptionValues, Surroundings } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { toEditionOptions } from '../siteOptions.ts';

/** The articles of the site, drafts as well; undefined when it cannot be laid out, which is told. */
export async function findArticles(
  options: OptionValues,
  world: Surroundings,
): Promise<ArticleFinder | undefined> {
  const { value: edition, diagnostics } = await completeEdition({
    ...toEditionOptions(options, world),
    preview: true,
  });
  if (edition) return createArticleFinder(edition.catalogue.articles, edition.settings.url);
  reportDiagnostics(diagnostics, world);
  return undefined;
}
