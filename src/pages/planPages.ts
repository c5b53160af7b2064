/** Which pages the paper has. Views are made later, one at a time, for those pages that need them. */
import { homeUrl } from '../catalogue/addresses.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { archivePage } from './archivePage.ts';
import { articlePages } from './articlePages.ts';
import type { BodyContext } from './bodyViews.ts';
import { createCards, type OpeningOf } from './cards.ts';
import { feedPages } from './feedPages.ts';
import { createFrame } from './frame.ts';
import { homePages } from './homePage.ts';
import { listingPages } from './listingPages.ts';
import { periodLists, termLists } from './lists.ts';
import type { MediaShelf } from './mediaShelf.ts';
import type { Page } from './page.ts';
import { redirectPages } from './redirectPages.ts';
import { sitemapPages } from './sitemapPages.ts';
import { siteView, type ThemeUrls } from './siteView.ts';
import { notFoundPage, staticPages } from './staticPages.ts';
import { typesetSettings } from './typesetSettings.ts';

export interface Paper {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly media: MediaShelf;
  readonly theme: ThemeUrls;
  readonly openingOf: OpeningOf;
  readonly relatedTo: (article: Article) => readonly Article[];
}

/** All pages in the order of writing: what others link to first, then lists, feeds and sitemaps. */
export function planPages(paper: Paper): readonly Page[] {
  const { catalogue, media, theme, openingOf, relatedTo } = paper;
  const settings = typesetSettings(paper.settings);
  const { url: site, title, description, articlesPerPage, comments } = settings;
  const frame = createFrame(settings, siteView(settings, catalogue, theme));
  const cards = createCards(catalogue, media, site, openingOf);
  const bodies: BodyContext = { site, media, addressOf: (file) => catalogue.addresses.get(file) };
  const terms = termLists(catalogue, bodies);
  const lists = [...terms, ...periodLists(catalogue)];
  const listingParts = { frame, cards, site, articlesPerPage };
  const feedParts = { settings, cards, bodies };
  const everything = { url: homeUrl, title, description, articles: catalogue.articles, fullText: true };
  const sectionKeys = new Set<string>(catalogue.sections.map(({ url }) => url));
  return [
    ...articlePages(catalogue, { frame, cards, bodies, relatedTo, comments }),
    ...staticPages(catalogue, frame, bodies),
    ...redirectPages(catalogue, settings),
    ...lists.flatMap((list) => listingPages(list, listingParts)),
    archivePage(catalogue, frame, site),
    ...homePages(catalogue, description, listingParts),
    notFoundPage(catalogue, frame, cards),
    ...feedPages(everything, feedParts),
    ...terms.flatMap(({ url, name, articles }) => {
      // Whole texts in the feeds of a hundred tags would be most of the site's bytes.
      const fullText = sectionKeys.has(url);
      const list = { url, title: `${name} – ${title}`, description: '', articles, fullText };
      return feedPages(list, feedParts);
    }),
    ...sitemapPages(catalogue, lists, site),
  ];
}
