/** Lists of articles, page by page: Ressorts, tags, authors, months, years, and all articles. */
import { pageUrl } from '../catalogue/addresses.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Article, SourcePath, UrlPath } from '../model.ts';
import type { BodyOf } from './bodyViews.ts';
import { cardNeeds, type Cards } from './cards.ts';
import { frameOrigins } from './embedView.ts';
import type { Frame } from './frame.ts';
import { hrefOf } from './hrefs.ts';
import { collectionJsonLd, profileJsonLd } from './jsonLd/listJsonLd.ts';
import type { JsonLdNode } from './jsonLd/graphJson.ts';
import type { JsonLdSite } from './jsonLd/publisherJsonLd.ts';
import type { Page } from './page.ts';
import { paginationView, splitIntoPages } from './pagination.ts';
import { feedLinks } from './siteView.ts';
import { siteTexts } from '../siteTexts.ts';
import type { CardView, ListingView } from './views.ts';

/** A list to be made into pages. */
export interface Listing {
  readonly url: UrlPath;
  readonly kicker: string;
  readonly name: string;
  readonly articles: readonly Article[];
  readonly hasFeeds: boolean;
  /** Of an author: what he or she does here. */
  readonly author?: { readonly role?: string };
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
  readonly machines: JsonLdSite;
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
  listing: Listing,
  bodyOf: BodyOf,
  run: readonly Article[],
  number: number,
  total: number,
  parts: ListingParts,
): ListingView {
  const { url, kicker, name, articles, hasFeeds, above, opening } = listing;
  const fullName = `${kicker} ${name}`.trim();
  const pageName = siteTexts.pageOf(number, total);
  const here = number === 1 ? [] : [{ name, url }];
  const cards = run.map(parts.cards.cardOf);
  const first = { intro: [], links: [], ...(number === 1 && opening?.view(bodyOf)) };
  return {
    ...parts.frame({
      url: pageUrl(url, number),
      title: number === 1 ? fullName : `${fullName} – ${pageName}`,
      name: number === 1 ? name : pageName,
      description: fullName,
      above: [...(above ?? []), ...here],
      ...(hasFeeds && { feedsOf: { name, url } }),
      frames: frameOrigins(first.intro),
      ...(number > 1 && { previous: pageUrl(url, number - 1) }),
      ...(number < total && { next: pageUrl(url, number + 1) }),
      jsonLd: [listingNode(listing, number, cards, first, parts)],
    }),
    kicker,
    heading: name,
    ...first,
    count: siteTexts.articles(articles.length),
    ...(hasFeeds && { feeds: feedLinks(parts.site, url) }),
    cards,
    pagination: paginationView(url, number, total, parts.site),
  };
}

/** The first page of an author is a profile; all others are collections. */
function listingNode(
  { url, name, kicker, author }: Listing,
  number: number,
  cards: readonly CardView[],
  opening: Pick<ListingView, 'links' | 'portrait'>,
  { site, articlesPerPage, machines }: ListingParts,
): JsonLdNode {
  if (author && number === 1)
    return profileJsonLd({ name, url: hrefOf(site, url) }, opening, author.role, machines);
  const page = { url: pageUrl(url, number), name: `${kicker} ${name}`.trim() };
  return collectionJsonLd(page, cards, (number - 1) * articlesPerPage + 1, machines);
}
