/** Lists of articles, page by page: Ressorts, tags, authors, months, years, and all articles. */
import { pageUrl } from '../catalogue/addresses.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Article, SourcePath, UrlPath } from '../model.ts';
import type { BodyOf } from './bodyViews.ts';
import { cardNeeds, type Cards } from './cards.ts';
import { frameOrigins } from './embedView.ts';
import type { Frame } from './frame.ts';
import type { Page } from './page.ts';
import { paginationView, splitIntoPages } from './pagination.ts';
import { feedLinks } from './siteView.ts';
import { siteTexts } from '../siteTexts.ts';
import type { ListingView } from './views.ts';

/** A list to be made into pages. */
export interface Listing {
  readonly url: UrlPath;
  readonly kicker: string;
  readonly name: string;
  readonly articles: readonly Article[];
  readonly hasFeeds: boolean;
  /** The source of the list, if it has one of its own. */
  readonly file?: SourcePath;
  readonly above?: readonly { readonly name: string; readonly url: UrlPath }[];
  /** What stands above the first page's articles. */
  readonly opening?: {
    readonly needs: readonly SourcePath[];
    readonly view: (bodyOf: BodyOf) => Pick<ListingView, 'intro' | 'links' | 'portrait'>;
  };
}

export interface ListingParts {
  readonly frame: Frame;
  readonly cards: Cards;
  readonly site: SiteUrl;
  readonly articlesPerPage: number;
}

/** The pages of a list, from `first` (counted from 1) on. */
export function listingPages(listing: Listing, parts: ListingParts, first = 1): readonly Page[] {
  const runs = splitIntoPages(listing.articles, parts.articlesPerPage);
  return runs.slice(first - 1).map((run, index): Page => {
    const number = first + index;
    return {
      url: pageUrl(listing.url, number),
      source: `${listing.kicker} ${listing.name}`.trim(),
      ...(listing.file && { file: listing.file }),
      needs: () => [...run.flatMap(cardNeeds), ...(number === 1 ? (listing.opening?.needs ?? []) : [])],
      content: {
        kind: 'listing',
        view: (bodyOf) => listingView(listing, bodyOf, run, number, runs.length, parts),
      },
    };
  });
}

function listingView(
  { url, kicker, name, articles, hasFeeds, above, opening }: Listing,
  bodyOf: BodyOf,
  run: readonly Article[],
  number: number,
  total: number,
  { frame, cards, site }: ListingParts,
): ListingView {
  const fullName = `${kicker} ${name}`.trim();
  const pageName = siteTexts.pageOf(number, total);
  const here = number === 1 ? [] : [{ name, url }];
  const opened = number === 1 ? opening?.view(bodyOf) : undefined;
  return {
    ...frame({
      url: pageUrl(url, number),
      title: number === 1 ? fullName : `${fullName} – ${pageName}`,
      name: number === 1 ? name : pageName,
      description: fullName,
      above: [...(above ?? []), ...here],
      ...(hasFeeds && { feedsOf: { name, url } }),
      frames: frameOrigins(opened?.intro ?? []),
      ...(number > 1 && { previous: pageUrl(url, number - 1) }),
      ...(number < total && { next: pageUrl(url, number + 1) }),
    }),
    kicker,
    heading: name,
    intro: [],
    links: [],
    ...opened,
    count: siteTexts.articles(articles.length),
    ...(hasFeeds && { feeds: feedLinks(site, url) }),
    cards: run.map(cards.cardOf),
    pagination: paginationView(url, number, total, site),
  };
}
