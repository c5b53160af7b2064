/** Plans the pages of the site. Views are made later, one at a time, for those pages that need them. */
import { archivePage, listingPages, periodLists, termLists } from './lists/listingPages.ts';
import { homePages } from './lists/frontPage.ts';
import { articlePages } from './article/articlePages.ts';
import { articleFeeds, commentFeeds, entryFeeds, podcastFeeds, tickerFeeds } from './feeds/feedPages.ts';
import { commentReplyPages } from './comments/commentsView.ts';
import { correctionsPages, glossaryPages, notFoundPage, staticPages } from './pages/staticPages.ts';
import { newsSitemapPage, sitemapPages } from './sitemaps/sitemapPages.ts';
import type { Page } from '../views/page.ts';
import { createPageParts, type ViewContext } from './pageParts.ts';
import { aliasRedirects, redirectPages } from './redirects/redirects.ts';
import { rootFiles } from './host/rootFiles.ts';
import { ownPages } from './own/ownPages.ts';
import { searchPage } from './search/searchPage.ts';

/** All pages in the order of writing: what others link to first, then lists, feeds and sitemaps. */
export function planRoutes(context: ViewContext): readonly Page[] {
  const parts = createPageParts(context);
  const { settings, collections, theme } = parts;
  const ofComments = commentFeeds(parts);
  const terms = termLists(parts);
  const lists = [...terms, ...periodLists(collections)];
  return [
    ...articlePages(parts),
    ...staticPages(parts),
    ...glossaryPages(parts),
    ...redirectPages(aliasRedirects(collections), collections, settings, theme),
    ...lists.flatMap((list) => listingPages(list, parts)),
    archivePage(parts),
    ...correctionsPages(parts),
    ...homePages(parts, ofComments.length > 0),
    notFoundPage(parts),
    ...commentReplyPages(parts),
    ...(settings.search ? [searchPage(parts)] : []),
    ...ownPages(parts),
    ...articleFeeds(terms, parts),
    ...entryFeeds(parts),
    ...podcastFeeds(parts),
    ...ofComments,
    ...tickerFeeds(parts),
    ...sitemapPages(lists, parts),
    newsSitemapPage(parts),
    ...rootFiles(settings, parts.hasOwnRobots),
  ];
}
