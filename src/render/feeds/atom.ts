/** The Atom Syndication Format, RFC 4287. */
import type { FeedItemView, FeedPersonView, FeedView } from '../../views/feedViews.ts';
import { isoDate } from '../../core/time.ts';
import {
  itemsWithinLimits,
  feedCategories,
  feedHeadline,
  cdata,
  emptyElement,
  escapeAttribute,
  textElement,
  xmlDeclaration,
} from './feedParts.ts';

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
    ...itemsWithinLimits(feed.items, (item) => renderEntry(item, feed.language)),
    '</feed>\n',
  ].join('');
}

function renderEntry(item: FeedItemView, language: string): string {
  return [
    '<entry>\n',
    textElement('id', item.id),
    textElement('title', feedHeadline(item)),
    emptyElement('link', { rel: 'alternate', type: 'text/html', href: item.url }),
    item.image ? renderImage(item.image) : '',
    textElement('published', isoDate(item.published)),
    textElement('updated', isoDate(item.updated ?? item.published)),
    ...item.authors.map(renderAuthor),
    ...feedCategories(item).map((name) => emptyElement('category', { term: name })),
    item.teaser && textElement('summary', item.teaser),
    item.contentHtml && renderContent(item.contentHtml, language),
    '</entry>\n',
  ].join('');
}

/** The language is said again beside the text, for readers that keep an entry without its feed. */
function renderContent(html: string, language: string): string {
  return `<content type="html" xml:lang="${escapeAttribute(language)}">${cdata(html)}</content>\n`;
}

function renderImage({ url, type }: NonNullable<FeedItemView['image']>): string {
  return emptyElement('link', { rel: 'enclosure', type, href: url });
}

function renderAuthor({ name, url }: FeedPersonView): string {
  const uri = url === undefined ? '' : textElement('uri', url);
  return `<author>\n${textElement('name', name)}${uri}</author>\n`;
}
