import { articleForms } from './articleForms.ts';
import { listUrl } from '../catalogue/addresses.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import type { ShareTarget } from '../config/designSettings.ts';
import type { SiteUrl } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { type RenderContext, bodyBlocks, type ContentOf } from './bodyViews.ts';
import type { Cards } from './cards.ts';
import { commentFeedUrl } from './commentAddresses.ts';
import { type CommentsContext, commentsView } from './commentsView.ts';
import { frameOrigins } from './embedView.ts';
import type { Layout, LayoutOptions } from './frame.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import { bareHeadline } from './bareHeadline.ts';
import { articleJsonLd } from './jsonLd/articleJsonLd.ts';
import { liveBlogJsonLd } from './jsonLd/liveBlogJsonLd.ts';
import type { JsonLdSite } from './jsonLd/publisherJsonLd.ts';
import { figureView, findMedia } from './mediaShelf.ts';
import type { Page } from './page.ts';
import { type VgwortOptions, foreignPictures, journalismView } from './pressView.ts';
import type { SeriesViews } from './seriesViews.ts';
import { shareView } from './shareView.ts';
import { siteTexts } from '../siteTexts.ts';
import { tickerEntries } from './tickerBody.ts';
import type { ArticleView, CardView, FigureView, LinkView } from './views.ts';

/** Words a minute of an adult reader of German (Brysbaert 2019, 260 for non-fiction in English, less for longer words). */
const wordsPerMinute = 230;

export interface ArticlePageParts {
  readonly layout: Layout;
  readonly cards: Cards;
  readonly renderContext: RenderContext;
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly seriesOf: SeriesViews;
  readonly comments: CommentsContext;
  readonly share: readonly ShareTarget[];
  readonly machines: JsonLdSite;
  readonly marks: VgwortOptions;
}

/** One page an article. */
export function articlePages(collections: Collections, parts: ArticlePageParts): readonly Page[] {
  const { articles } = collections;
  return articles.map((article, index) => ({
    url: article.url,
    source: article.file,
    file: article.file,
    content: {
      kind: 'article',
      view: (contentOf) =>
        articleView(article, contentOf, { later: articles[index - 1], earlier: articles[index + 1] }, parts),
    },
  }));
}

interface Neighbours {
  readonly earlier: Article | undefined;
  readonly later: Article | undefined;
}

type Opening = Pick<
  ArticleView,
  'kicker' | 'title' | 'teaser' | 'authors' | 'published' | 'label' | 'preview' | 'section'
>;

function articleView(
  article: Article,
  contentOf: ContentOf,
  neighbours: Neighbours,
  parts: ArticlePageParts,
): ArticleView {
  const { cards, renderContext, layout, relatedTo, machines } = parts;
  const card = cards.cardOf(article);
  const related = relatedTo(article).map(cards.cardOf);
  const body = contentOf(article.file);
  const blocks = bodyBlocks(body, article.file, renderContext, related[0]);
  const { comments } = parts.comments.commentsOf(article);
  const lead = leadFigure(article, renderContext);
  const tags = cards.tagLinks(article);
  const journalism = journalismView(article, parts.marks);
  const entries = article.ticker ? tickerEntries(body, renderContext.clock) : [];
  const node = articleJsonLd(article, card, { tags, comments, ...(lead && { lead }) }, machines);
  return {
    ...layout({
      ...frameOptions(article, card, comments.length > 0),
      origins: { frames: frameOrigins(blocks), pictures: foreignPictures(journalism) },
      // For machines nothing but its type tells an advertisement.
      jsonLd: [article.ticker && article.label !== 'anzeige' ? liveBlogJsonLd(node, article, entries) : node],
    }),
    ...opening(article, card),
    readingMinutes: Math.max(1, Math.round(body.words / wordsPerMinute)),
    body: blocks,
    tags,
    share: shareView(
      parts.share,
      plainText(bareHeadline(article)),
      absoluteHref(renderContext.site, article.url),
    ),
    ...journalism,
    related,
    ...articleForms(article, entries, renderContext.clock, renderContext.site, parts.seriesOf),
    comments: commentsView(article, parts.comments),
    ...(lead && { lead }),
    ...neighbourLinks(neighbours, renderContext.site),
  };
}

/** Everything above the text. */
function opening({ description }: Article, card: CardView): Opening {
  const { kicker, title, section, authors, published, label, preview } = card;
  return {
    kicker,
    title,
    // A text's own beginning as its teaser would be read twice.
    teaser: description ?? '',
    authors,
    published,
    ...(label && { label }),
    ...(preview && { preview }),
    ...(section && { section }),
  };
}

function leadFigure({ image, file }: Article, { media, site }: RenderContext): FigureView | undefined {
  const found = image && findMedia(media, image.src, file);
  return image && found?.isPicture ? figureView(found, image, site) : undefined;
}

function neighbourLinks(
  { earlier, later }: Neighbours,
  site: SiteUrl,
): Pick<ArticleView, 'earlier' | 'later'> {
  return {
    ...(earlier && { earlier: linkTo(earlier, site) }),
    ...(later && { later: linkTo(later, site) }),
  };
}

function frameOptions(
  article: Article,
  { title, teaser, section }: CardView,
  hasComments: boolean,
): LayoutOptions {
  const headline = bareHeadline(article);
  const { url, section: term, translations, ticker } = article;
  const feed = { name: siteTexts.commentsOn(plainText(title)), url: commentFeedUrl(url) };
  return {
    url,
    title: headline,
    name: title,
    description: teaser,
    translations,
    ...(term && section && { above: [{ name: section.name, url: listUrl('section', term.key) }] }),
    ...(hasComments && { commentFeed: feed }),
    ...(ticker && { feedsOf: { name: headline, url } }),
  };
}

function linkTo(article: Article, site: SiteUrl): LinkView {
  return { name: bareHeadline(article), url: hrefOf(site, article.url) };
}
