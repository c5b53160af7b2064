import { articleUrl, explanationUrl, staticPageUrl } from '../catalogue/addresses.ts';
import type { UrlPath } from '../model.ts';
import type { Page } from '../pages/page.ts';
import type { ViewContext } from '../pages/pageParts.ts';
import { planRoutes } from '../pages/planPages.ts';
import { writtenRedirectPages } from '../pages/redirectPages.ts';
import { type Redirect, type Redirects, resolveRedirects } from '../pages/redirects.ts';
import { serverFiles } from '../pages/serverFiles.ts';
import type { RedirectLine } from '../parse/redirectLines.ts';
import { redirectsFile } from '../read/siteFolder.ts';
import type { Metadata } from './readSources.ts';

/** All routes: pages and redirects. */
export interface Routes {
  readonly pages: readonly Page[];
  readonly redirects: Redirects;
}

/** Plans all routes of a site: its pages and the redirects to them, from `lines` and from detected moves. */
export function createRoutes(
  context: ViewContext,
  metadata: Pick<Metadata, 'articles' | 'pages' | 'glossary'>,
  lines: readonly RedirectLine[],
): (moves: readonly Redirect[]) => Routes {
  const { settings, collections, theme } = context;
  const planned = planRoutes(context);
  const sourceAddresses = (): ReadonlySet<UrlPath> =>
    new Set([
      ...metadata.articles.map(({ meta }) => articleUrl(settings.permalink, meta)),
      ...metadata.pages.map(({ meta }) => staticPageUrl(meta.slug)),
      ...metadata.glossary.map(({ meta }) => explanationUrl(meta.slug)),
      ...[...metadata.articles, ...metadata.pages, ...metadata.glossary].flatMap(({ meta }) => meta.aliases),
    ]);
  return (moves) => {
    let sources: ReadonlySet<UrlPath> | undefined;
    const isSource = (url: UrlPath): boolean => (sources ??= sourceAddresses()).has(url);
    const all = [...lines, ...moves.map((move) => ({ ...move, position: { line: 1, column: 1 } }))];
    const redirects = resolveRedirects(all, redirectsFile, collections, planned, isSource);
    const pages = [
      ...planned,
      ...writtenRedirectPages(redirects.ofLines, redirectsFile, collections, settings, theme),
      ...serverFiles(settings, redirects),
    ];
    return { pages, redirects };
  };
}
