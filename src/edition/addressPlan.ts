import { articleUrl, explanationUrl, staticPageUrl } from '../catalogue/addresses.ts';
import type { UrlPath } from '../model.ts';
import type { Page } from '../pages/page.ts';
import type { Paper } from '../pages/pageParts.ts';
import { planPages } from '../pages/planPages.ts';
import { writtenRedirectPages } from '../pages/redirectPages.ts';
import { type Redirect, type Redirects, resolveRedirects } from '../pages/redirects.ts';
import { serverFiles } from '../pages/serverFiles.ts';
import type { RedirectLine } from '../parse/redirectLines.ts';
import { redirectsFile } from '../read/siteFolder.ts';
import type { Heads } from './readSources.ts';

/** Everything that stands at an address. */
export interface PlannedAddresses {
  readonly pages: readonly Page[];
  readonly redirects: Redirects;
}

/** The pages of a paper, with what leads to them from old addresses: those of `lines`, and what else has moved. */
export function createAddressPlan(
  paper: Paper,
  heads: Pick<Heads, 'articles' | 'pages' | 'glossary'>,
  lines: readonly RedirectLine[],
): (moves: readonly Redirect[]) => PlannedAddresses {
  const { settings, catalogue, theme } = paper;
  const planned = planPages(paper);
  const sourceAddresses = (): ReadonlySet<UrlPath> =>
    new Set([
      ...heads.articles.map(({ meta }) => articleUrl(settings.permalink, meta)),
      ...heads.pages.map(({ meta }) => staticPageUrl(meta.slug)),
      ...heads.glossary.map(({ meta }) => explanationUrl(meta.slug)),
      ...[...heads.articles, ...heads.pages, ...heads.glossary].flatMap(({ meta }) => meta.aliases),
    ]);
  return (moves) => {
    let sources: ReadonlySet<UrlPath> | undefined;
    const isSource = (url: UrlPath): boolean => (sources ??= sourceAddresses()).has(url);
    const all = [...lines, ...moves.map((move) => ({ ...move, position: { line: 1, column: 1 } }))];
    const redirects = resolveRedirects(all, redirectsFile, catalogue, planned, isSource);
    const pages = [
      ...planned,
      ...writtenRedirectPages(redirects.ofLines, redirectsFile, catalogue, settings, theme),
      ...serverFiles(settings, redirects),
    ];
    return { pages, redirects };
  };
}
