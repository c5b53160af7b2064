import { type ArticleFinder, createArticleFinder } from '../../comments/articles/articleFinder.ts';
import { completeSnapshot } from '../../build/snapshot.ts';
import type { OptionValues, Surroundings } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { toSnapshotOptions } from '../siteOptions.ts';

/** Finds the articles of the site, drafts as well; undefined when the site has errors, which are reported. */
export async function findArticles(
  options: OptionValues,
  world: Surroundings,
): Promise<ArticleFinder | undefined> {
  const { value: snapshot, diagnostics } = await completeSnapshot({
    ...toSnapshotOptions(options, world),
    preview: true,
  });
  if (snapshot) return createArticleFinder(snapshot.collections.articles, snapshot.settings.url);
  reportDiagnostics(diagnostics, world);
  return undefined;
}
