/** Which pages the paper has. Views are made later, one at a time, for those pages that need them. */
import { homeUrl } from '../catalogue/addresses.ts';
import type { ArticleComments } from '../catalogue/articleComments.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { noComments } from '../catalogue/commentThreads.ts';
import type { Settings } from '../config/settings.ts';
import type { Article, SourcePath } from '../model.ts';
import { archivePage } from './archivePage.ts';
import { articlePages } from './articlePages.ts';
import { createCards, type OpeningOf } from './cards.ts';
import { type FeedList, feedPages } from './feedPages.ts';
import { commentFeeds, type CommentsOf } from './commentFeeds.ts';
import { createCommentForms } from './commentForms.ts';
import { commentReplyPages } from './commentReplyPages.ts';
import { correctionsPages } from './correctionsPages.ts';
import { createFrame } from './frame.ts';
import { glossaryPages } from './glossaryPages.ts';
import { homePages } from './homePage.ts';
import { jsonLdSite } from './jsonLd/publisherJsonLd.ts';
import { type Listing, listingPages } from './listingPages.ts';
import { periodLists, termLists } from './lists.ts';
import type { MediaShelf } from './mediaShelf.ts';
import { newsSitemapPage } from './newsSitemapPage.ts';
import type { Page } from './page.ts';
import type { CountingMarkOptions } from './pressView.ts';
import { redirectPages } from './redirectPages.ts';
import { rootFiles } from './rootFiles.ts';
import { sitemapPages } from './sitemapPages.ts';
import { createSeriesViews } from './seriesViews.ts';
import { siteView, type ThemeUrls } from './siteView.ts';
import { notFoundPage, staticPages } from './staticPages.ts';
import { tickerFeeds } from './tickerFeeds.ts';
import { typesetSettings } from './typesetSettings.ts';

export interface Paper {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly media: MediaShelf;
  readonly theme: ThemeUrls;
  readonly openingOf: OpeningOf;
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly comments: Pick<ArticleComments, 'of' | 'stateOf'>;
  /** The theme brings a `robots.txt`. */
  readonly hasOwnRobots: boolean;
  /** The moment of publication, ms. */
  readonly now: number;
  readonly markOf: CountingMarkOptions['markOf'];
}

/** All pages in the order of writing: what others link to first, then lists, feeds and sitemaps. */
export function planPages(paper: Paper): readonly Page[] {
  const { catalogue, media, theme, openingOf, relatedTo } = paper;
  const commentsOf: CommentsOf = (article) =>
    article.comments === 'off' ? noComments : paper.comments.of(article);
  const settings = typesetSettings(paper.settings);
  const { url: site, title, description, articlesPerPage } = settings;
  const frame = createFrame(settings, siteView(settings, catalogue, theme), theme.embedScript);
  const cards = createCards(catalogue, media, site, openingOf, commentsOf);
  const formOf = createCommentForms(settings, catalogue, theme);
  const comments = { settings, stateOf: paper.comments.stateOf, formOf, commentsOf };
  const ofComments = commentFeeds(catalogue.articles, commentsOf, settings);
  const clock = { now: paper.now, preview: catalogue.previewsDrafts };
  const bodies = { site, media, addressOf: (file: SourcePath) => catalogue.addresses.get(file), clock };
  const terms = termLists(catalogue, bodies);
  const lists = [...terms, ...periodLists(catalogue)];
  const seriesOf = createSeriesViews(catalogue.series, site);
  const machines = jsonLdSite(settings, theme);
  const articleParts = { frame, cards, bodies, relatedTo, seriesOf, comments, machines };
  const listingParts = { frame, cards, site, articlesPerPage, machines };
  const feedParts = { settings, cards, bodies };
  const { share } = settings.design;
  // Who looks at a preview is no reader.
  const marks = { server: catalogue.previewsDrafts ? undefined : settings.vgwort, markOf: paper.markOf };
  const everything = { url: homeUrl, title, description, articles: catalogue.articles, fullText: true };
  return [
    ...articlePages(catalogue, { ...articleParts, share, marks }),
    ...staticPages(catalogue, frame, bodies),
    ...glossaryPages(catalogue, frame, bodies),
    ...redirectPages(catalogue, settings),
    ...lists.flatMap((list) => listingPages(list, listingParts)),
    archivePage(catalogue, frame, site),
    ...correctionsPages(catalogue, frame, site),
    ...homePages(catalogue, { settings, hasComments: ofComments.length > 0 }, listingParts),
    notFoundPage(catalogue, frame, cards),
    ...commentReplyPages(settings.comments, frame),
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
