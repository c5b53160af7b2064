/** Feeds of articles, of live tickers and of comments. */
import { hash } from 'node:crypto';
import { homeUrl, podcastUrl } from '../../collections/addresses.ts';
import { compareComments } from '../../collections/comments.ts';
import { lastChange } from '../../collections/articleDates.ts';
import type { Settings, SiteUrl } from '../../config/settings.ts';
import type { Article, Comment, Entry, Moment, SourcePath, UrlPath, Content } from '../../core/model.ts';
import { playedType } from '../../config/documentTypes.ts';
import { plainText, escapeHtml } from '../../core/html.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import { dateView, germanTime } from '../../core/time.ts';
import { type RenderContext, type ContentOf, feedHtml, paragraphsOf } from '../../views/bodyViews.ts';
import type { FeedImageView, FeedItemView, FeedPersonView, FeedView } from '../../views/feedViews.ts';
import { absoluteHref, commentAnchor, commentFeedUrl } from '../../views/hrefs.ts';
import { findAudio, findMedia, findPicture, mediaUrl, plainPicture } from '../../views/mediaLibrary.ts';
import type { Page } from '../../views/page.ts';
import { bareHeadline, feedLinks, feedUrls } from '../../views/siteView.ts';
import { type ShownEntry, tickerEntries } from '../../views/tickerBody.ts';
import type { CardView } from '../../views/views.ts';
import type { Listing } from '../lists/listingPages.ts';
import type { PageParts } from '../pageParts.ts';

interface FeedList {
  readonly url: UrlPath;
  readonly title: string;
  readonly description: string;
  readonly articles: readonly Article[];
  /** Whole texts, or teasers only. */
  readonly fullText: boolean;
}

/** The feeds of the whole site and of its lists. */
export function articleFeeds(lists: readonly Listing[], parts: PageParts): readonly Page[] {
  const { articles, sections } = parts.collections;
  const { title, description } = parts.settings;
  const ofLists = lists.map((list): FeedList => ({
    url: list.url,
    title: `${list.name} – ${title}`,
    description: '',
    articles: list.articles,
    // Whole texts in the feeds of a hundred tags would be most of the site's bytes.
    fullText: sections.some(({ url }) => url === list.url),
  }));
  return [{ url: homeUrl, title, description, articles, fullText: true }, ...ofLists].flatMap((list) =>
    threeFeeds(list, (contentOf) => feedView(list, contentOf, parts)),
  );
}

/** The feeds of lists of entries, for those that have a date. */
export function entryFeeds(parts: PageParts): readonly Page[] {
  const { own, collections, settings } = parts;
  const ofFile = new Map(collections.entries.shown.map((entry) => [entry.file, entry]));
  return own.lists
    .filter(({ hasFeeds }) => hasFeeds)
    .flatMap(({ url, title: name, description, files }) => {
      const title = `${name} – ${settings.title}`;
      const dated = files.flatMap((file) => {
        const entry = ofFile.get(file);
        return entry?.date ? [{ ...entry, date: entry.date }] : [];
      });
      const latest = dated.toSorted((a, b) => b.date.instant - a.date.instant).slice(0, settings.feedItems);
      const items = (): readonly FeedItemView[] => latest.map((entry) => entryItem(entry, parts));
      return threeFeeds({ url, title }, () => ({
        ...feedHead({ url, title, description }, settings),
        updated: latest[0]?.date ?? epoch,
        items: items(),
      }));
    });
}

function entryItem(
  { file, url: path, title, tags, date, updated, language }: Entry & { readonly date: Moment },
  { own, settings }: PageParts,
): FeedItemView {
  return {
    id: feedId(file, settings.url),
    url: absoluteHref(settings.url, path),
    title: plainText(title),
    ...(language !== undefined && { language }),
    teaser: plainText(own.entries.get(file)?.facts.description ?? ''),
    contentHtml: '',
    published: date,
    authors: [],
    tags: tags.map(({ name }) => plainText(name)),
    ...(updated && updated.instant > date.instant && { updated }),
  };
}

/** A feed in its three formats. */
function threeFeeds(
  { url, title }: Pick<FeedList, 'url' | 'title'>,
  viewOf: (contentOf: ContentOf) => FeedView,
): readonly Page[] {
  let made: WeakRef<{ readonly feed: FeedView; readonly used: ReadonlyMap<SourcePath, Content> }> | undefined;
  const view = (contentOf: ContentOf): FeedView => {
    const last = made?.deref();
    if (last && [...last.used].every(([file, content]) => contentOf(file) === content)) return last.feed;
    const used = new Map<SourcePath, Content>();
    const feed = viewOf((file) => {
      const content = contentOf(file);
      used.set(file, content);
      return content;
    });
    made = new WeakRef({ feed, used });
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

/** The last change of an empty feed. */
const epoch: Moment = { instant: 0, offset: 0, dayOnly: false };

function feedView(list: FeedList, contentOf: ContentOf, parts: PageParts): FeedView {
  const { settings } = parts;
  const articles = list.articles.slice(0, settings.feedItems);
  const changes = articles.map(lastChange).toSorted((a, b) => b.instant - a.instant);
  return {
    ...feedHead(list, settings),
    updated: changes[0] ?? epoch,
    items: articles.map((article) => feedItem(article, list.fullText ? contentOf : undefined, parts)),
  };
}

/** The blog's podcast: all articles with a sound in their head. */
export function podcastFeeds(parts: PageParts): readonly Page[] {
  const { settings, collections, theme } = parts;
  const { podcast, url: site } = settings;
  if (!podcast) return [];
  const { title = settings.title, description = settings.description, author = settings.title } = podcast;
  const { email, category, explicit } = podcast;
  const view = (): FeedView => {
    const articles = collections.articles.filter(({ audio }) => audio);
    const changes = articles.map(lastChange).toSorted((a, b) => b.instant - a.instant);
    const head = feedHead({ url: homeUrl, title, description }, settings);
    return {
      ...head,
      selfUrls: { ...head.selfUrls, rss: absoluteHref(site, podcastUrl) },
      updated: changes[0] ?? epoch,
      items: articles.map((article) => feedItem(article, undefined, parts)),
      podcast: {
        author: plainText(author),
        category,
        isExplicit: explicit,
        ...(email !== undefined && { email }),
        ...(theme.cover && { coverUrl: absoluteHref(site, theme.cover) }),
      },
    };
  };
  return [{ url: podcastUrl, source: 'Podcast', content: { kind: 'rss', view } }];
}

function feedHead(
  { url, title, description }: Pick<FeedList, 'url' | 'title' | 'description'>,
  settings: Settings,
): Omit<FeedView, 'updated' | 'items'> {
  return {
    title: plainText(title),
    description: plainText(description),
    language: settings.language,
    homeUrl: absoluteHref(settings.url, url),
    selfUrls: feedLinks(settings.url, url, absoluteHref),
    hubUrl: settings.websub,
    publisher: { name: plainText(settings.title), url: absoluteHref(settings.url, homeUrl) },
  };
}

/** Without `contentOf` the item has no full text. */
function feedItem(article: Article, contentOf: ContentOf | undefined, parts: PageParts): FeedItemView {
  const { settings, cards, renderContext } = parts;
  const card = cards.cardOf(article);
  const url = absoluteHref(settings.url, article.url);
  const changed = lastChange(article);
  const image = feedImage(article, renderContext);
  return {
    id: feedId(article.file, settings.url),
    url,
    title: plainText(card.title),
    ...(card.language !== undefined && { language: card.language }),
    teaser: plainText(card.teaser),
    contentHtml: contentOf ? wholeText(article, contentOf, renderContext) : '',
    published: article.date,
    authors: writersOf(card, settings.url),
    tags: cards.tagLinks(article).map(({ name }) => plainText(name)),
    ...(changed.instant > article.date.instant && { updated: changed }),
    ...(card.section && { section: plainText(card.section.name) }),
    ...(card.label && { label: card.label.name }),
    ...(image && { image }),
    ...enclosureOf(article, contentOf, renderContext),
  };
}

/** The sound of the head goes before those of the text, which only feeds of whole texts read. */
function enclosureOf(
  article: Article,
  contentOf: ContentOf | undefined,
  { media, site }: RenderContext,
): Pick<FeedItemView, 'enclosure' | 'duration'> {
  const { file, audio } = article;
  const sound = findAudio(article, media);
  if (sound) {
    const enclosure = { ...sound, url: absoluteHref(site, sound.url) };
    return { enclosure, ...(audio?.duration !== undefined && { duration: audio.duration }) };
  }
  if (!contentOf) return {};
  for (const deferred of contentOf(file).deferredReferences) {
    const found = deferred.kind === 'played' ? findMedia(media, deferred.src, file) : undefined;
    const type = found && playedType(found.file);
    if (found && type !== undefined)
      return { enclosure: { url: absoluteHref(site, mediaUrl(found)), type, bytes: found.bytes ?? 0 } };
  }
  return {};
}

function wholeText(article: Article, contentOf: ContentOf, renderContext: RenderContext): string {
  const text = feedHtml(contentOf(article.file), article.file, article.url, renderContext);
  return correctionsHtml(article) + text + appendixHtml(article);
}

function writersOf({ authors }: CardView, { origin }: SiteUrl): readonly FeedPersonView[] {
  return authors.map(({ name, url }) => ({ name: plainText(name), url: origin + url }));
}

/**
 * Stays the same whatever becomes of headline, date and address (RFC 4151). The day of a tag URI says
 * when the name's owner had it; nobody reads it, and it must never change.
 */
function feedId(source: string, { origin }: SiteUrl): string {
  return `tag:${new URL(origin).hostname},2000:${hash('sha256', source, 'hex').slice(0, 24)}`;
}

function feedImage(article: Article, { media, site }: RenderContext): FeedImageView | undefined {
  const found = findPicture(article, media);
  const picture = found && plainPicture(found);
  return picture && { ...picture, url: absoluteHref(site, picture.url) };
}

// Corrections, counterstatements and sources around a whole text in a feed; feeds have no templates.

/** Corrections come first, for those who have read the text already. */
function correctionsHtml({ corrections }: Article): string {
  return corrections
    .map(({ date, text }) => {
      const head = `${siteTexts.corrections}, ${dateView(date).full}:`;
      return `<p><strong>${head}</strong> ${escapeHtml(text)}</p>\n`;
    })
    .join('');
}

/** Counterstatements and sources, below the text. */
function appendixHtml({ counterstatements = [], sources = [], label }: Article): string {
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
  if (items.length > 0) statements.push(`<p>${siteTexts.sources}: ${items.join('; ')}</p>\n`);
  return statements.join('');
}

// Live tickers: an item an entry.

/** The element around an entry, and its heading, which an item has as its title. */
const wrapping = /^\s*<article[^>]*>\s*<h\d[^>]*>[^]*?<\/h\d>|<\/article>\s*$/g;

export function tickerFeeds(parts: PageParts): readonly Page[] {
  return parts.collections.articles
    .filter(({ ticker }) => ticker)
    .flatMap((article) => {
      const { url } = article;
      const list = { url, title: `${bareHeadline(article)} – ${parts.settings.title}` };
      return threeFeeds(list, (contentOf) => tickerFeed(article, list.title, contentOf, parts));
    });
}

function tickerFeed(article: Article, title: string, contentOf: ContentOf, parts: PageParts): FeedView {
  const { settings, renderContext } = parts;
  const { url, description = '', date } = article;
  const entries = tickerEntries(contentOf(article.file), renderContext.clock).slice(0, settings.feedItems);
  return {
    ...feedHead({ url, title, description }, settings),
    updated: entries[0]?.moment ?? date,
    items: entries.map((entry) => tickerItem(article, entry, parts)),
  };
}

function tickerItem(
  article: Article,
  { id, moment, title, content }: ShownEntry,
  { settings, cards, renderContext }: PageParts,
): FeedItemView {
  const card = cards.cardOf(article);
  return {
    id: `${feedId(article.file, settings.url)}#${id}`,
    url: `${absoluteHref(settings.url, article.url)}#${id}`,
    title: plainText(title || germanTime(moment)),
    ...(card.language !== undefined && { language: card.language }),
    teaser: '',
    contentHtml: feedHtml(content, article.file, article.url, renderContext).replace(wrapping, '').trim(),
    published: moment,
    authors: writersOf(card, settings.url),
    tags: [],
    ...(card.label && { label: card.label.name }),
  };
}

// Comments: RSS alone, because every feed reader knows it.

/** One for each article that has comments, and one for the site when there is any. */
export function commentFeeds(parts: PageParts): readonly Page[] {
  const { collections, comments, settings } = parts;
  const commented = collections.articles.filter((article) => comments.of(article).comments.length > 0);
  if (commented.length === 0) return [];
  const feed = (page: UrlPath, title: string, articles: readonly Article[]): Page => ({
    url: commentFeedUrl(page),
    source: `Feed „${title}“`,
    content: { kind: 'rss', view: () => commentFeed(page, title, newest(articles, parts), settings) },
  });
  return [
    ...commented.map((article) => feed(article.url, siteTexts.commentsOn(article.title), [article])),
    feed(homeUrl, `${siteTexts.comments} – ${settings.title}`, commented),
  ];
}

interface ArticleComment {
  readonly article: Article;
  readonly comment: Comment;
}

/** At most as many comments of each article as the feed can show. */
function newest(
  articles: readonly Article[],
  { comments, settings: { feedItems } }: PageParts,
): readonly ArticleComment[] {
  const all = articles.flatMap((article) =>
    comments
      .of(article)
      .comments.slice(-feedItems)
      .map((comment) => ({ article, comment })),
  );
  return all
    .toSorted((a, b) => compareComments(b.comment, a.comment) || (a.article.file < b.article.file ? -1 : 1))
    .slice(0, feedItems);
}

function commentFeed(
  page: UrlPath,
  title: string,
  comments: readonly ArticleComment[],
  settings: Settings,
): FeedView {
  const self = absoluteHref(settings.url, commentFeedUrl(page));
  return {
    ...feedHead({ url: page, title, description: '' }, settings),
    selfUrls: { rss: self, atom: self, json: self },
    hubUrl: undefined,
    updated: comments[0]?.comment.date ?? epoch,
    items: comments.map(({ article, comment }) => ({
      id: feedId(`${article.file}#${comment.id}`, settings.url),
      url: `${absoluteHref(settings.url, article.url)}#${commentAnchor(comment)}`,
      title: plainText(siteTexts.commentBy(comment.name, article.title)),
      teaser: '',
      contentHtml: comment.html,
      published: comment.date,
      authors: [{ name: comment.name }],
      tags: [],
    })),
  };
}
