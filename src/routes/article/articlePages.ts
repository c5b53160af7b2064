/** The page of each article, and its place in a series. */
import { listUrl } from '../../collections/addresses.ts';
import type { Collections } from '../../collections/collections.ts';
import type { ShareTarget } from '../../config/designSettings.ts';
import type { SiteUrl } from '../../config/settings.ts';
import { type Complete, withoutUndefined } from '../../core/complete.ts';
import type { Article } from '../../core/model.ts';
import { plainText } from '../../core/html.ts';
import { type RenderContext, bodyBlocks, type ContentOf, frameOrigins } from '../../views/bodyViews.ts';
import type { Cards } from '../../views/cards.ts';
import { commentFeedUrl, absoluteHref, hrefOf } from '../../views/hrefs.ts';
import { type CommentsContext, commentsView } from '../comments/commentsView.ts';
import { type Layout, type LayoutOptions, shareView } from '../../views/layout.ts';
import { bareHeadline, feedLinks } from '../../views/siteView.ts';
import { articleJsonLd, liveBlogJsonLd, type JsonLdSite } from '../../views/jsonLd.ts';
import { figureView, findMedia } from '../../views/mediaLibrary.ts';
import type { Page } from '../../views/page.ts';
import { type VgwortOptions, foreignPictures, journalismView } from './pressView.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { tickerEntries, type Clock, type ShownEntry } from '../../views/tickerBody.ts';
import type {
  ArticleView,
  BaseView,
  CardView,
  FigureView,
  JournalismView,
  LinkView,
  SeriesView,
} from '../../views/views.ts';
import { dateView } from '../../core/time.ts';
import type { Group } from '../../collections/groups.ts';

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
  const frame = layout({
    ...frameOptions(article, card, comments.length > 0),
    origins: { frames: frameOrigins(blocks), pictures: foreignPictures(journalism) },
    // For machines nothing but its type tells an advertisement.
    jsonLd: [article.ticker && article.label !== 'anzeige' ? liveBlogJsonLd(node, article, entries) : node],
  });
  const { site, clock } = renderContext;
  const link = (neighbour: Article | undefined) => neighbour && linkTo(neighbour, site);
  const own: Complete<OwnParts> = {
    kicker: card.kicker,
    title: card.title,
    // A text's own beginning as its teaser would be read twice.
    teaser: article.description ?? '',
    authors: card.authors,
    published: card.published,
    label: card.label,
    preview: card.preview,
    section: card.section,
    keyPoints: article.keyPoints ?? [],
    readingMinutes: article.ticker ? 0 : Math.max(1, Math.round(body.words / wordsPerMinute)),
    body: blocks,
    tags,
    share: shareView(parts.share, plainText(bareHeadline(article)), absoluteHref(site, article.url)),
    related,
    series: parts.seriesOf(article),
    ticker: tickerView(article, clock, site),
    comments: commentsView(article, parts.comments),
    lead,
    earlier: link(neighbours.earlier),
    later: link(neighbours.later),
  };
  return {
    ...frame,
    ...journalism,
    ...lastTickerChange(article, entries),
    ...withoutUndefined<OwnParts>(own),
  };
}

/** What an article's page has of its own. */
type OwnParts = Omit<ArticleView, keyof BaseView | keyof JournalismView>;

function leadFigure({ image, file }: Article, { media, site }: RenderContext): FigureView | undefined {
  const found = image && findMedia(media, image.src, file);
  return image && found?.isPicture ? figureView(found, image, site) : undefined;
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

function tickerView(
  { ticker, url }: Article,
  { now }: Clock,
  site: SiteUrl,
): ArticleView['ticker'] | undefined {
  if (!ticker) return undefined;
  const isOver = ticker.ends !== undefined && ticker.ends.instant <= now;
  return {
    isOver,
    state: isOver && ticker.ends ? siteTexts.tickerEnded(dateView(ticker.ends).full) : siteTexts.tickerRuns,
    feeds: feedLinks(site, url),
  };
}

/** A ticker was updated when its newest entry says so. */
function lastTickerChange(
  { ticker, date, updated = date }: Article,
  [newest]: readonly ShownEntry[],
): Pick<JournalismView, 'updated'> {
  const changed = newest && newest.moment.instant > updated.instant ? newest.moment : updated;
  return ticker && changed !== date ? { updated: dateView(changed) } : {};
}

/** So many parts before and after an article are named on its page: with all of them a series' pages would grow with its square. */
const partsAround = 5;

export type SeriesViews = (article: Article) => SeriesView | undefined;

/** Tells of every article where it stands in its series; part 1 is the oldest. */
export function createSeriesViews(series: readonly Group[], site: SiteUrl): SeriesViews {
  const places = new Map(
    series.flatMap((group) => {
      const parts = group.articles.toReversed();
      return parts.map((article, index) => [article, { group, parts, index }] as const);
    }),
  );
  return (article) => {
    const place = places.get(article);
    return place && seriesView(place.group, place.parts, place.index, site);
  };
}

function seriesView(
  { name, url }: Group,
  parts: readonly Article[],
  index: number,
  site: SiteUrl,
): SeriesView {
  const linkToPart = (part: Article): LinkView => ({ name: bareHeadline(part), url: hrefOf(site, part.url) });
  const start = Math.max(0, index - partsAround);
  const [previous, next] = [parts[index - 1], parts[index + 1]];
  return {
    name,
    url: hrefOf(site, url),
    place: siteTexts.seriesPlace(index + 1, parts.length),
    parts: parts
      .slice(start, index + partsAround + 1)
      .map((part, at) => (start + at === index ? { name: bareHeadline(part) } : linkToPart(part))),
    first: start + 1,
    ...(previous && { previous: linkToPart(previous) }),
    ...(next && { next: linkToPart(next) }),
  };
}
