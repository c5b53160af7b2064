/**
 * RSS 2.0 (rssboard.org/rss-specification), with the whole text in `content:encoded`, names in
 * `dc:creator` (RSS's own `author` wants an e-mail address) and the picture in `media:content`
 * (RSS's own `enclosure` is taken for a podcast).
 */
import type { FeedImageView, FeedItemView, FeedView } from '../../views/feedViews.ts';
import {
  rfc822Date,
  itemsWithinLimits,
  feedCategories,
  feedHeadline,
  cdata,
  emptyElement,
  escapeText,
  textElement,
  xmlDeclaration,
} from './feedParts.ts';

const start = `${xmlDeclaration}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
`;

export function renderRss(feed: FeedView): string {
  return [
    start,
    textElement('title', feed.title),
    textElement('link', feed.homeUrl),
    htmlOfText('description', feed.description || feed.title),
    textElement('language', feed.language),
    textElement('lastBuildDate', rfc822Date(feed.updated)),
    emptyElement('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.selfUrls.rss }),
    feed.hubUrl === undefined ? '' : emptyElement('atom:link', { rel: 'hub', href: feed.hubUrl }),
    ...itemsWithinLimits(feed.items, renderItem),
    '</channel>\n</rss>\n',
  ].join('');
}

function renderItem(item: FeedItemView): string {
  return [
    '<item>\n',
    textElement('title', feedHeadline(item)),
    textElement('link', item.url),
    textElement('guid', item.id, { isPermaLink: String(item.id === item.url) }),
    textElement('pubDate', rfc822Date(item.published)),
    ...item.authors.map(({ name }) => textElement('dc:creator', name)),
    ...feedCategories(item).map((name) => textElement('category', name)),
    item.teaser && htmlOfText('description', item.teaser),
    item.contentHtml && `<content:encoded>${cdata(item.contentHtml)}</content:encoded>\n`,
    item.image ? renderImage(item.image) : '',
    '</item>\n',
  ].join('');
}

/** Readers take a description for HTML, so a plain `<` is escaped for HTML first and then for XML. */
function htmlOfText(name: string, text: string): string {
  return textElement(name, escapeText(text));
}

function renderImage(image: FeedImageView): string {
  const { url, type, width, height } = image;
  return emptyElement('media:content', { url, type, medium: 'image', width, height });
}
