/** Feeds of live tickers. */
import type { Article } from '../../core/model.ts';
import { plainText } from '../../core/html.ts';
import { germanTime } from '../../core/time.ts';
import { bareHeadline } from '../../views/siteView.ts';
import { type ContentOf, feedHtml } from '../../views/bodyViews.ts';
import { feedHead, feedId, type FeedParts, threeFeeds } from './feedPages.ts';
import type { FeedItemView, FeedView } from '../../views/feedViews.ts';
import { absoluteHref } from '../../views/hrefs.ts';
import type { Page } from '../../views/page.ts';
import { type ShownEntry, tickerEntries } from '../../views/tickerBody.ts';

/** The element around an entry, and its heading, which an item has as its title. */
const wrapping = /^\s*<article[^>]*>\s*<h\d[^>]*>[^]*?<\/h\d>|<\/article>\s*$/g;

/** The feeds of live tickers: an item an entry. */
export function tickerFeeds(articles: readonly Article[], parts: FeedParts): readonly Page[] {
  return articles
    .filter(({ ticker }) => ticker)
    .flatMap((article) => {
      const { url } = article;
      const list = { url, title: `${bareHeadline(article)} – ${parts.settings.title}` };
      return threeFeeds(list, (contentOf) => tickerFeed(article, list.title, contentOf, parts));
    });
}

function tickerFeed(article: Article, title: string, contentOf: ContentOf, parts: FeedParts): FeedView {
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
  { settings, cards, renderContext }: FeedParts,
): FeedItemView {
  const { origin } = settings.url;
  const { authors, label } = cards.cardOf(article);
  return {
    id: `${feedId(article, settings.url)}#${id}`,
    url: `${absoluteHref(settings.url, article.url)}#${id}`,
    title: plainText(title || germanTime(moment)),
    teaser: '',
    contentHtml: feedHtml(content, article.file, article.url, renderContext).replace(wrapping, '').trim(),
    published: moment,
    authors: authors.map(({ name, url }) => ({ name: plainText(name), url: origin + url })),
    tags: [],
    ...(label && { label: label.name }),
  };
}
