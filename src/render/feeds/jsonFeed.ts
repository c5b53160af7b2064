/** JSON Feed 1.1 (jsonfeed.org/version/1.1). The keys come in the order in which the specification lists them. */
import type { FeedItemView, FeedPersonView, FeedView } from '../../views/feedViews.ts';
import { isoDate } from '../../core/time.ts';
import { itemsWithinLimits, feedCategories, feedHeadline } from './feedParts.ts';

export function renderJsonFeed(feed: FeedView): string {
  const head = wellFormedJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrls.json,
    description: feed.description || undefined,
    authors: [personOf(feed.publisher)],
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
    ...content,
    image: item.image?.url,
    date_published: isoDate(item.published),
    date_modified: item.updated && isoDate(item.updated),
    authors: item.authors.length > 0 ? item.authors.map(personOf) : undefined,
    tags: feedCategories(item),
  };
}

function personOf({ name, url }: FeedPersonView): object {
  return { name, url };
}

/** A lone surrogate would be written as `\ud…`, for which strict readers refuse the whole feed. */
function wellFormedJson(value: object): string {
  const json = JSON.stringify(value);
  return json.includes(String.raw`\ud`) ? JSON.stringify(value, toWellFormed) : json;
}

function toWellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}
