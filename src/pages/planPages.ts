/** Which pages the paper has. Views are made later, one at a time, for those pages that need them. */
import { homeUrl } from '../catalogue/addresses.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { archivePage } from './archivePage.ts';
import { articlePages } from './articlePages.ts';
import { type FeedList, feedPages } from './feedPages.ts';
import { commentFeeds } from './commentFeeds.ts';
import { commentReplyPages } from './commentReplyPages.ts';
import { correctionsPages } from './correctionsPages.ts';
import { glossaryPages } from './glossaryPages.ts';
import { homePages } from './homePage.ts';
import { type Listing, listingPages } from './listingPages.ts';
import { periodLists, termLists } from './lists.ts';
import { newsSitemapPage } from './newsSitemapPage.ts';
import type { Page } from './page.ts';
import { createPageParts, type Paper } from './pageParts.ts';
import { redirectPages } from './redirectPages.ts';
import { rootFiles } from './rootFiles.ts';
import { searchPage } from './searchPage.ts';
import { sitemapPages } from './sitemapPages.ts';
import { notFoundPage, staticPages } from './staticPages.ts';
import { tickerFeeds } from './tickerFeeds.ts';

/** All pages in the order of writing: what others link to first, then lists, feeds and sitemaps. */
export function planPages(paper: Paper): readonly Page[] {
  const { catalogue, theme } = paper;
  const parts = createPageParts(paper);
  const { settings, frame, cards, bodies, comments, machines } = parts;
  const { url: site, title, description, articlesPerPage } = settings;
  const ofComments = commentFeeds(catalogue.articles, comments.commentsOf, settings);
  const terms = termLists(catalogue, bodies);
  const lists = [...terms, ...periodLists(catalogue)];
  const listingParts = { frame, cards, site, articlesPerPage, machines };
  const feedParts = { settings, cards, bodies };
  const everything = { url: homeUrl, title, description, articles: catalogue.articles, fullText: true };
  const searchScript = paper.isPreview ? '' : theme.searchScript;
  return [
    ...articlePages(catalogue, parts),
    ...staticPages(catalogue, frame, bodies),
    ...glossaryPages(catalogue, frame, bodies),
    ...redirectPages(catalogue, settings, theme),
    ...lists.flatMap((list) => listingPages(list, listingParts)),
    archivePage(catalogue, frame, site),
    ...correctionsPages(catalogue, frame, site),
    ...homePages(catalogue, { settings, hasComments: ofComments.length > 0 }, listingParts),
    notFoundPage(catalogue, frame, cards),
    ...commentReplyPages(settings.comments, frame),
    ...(settings.search ? [searchPage(catalogue, frame, site, searchScript)] : []),
    ...feedPages(everything, feedParts),
    ...terms.flatMap((list) => feedPages(termFeed(list, catalogue, title), feedParts)),
    ...ofComments,
    ...tickerFeeds(catalogue.articles, feedParts),
    ...sitemapPages(catalogue, lists, bodies),
    newsSitemapPage(catalogue, settings),
    ...rootFiles(settings, paper.hasOwnRobots),
  ];
}

/** Whole texts in the feeds of a hundred tags would be most of the site's bytes. */
function termFeed({ url, name, articles }: Listing, { sections }: Catalogue, blog: string): FeedList {
  const fullText = sections.some((section) => section.url === url);
  return { url, title: `${name} – ${blog}`, description: '', articles, fullText };
}
