/** Plans the pages of the site. Views are made later, one at a time, for those pages that need them. */
import { homeUrl } from '../collections/addresses.ts';
import type { Collections } from '../collections/collections.ts';
import { archivePage, type Listing, listingPages, periodLists, termLists } from './lists/listingPages.ts';
import { articlePages } from './article/articlePages.ts';
import { type FeedList, feedPages } from './feeds/feedPages.ts';
import { commentFeeds } from './feeds/commentFeeds.ts';
import { commentReplyPages } from './comments/commentsView.ts';
import { correctionsPages, glossaryPages, notFoundPage, staticPages } from './pages/staticPages.ts';
import { homePages } from './lists/homePage.ts';
import { newsSitemapPage, sitemapPages } from './sitemaps/sitemapPages.ts';
import type { Page } from '../views/page.ts';
import { createPageParts, type ViewContext } from './pageParts.ts';
import { redirectPages } from './redirects/redirects.ts';
import { rootFiles } from './host/rootFiles.ts';
import { searchPage } from './search/searchPage.ts';
import { tickerFeeds } from './feeds/tickerFeeds.ts';

/** All pages in the order of writing: what others link to first, then lists, feeds and sitemaps. */
export function planRoutes(context: ViewContext): readonly Page[] {
  const { collections, theme } = context;
  const parts = createPageParts(context);
  const { settings, layout, cards, renderContext, comments, machines } = parts;
  const { url: site, title, description, articlesPerPage } = settings;
  const ofComments = commentFeeds(collections.articles, comments.commentsOf, settings);
  const terms = termLists(collections, renderContext);
  const lists = [...terms, ...periodLists(collections)];
  const listingParts = { layout, cards, site, articlesPerPage, machines };
  const feedParts = { settings, cards, renderContext };
  const everything = { url: homeUrl, title, description, articles: collections.articles, fullText: true };
  const searchScript = context.isPreview ? '' : theme.searchScript;
  return [
    ...articlePages(collections, parts),
    ...staticPages(collections, layout, renderContext),
    ...glossaryPages(collections, layout, renderContext),
    ...redirectPages(collections, settings, theme),
    ...lists.flatMap((list) => listingPages(list, listingParts)),
    archivePage(collections, layout, site),
    ...correctionsPages(collections, layout, site),
    ...homePages(collections, { settings, hasComments: ofComments.length > 0 }, listingParts),
    notFoundPage(collections, layout, cards),
    ...commentReplyPages(settings.comments, layout),
    ...(settings.search ? [searchPage(collections, layout, site, searchScript)] : []),
    ...feedPages(everything, feedParts),
    ...terms.flatMap((list) => feedPages(termFeed(list, collections, title), feedParts)),
    ...ofComments,
    ...tickerFeeds(collections.articles, feedParts),
    ...sitemapPages(collections, lists, renderContext),
    newsSitemapPage(collections, settings),
    ...rootFiles(settings, context.hasOwnRobots),
  ];
}

/** Whole texts in the feeds of a hundred tags would be most of the site's bytes. */
function termFeed({ url, name, articles }: Listing, { sections }: Collections, blog: string): FeedList {
  const fullText = sections.some((section) => section.url === url);
  return { url, title: `${name} – ${blog}`, description: '', articles, fullText };
}
