/** The front page, and the further pages of the list of all articles. */
import { homeUrl } from '../../collections/addresses.ts';
import type { Collections } from '../../collections/collections.ts';
import type { Article } from '../../core/model.ts';
import { commentFeedUrl, hrefOf } from '../../views/hrefs.ts';
import type { Group } from '../../collections/groups.ts';
import type { Settings } from '../../config/settings.ts';
import { publisherJsonLd } from '../../views/jsonLd.ts';
import { type ListingParts, listingPages } from './listingPages.ts';
import type { Page } from '../../views/page.ts';
import { paginationView, splitIntoPages } from '../../views/cards.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import type { HomeView } from '../../views/views.ts';

const secondaryCount = 4;
const cardsPerSection = 4;

/** Facts about the site in the head of the front page. */
interface HomeFacts {
  readonly settings: Settings;
  /** There is a feed of comments. */
  readonly hasComments: boolean;
}

/** The front page, and the further pages of the list of all articles. */
export function homePages(collections: Collections, facts: HomeFacts, parts: ListingParts): readonly Page[] {
  const { articles } = collections;
  const everything = {
    url: homeUrl,
    kicker: '',
    name: siteTexts.everything,
    articles,
    hasFeeds: false,
  };
  const front = layOutFrontPage(collections, parts.articlesPerPage);
  const total = splitIntoPages(articles, parts.articlesPerPage).length;
  const home: Page = {
    url: homeUrl,
    source: siteTexts.home,
    content: { kind: 'home', view: () => homeView(front, total, facts, parts) },
  };
  return [home, ...listingPages(everything, parts, 2)];
}

/** Parts of the front page, from top to bottom. */
interface FrontPage {
  readonly lead: Article | undefined;
  readonly secondary: readonly Article[];
  readonly latest: readonly Article[];
  /** Without what already stands at the top. */
  readonly sections: readonly { readonly group: Group; readonly articles: readonly Article[] }[];
}

function layOutFrontPage({ articles, sections }: Collections, articlesPerPage: number): FrontPage {
  const [lead, ...others] = articles.slice(0, articlesPerPage);
  const secondary = others.slice(0, secondaryCount);
  const atTop = new Set([lead, ...secondary]);
  return {
    lead,
    secondary,
    latest: others.slice(secondaryCount),
    sections: sections.flatMap((group) => {
      const own = group.articles
        .slice(0, cardsPerSection + atTop.size)
        .filter((article) => !atTop.has(article));
      return own.length === 0 ? [] : { group, articles: own.slice(0, cardsPerSection) };
    }),
  };
}

function homeView(
  { lead, secondary, latest, sections }: FrontPage,
  total: number,
  { settings, hasComments }: HomeFacts,
  { layout, cards, site, machines }: ListingParts,
): HomeView {
  return {
    ...layout({
      url: homeUrl,
      title: siteTexts.home,
      description: settings.description,
      translations: settings.translations,
      jsonLd: publisherJsonLd(settings, machines),
      ...(hasComments && { commentFeed: { name: siteTexts.comments, url: commentFeedUrl(homeUrl) } }),
    }),
    ...(lead && { lead: cards.cardOf(lead) }),
    secondary: secondary.map(cards.cardOf),
    latest: latest.map(cards.cardOf),
    sections: sections.map(({ group: { name, url }, articles }) => ({
      link: { name, url: hrefOf(site, url) },
      cards: articles.map(cards.cardOf),
    })),
    pagination: paginationView(homeUrl, 1, total, site),
  };
}
