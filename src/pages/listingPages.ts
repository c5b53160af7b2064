/** Lists of articles, page by page: Ressorts, tags, authors, months, years, and all articles. */
import { pageUrl } from '../catalogue/addresses.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Article, SourcePath, UrlPath } from '../model.ts';
import type { ContentOf } from './bodyViews.ts';
import type { Cards } from './cards.ts';
import { frameOrigins } from './embedView.ts';
import type { Layout } from './frame.ts';
import { hrefOf } from './hrefs.ts';
import { collectionJsonLd, profileJsonLd } from './jsonLd/listJsonLd.ts';
import type { JsonLdNode } from './jsonLd/graphJson.ts';
import type { JsonLdSite } from './jsonLd/publisherJsonLd.ts';
import type { Page } from './page.ts';
import { paginationView, splitIntoPages } from './pagination.ts';
import { feedLinks } from './siteView.ts';
import { siteTexts } from '../siteTexts.ts';
import type { ListingView } from './views.ts';

/** Everything above a list. */
type ListingOpening = Partial<Pick<ListingView, 'intro' | 'links' | 'portrait' | 'lead'>>;

/** A list to be made into pages. */
export interface Listing {
  readonly url: UrlPath;
  readonly kicker: string;
  readonly name: string;
  /** For search engines; without one it is kicker and name. */
  readonly description?: string;
  /** Newest first. */
  readonly articles: readonly Article[];
  /** Articles that the pages show in place of all. */
  readonly shown?: readonly Article[];
  readonly isOldestFirst?: true;
  /** Above the others on the first page. */
  readonly picks?: readonly Article[];
  readonly hasFeeds: boolean;
  /** Role of an author. */
  readonly author?: { readonly role?: string };
  /** The source of the list, if it has one of its own. */
  readonly file?: SourcePath;
  readonly above?: readonly { readonly name: string; readonly url: UrlPath }[];
  /** Everything above the articles of the first page. */
  readonly opening?: (contentOf: ContentOf) => ListingOpening;
}

export interface ListingParts {
  readonly layout: Layout;
  readonly cards: Cards;
  readonly site: SiteUrl;
  readonly articlesPerPage: number;
  readonly machines: JsonLdSite;
}

/** The pages of a list, from `first` (counted from 1) on. */
export function listingPages(listing: Listing, parts: ListingParts, first = 1): readonly Page[] {
  const { url, kicker, name, file, articles, shown = articles, picks = [], opening } = listing;
  const runs = splitIntoPages(shown, parts.articlesPerPage);
  return runs.slice(first - 1).map((run, index): Page => {
    const number = first + index;
    const above = number === 1 ? { picks, opening } : { picks: [] };
    return {
      url: pageUrl(url, number),
      source: `${kicker} ${name}`.trim(),
      ...(file && { file }),
      content: {
        kind: 'listing',
        view: (contentOf) => {
          const cards = { picks: above.picks.map(parts.cards.cardOf), cards: run.map(parts.cards.cardOf) };
          const content = { intro: [], links: [], ...cards, ...above.opening?.(contentOf) };
          return listingView(listing, number, runs.length, content, parts);
        },
      },
    };
  });
}

type ListingContent = Pick<ListingView, 'intro' | 'links' | 'cards' | 'picks'> & ListingOpening;

function listingView(
  listing: Listing,
  number: number,
  total: number,
  content: ListingContent,
  parts: ListingParts,
): ListingView {
  const { url, kicker, name, description, articles, isOldestFirst, hasFeeds, above } = listing;
  const fullName = `${kicker} ${name}`.trim();
  const pageName = siteTexts.pageOf(number, total);
  const here = number === 1 ? [] : [{ name, url }];
  return {
    ...parts.layout({
      url: pageUrl(url, number),
      title: number === 1 ? fullName : `${fullName} – ${pageName}`,
      name: number === 1 ? name : pageName,
      description: description ?? fullName,
      above: [...(above ?? []), ...here],
      origins: { frames: frameOrigins(content.intro) },
      ...(hasFeeds && { feedsOf: { name, url } }),
      ...(number > 1 && { previous: pageUrl(url, number - 1) }),
      ...(number < total && { next: pageUrl(url, number + 1) }),
      jsonLd: [listingNode(listing, number, content, parts)],
    }),
    kicker,
    heading: name,
    ...content,
    ...(number === 1 && listing.author?.role !== undefined && { role: listing.author.role }),
    count: siteTexts.articles(articles.length),
    ...(hasFeeds && { feeds: feedLinks(parts.site, url) }),
    pagination: {
      ...paginationView(url, number, total, parts.site),
      ...(isOldestFirst && { isOldestFirst }),
    },
  };
}

/** The first page of an author is a profile; all others are collections. */
function listingNode(
  { url, name, kicker, author, picks = [] }: Listing,
  number: number,
  content: ListingContent,
  { site, articlesPerPage, machines }: ListingParts,
): JsonLdNode {
  if (author && number === 1)
    return profileJsonLd({ name, url: hrefOf(site, url) }, content, author.role, machines);
  const page = { url: pageUrl(url, number), name: `${kicker} ${name}`.trim() };
  const before = number === 1 ? 0 : picks.length + (number - 1) * articlesPerPage;
  return collectionJsonLd(page, [...content.picks, ...content.cards], before + 1, machines);
}
