/** Feeds of lists of articles, in three formats from one view. */
import { hash } from 'node:crypto';
import type { Settings, SiteUrl } from '../../config/settings.ts';
import type { Article, Moment, SourcePath, UrlPath, Content } from '../../core/model.ts';
import { plainText, escapeHtml } from '../../core/html.ts';
import { type RenderContext, type ContentOf, feedHtml, paragraphsOf } from '../../views/bodyViews.ts';
import type { Cards } from '../../views/cards.ts';
import type { FeedImageView, FeedItemView, FeedView } from '../../views/feedViews.ts';
import { absoluteHref } from '../../views/hrefs.ts';
import { findMedia, plainPicture } from '../../views/mediaLibrary.ts';
import type { Page } from '../../views/page.ts';
import { absoluteFeedLinks, feedUrls } from '../../views/siteView.ts';
import { lastChange } from '../../collections/articleDates.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { dateView } from '../../core/time.ts';

/** A list of articles to be subscribed to. */
export interface FeedList {
  readonly url: UrlPath;
  readonly title: string;
  readonly description: string;
  readonly articles: readonly Article[];
  /** Whole texts, or teasers only. */
  readonly fullText: boolean;
}

export interface FeedParts {
  readonly settings: Settings;
  readonly cards: Cards;
  readonly renderContext: RenderContext;
}

/** The three feeds of a list, from one view. */
export function feedPages(list: FeedList, parts: FeedParts): readonly Page[] {
  return threeFeeds(list, (contentOf) => feedView(list, contentOf, parts));
}

/** A feed in its three formats. */
export function threeFeeds(
  { url, title }: Pick<FeedList, 'url' | 'title'>,
  viewOf: (contentOf: ContentOf) => FeedView,
): readonly Page[] {
  let made:
    | WeakRef<{ readonly feed: FeedView; readonly renderContext: ReadonlyMap<SourcePath, Content> }>
    | undefined;
  const view = (contentOf: ContentOf): FeedView => {
    const last = made?.deref();
    if (last && [...last.renderContext].every(([file, body]) => contentOf(file) === body)) return last.feed;
    const renderContext = new Map<SourcePath, Content>();
    const feed = viewOf((file) => {
      const body = contentOf(file);
      renderContext.set(file, body);
      return body;
    });
    made = new WeakRef({ feed, renderContext });
    return feed;
  };
  const { rss, atom, json } = feedUrls(url);
  const source = `Feed „${title}“`;
  return [
    { url: rss, source, content: { kind: 'rss', view } },
    { url: atom, source, content: { kind: 'atom', view } },
    { url: json, source, content: { kind: 'json-feed', view } },
  ];
}

const epoch: Moment = { instant: 0, offset: 0, dayOnly: false };

function feedView(list: FeedList, contentOf: ContentOf, parts: FeedParts): FeedView {
  const { settings } = parts;
  const articles = list.articles.slice(0, settings.feedItems);
  const changes = articles.map(lastChange).toSorted((a, b) => b.instant - a.instant);
  return {
    ...feedHead(list, settings),
    updated: changes[0] ?? epoch,
    items: articles.map((article) => feedItem(article, list.fullText ? contentOf : undefined, parts)),
  };
}

/** Metadata of a feed. */
export function feedHead(
  { url, title, description }: Pick<FeedList, 'url' | 'title' | 'description'>,
  settings: Settings,
): Omit<FeedView, 'updated' | 'items'> {
  return {
    title: plainText(title),
    description: plainText(description),
    language: settings.language,
    homeUrl: absoluteHref(settings.url, url),
    selfUrls: absoluteFeedLinks(settings.url, url),
    ...(settings.websub !== undefined && { hubUrl: settings.websub }),
    publisher: { name: plainText(settings.title), url: absoluteHref(settings.url, '/' as UrlPath) },
  };
}

/** Without `contentOf` the item has no full text. */
function feedItem(article: Article, contentOf: ContentOf | undefined, parts: FeedParts): FeedItemView {
  const { settings, cards, renderContext } = parts;
  const { origin } = settings.url;
  const card = cards.cardOf(article);
  const url = absoluteHref(settings.url, article.url);
  const changed = lastChange(article);
  const image = feedImage(article, renderContext);
  return {
    id: feedId(article, settings.url),
    url,
    title: plainText(card.title),
    teaser: plainText(card.teaser),
    contentHtml: contentOf ? wholeText(article, contentOf, renderContext) : '',
    published: article.date,
    authors: card.authors.map(({ name, url: page }) => ({ name: plainText(name), url: origin + page })),
    tags: cards.tagLinks(article).map(({ name }) => plainText(name)),
    ...(changed.instant > article.date.instant && { updated: changed }),
    ...(card.section && { section: plainText(card.section.name) }),
    ...(card.label && { label: card.label.name }),
    ...(image && { image }),
  };
}

function wholeText(article: Article, contentOf: ContentOf, renderContext: RenderContext): string {
  const text = feedHtml(contentOf(article.file), article.file, article.url, renderContext);
  return correctionsHtml(article) + text + appendixHtml(article);
}

/**
 * Stays the same whatever becomes of headline, date and address (RFC 4151). The day of a tag URI says
 * when the name's owner had it; nobody reads it, and it must never change.
 */
export function feedId({ file }: Article, { origin }: SiteUrl): string {
  return `tag:${new URL(origin).hostname},2000:${hash('sha256', file, 'hex').slice(0, 24)}`;
}

const mediaTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  svg: 'image/svg+xml',
};

function feedImage({ image, file }: Article, { media, site }: RenderContext): FeedImageView | undefined {
  const found = image && findMedia(media, image.src, file);
  if (!found?.isPicture) return undefined;
  const { url, width, height } = plainPicture(found);
  const type = mediaTypes[url.slice(url.lastIndexOf('.') + 1)];
  if (type === undefined) return undefined;
  return { url: absoluteHref(site, url), type, ...(width && { width }), ...(height && { height }) };
}

// Corrections, counterstatements and sources around a whole text in a feed; feeds have no templates.

/** Corrections come first, for those who have read the text already. */
function correctionsHtml({ corrections }: Pick<Article, 'corrections'>): string {
  return corrections
    .map(({ date, text }) => {
      const head = `${siteTexts.corrections}, ${dateView(date).full}:`;
      return `<p><strong>${head}</strong> ${escapeHtml(text)}</p>\n`;
    })
    .join('');
}

/** Counterstatements and sources, below the text. */
function appendixHtml({
  counterstatements = [],
  sources = [],
  label,
}: Pick<Article, 'counterstatements' | 'sources' | 'label'>): string {
  const statements = counterstatements.map(({ date, name, text }) => {
    const head = `<h2>${siteTexts.counterstatement}</h2>\n`;
    const from = siteTexts.statedBy(name, dateView(date).day);
    const paragraphs = [from, ...paragraphsOf(text)].map((one) => `<p>${escapeHtml(one)}</p>\n`);
    return head + paragraphs.join('');
  });
  const rel = label === 'anzeige' ? ' rel="sponsored noopener"' : '';
  const items = sources.map(({ name, url }) =>
    url === undefined ? escapeHtml(name) : `<a href="${escapeHtml(url)}"${rel}>${escapeHtml(name)}</a>`,
  );
  const list = items.length === 0 ? '' : `<p>${siteTexts.sources}: ${items.join('; ')}</p>\n`;
  return `${statements.join('')}${list}`;
}
