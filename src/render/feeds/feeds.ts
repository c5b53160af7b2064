/** A feed in its three formats. */
import type { FeedItemView, FeedPersonView, FeedView, PodcastView } from '../../views/feedViews.ts';
import { isoDate } from '../../core/time.ts';
import {
  rfc822Date,
  itemsWithinLimits,
  feedCategories,
  feedHeadline,
  cdata,
  emptyElement,
  escapeAttribute,
  escapeText,
  textElement,
  xmlDeclaration,
} from './feedParts.ts';

// RSS 2.0 (rssboard.org/rss-specification), with the whole text in `content:encoded`, names in `dc:creator` (RSS's own
// `author` wants an e-mail address) and the picture in `media:content` (RSS's own `enclosure` is taken for a podcast).

const rssStart = (
  more: string,
): string => `${xmlDeclaration}<rss version="2.0"${more} xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
`;

/** Apple's elements, which all podcast programs read (podcasters.apple.com, „A podcaster’s guide to RSS“). */
const itunes = ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';

function podcastHead({ author, email, coverUrl, category, isExplicit }: PodcastView): string {
  const owner =
    email === undefined ? '' : textElement('itunes:name', author) + textElement('itunes:email', email);
  return [
    textElement('itunes:author', author),
    owner && `<itunes:owner>\n${owner}</itunes:owner>\n`,
    coverUrl === undefined ? '' : emptyElement('itunes:image', { href: coverUrl }),
    emptyElement('itunes:category', { text: category }),
    textElement('itunes:explicit', String(isExplicit)),
    textElement('itunes:type', 'episodic'),
  ].join('');
}

export function renderRss(feed: FeedView): string {
  const { podcast } = feed;
  return [
    rssStart(podcast ? itunes : ''),
    textElement('title', feed.title),
    textElement('link', feed.homeUrl),
    htmlOfText('description', feed.description || feed.title),
    textElement('language', feed.language),
    textElement('lastBuildDate', rfc822Date(feed.updated)),
    emptyElement('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.selfUrls.rss }),
    feed.hubUrl === undefined ? '' : emptyElement('atom:link', { rel: 'hub', href: feed.hubUrl }),
    podcast ? podcastHead(podcast) : '',
    ...itemsWithinLimits(feed.items, (item) => renderItem(item, podcast !== undefined)),
    '</channel>\n</rss>\n',
  ].join('');
}

function renderItem(item: FeedItemView, isEpisode: boolean): string {
  const { image, enclosure, duration } = item;
  return [
    '<item>\n',
    textElement('title', feedHeadline(item)),
    textElement('link', item.url),
    textElement('guid', item.id, { isPermaLink: String(item.id === item.url) }),
    textElement('pubDate', rfc822Date(item.published)),
    item.language === undefined ? '' : textElement('dc:language', item.language),
    ...item.authors.map(({ name }) => textElement('dc:creator', name)),
    ...feedCategories(item).map((name) => textElement('category', name)),
    item.teaser && htmlOfText('description', item.teaser),
    item.contentHtml && `<content:encoded>${cdata(item.contentHtml)}</content:encoded>\n`,
    enclosure
      ? emptyElement('enclosure', { url: enclosure.url, length: enclosure.bytes, type: enclosure.type })
      : '',
    isEpisode && duration !== undefined ? textElement('itunes:duration', String(duration)) : '',
    image
      ? emptyElement('media:content', {
          url: image.url,
          type: image.type,
          medium: 'image',
          width: image.width,
          height: image.height,
        })
      : '',
    '</item>\n',
  ].join('');
}

/** Readers take a description for HTML, so a plain `<` is escaped for HTML first and then for XML. */
function htmlOfText(name: string, text: string): string {
  return textElement(name, escapeText(text));
}

// The Atom Syndication Format, RFC 4287.

/** The feed's own address is its id; its author stands in for items that name none (RFC 4287, 4.1.1). */
export function renderAtom(feed: FeedView): string {
  return [
    `${xmlDeclaration}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escapeAttribute(feed.language)}">\n`,
    textElement('id', feed.selfUrls.atom),
    textElement('title', feed.title),
    feed.description && textElement('subtitle', feed.description),
    textElement('updated', isoDate(feed.updated)),
    emptyElement('link', { rel: 'self', type: 'application/atom+xml', href: feed.selfUrls.atom }),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: feed.homeUrl }),
    feed.hubUrl === undefined ? '' : emptyElement('link', { rel: 'hub', href: feed.hubUrl }),
    renderAuthor(feed.publisher),
    ...itemsWithinLimits(feed.items, (item) => renderEntry(item, item.language ?? feed.language)),
    '</feed>\n',
  ].join('');
}

function renderEntry(item: FeedItemView, spoken: string): string {
  const language = escapeAttribute(spoken);
  return [
    item.language === undefined ? '<entry>\n' : `<entry xml:lang="${language}">\n`,
    textElement('id', item.id),
    textElement('title', feedHeadline(item)),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: item.url }),
    item.image ? emptyElement('link', { rel: 'enclosure', type: item.image.type, href: item.image.url }) : '',
    item.enclosure
      ? emptyElement('link', {
          rel: 'enclosure',
          type: item.enclosure.type,
          length: item.enclosure.bytes,
          href: item.enclosure.url,
        })
      : '',
    textElement('published', isoDate(item.published)),
    textElement('updated', isoDate(item.updated ?? item.published)),
    ...item.authors.map(renderAuthor),
    ...feedCategories(item).map((name) => emptyElement('category', { term: name })),
    item.teaser && textElement('summary', item.teaser),
    // The language is said again beside the text, for readers that keep an entry without its feed.
    item.contentHtml && `<content type="html" xml:lang="${language}">${cdata(item.contentHtml)}</content>\n`,
    '</entry>\n',
  ].join('');
}

function renderAuthor({ name, url }: FeedPersonView): string {
  const uri = url === undefined ? '' : textElement('uri', url);
  return `<author>\n${textElement('name', name)}${uri}</author>\n`;
}

// JSON Feed 1.1 (jsonfeed.org/version/1.1). The keys come in the order in which the specification lists them.

export function renderJsonFeed(feed: FeedView): string {
  const head = wellFormedJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrls.json,
    description: feed.description || undefined,
    authors: [feed.publisher],
    language: feed.language,
    hubs: feed.hubUrl === undefined ? undefined : [{ type: 'WebSub', url: feed.hubUrl }],
  });
  const items = itemsWithinLimits(feed.items, (item) => wellFormedJson(itemOf(item)));
  return `${head.slice(0, -1)},"items":[${items.join(',')}]}\n`;
}

/** An item must have a content; in a feed of teasers that is the teaser. */
function itemOf(item: FeedItemView): object {
  const content = item.contentHtml
    ? { content_html: item.contentHtml, summary: item.teaser || undefined }
    : { content_text: item.teaser };
  return {
    id: item.id,
    url: item.url,
    title: feedHeadline(item),
    language: item.language,
    ...content,
    image: item.image?.url,
    attachments: item.enclosure && [
      { url: item.enclosure.url, mime_type: item.enclosure.type, size_in_bytes: item.enclosure.bytes },
    ],
    date_published: isoDate(item.published),
    date_modified: item.updated && isoDate(item.updated),
    authors: item.authors.length > 0 ? item.authors : undefined,
    tags: feedCategories(item),
  };
}

/** A lone surrogate would be written as `\ud…`, for which strict readers refuse the whole feed. */
function wellFormedJson(value: object): string {
  const json = JSON.stringify(value);
  if (!json.includes(String.raw`\ud`)) return json;
  return JSON.stringify(value, (_key, text: unknown) =>
    typeof text === 'string' ? text.toWellFormed() : text,
  );
}
