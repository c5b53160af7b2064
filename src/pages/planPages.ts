/** Which pages the paper has. Views are made later, one at a time, for those pages that need them. */
import { homeUrl } from '../catalogue/addresses.ts';
import type { ArticleComments } from '../catalogue/articleComments.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { noComments } from '../catalogue/commentThreads.ts';
import type { Settings } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { archivePage } from './archivePage.ts';
import { articlePages } from './articlePages.ts';
import type { BodyContext } from './bodyViews.ts';
import { createCards, type OpeningOf } from './cards.ts';
import { type FeedList, feedPages } from './feedPages.ts';
import { commentFeeds, type CommentsOf } from './commentFeeds.ts';
import { createCommentForms } from './commentForms.ts';
import { commentReplyPages } from './commentReplyPages.ts';
import { createFrame } from './frame.ts';
import { homePages } from './homePage.ts';
import { type Listing, listingPages } from './listingPages.ts';
import { periodLists, termLists } from './lists.ts';
import type { MediaShelf } from './mediaShelf.ts';
import type { Page } from './page.ts';
import { redirectPages } from './redirectPages.ts';
import { shareableFrame } from './shareableFrame.ts';
import { sitemapPages } from './sitemapPages.ts';
import type { SocialPictures } from './socialPictures.ts';
import { siteView, type ThemeUrls } from './siteView.ts';
import { notFoundPage, staticPages } from './staticPages.ts';
import { typesetSettings } from './typesetSettings.ts';

export interface Paper {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly media: MediaShelf;
  readonly theme: ThemeUrls;
  readonly social: SocialPictures;
  readonly openingOf: OpeningOf;
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly comments: Pick<ArticleComments, 'of' | 'stateOf'>;
}

/** All pages in the order of writing: what others link to first, then lists, feeds and sitemaps. */
export function planPages(paper: Paper): readonly Page[] {
  const { catalogue, media, theme, social, openingOf, relatedTo } = paper;
  const commentsOf: CommentsOf = (article) =>
    article.comments === 'off' ? noComments : paper.comments.of(article);
  const settings = typesetSettings(paper.settings);
  const { url: site, title, description, articlesPerPage } = settings;
  const cards = createCards(catalogue, media, site, openingOf, commentsOf);
  const bareFrame = createFrame(settings, siteView(settings, catalogue, theme), theme.embedScript);
  const frame = shareableFrame(bareFrame, { settings, catalogue, cards, social });
  const formOf = createCommentForms(settings, catalogue, theme);
  const comments = { settings, stateOf: paper.comments.stateOf, formOf, commentsOf };
  const ofComments = commentFeeds(catalogue.articles, commentsOf, settings);
  const bodies: BodyContext = { site, media, addressOf: (file) => catalogue.addresses.get(file) };
  const terms = termLists(catalogue, bodies);
  const lists = [...terms, ...periodLists(catalogue)];
  const listingParts = { frame, cards, site, articlesPerPage };
  const feedParts = { settings, cards, bodies };
  const everything = { url: homeUrl, title, description, articles: catalogue.articles, fullText: true };
  return [
    ...articlePages(catalogue, { frame, cards, bodies, relatedTo, comments, share: settings.design.share }),
    ...staticPages(catalogue, frame, bodies),
    ...redirectPages(catalogue, settings),
    ...lists.flatMap((list) => listingPages(list, listingParts)),
    archivePage(catalogue, frame, site),
    ...homePages(catalogue, { description, hasComments: ofComments.length > 0 }, listingParts),
    notFoundPage(catalogue, frame, cards),
    ...commentReplyPages(settings.comments, frame),
    ...feedPages(everything, feedParts),
    ...terms.flatMap((list) => feedPages(termFeed(list, catalogue, title), feedParts)),
    ...ofComments,
    ...sitemapPages(catalogue, lists, site),
  ];
}

/** Whole texts in the feeds of a hundred tags would be most of the site's bytes. */
function termFeed({ url, name, articles }: Listing, { sections }: Catalogue, blog: string): FeedList {
  const fullText = sections.some((section) => section.url === url);
  return { url, title: `${name} – ${blog}`, description: '', articles, fullText };
}
