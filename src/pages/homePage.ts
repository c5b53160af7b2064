import { homeUrl } from '../catalogue/addresses.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Article } from '../model.ts';
import { cardNeeds } from './cards.ts';
import { hrefOf } from './hrefs.ts';
import { type ListingParts, listingPages } from './listingPages.ts';
import type { Page } from './page.ts';
import { paginationView, splitIntoPages } from './pagination.ts';
import { siteTexts } from './texts.ts';
import type { HomeView } from './views.ts';

const secondaryCount = 4;
const cardsPerSection = 4;

/** The front page, and the further pages of the list of all articles. */
export function homePages(catalogue: Catalogue, description: string, parts: ListingParts): readonly Page[] {
  const { articles } = catalogue;
  const everything = {
    url: homeUrl,
    kicker: '',
    name: siteTexts.everything,
    articles,
    hasFeeds: false,
  };
  const home: Page = {
    url: homeUrl,
    source: siteTexts.home,
    needs: homeArticles(catalogue, parts.articlesPerPage).flatMap(cardNeeds),
    content: { kind: 'home', view: () => homeView(catalogue, description, parts) },
  };
  return [home, ...listingPages(everything, parts, 2)];
}

/** All articles that the front page shows. */
function homeArticles({ articles, sections }: Catalogue, articlesPerPage: number): readonly Article[] {
  return [
    ...articles.slice(0, articlesPerPage),
    ...sections.flatMap((section) => section.articles.slice(0, cardsPerSection)),
  ];
}

function homeView(
  { articles, sections }: Catalogue,
  description: string,
  { frame, cards, site, articlesPerPage }: ListingParts,
): HomeView {
  const runs = splitIntoPages(articles, articlesPerPage);
  const [lead, ...others] = (runs[0] ?? []).map(cards.cardOf);
  return {
    ...frame({ url: homeUrl, title: siteTexts.home, description }),
    ...(lead && { lead }),
    secondary: others.slice(0, secondaryCount),
    latest: others.slice(secondaryCount),
    sections: sections.map(({ name, url, articles: own }) => ({
      link: { name, url: hrefOf(site, url) },
      cards: own.slice(0, cardsPerSection).map(cards.cardOf),
    })),
    pagination: paginationView(homeUrl, 1, runs.length, site),
  };
}
