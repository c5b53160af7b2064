/** Social metadata of pages: Open Graph (ogp.me), which X reads as well. */
import { homeUrl } from '../catalogue/addresses.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { isoDate } from '../time/isoDate.ts';
import type { Cards } from './cards.ts';
import { lastChange } from './feedPages.ts';
import type { Layout } from './frame.ts';
import type { SocialPictures } from './socialPictures.ts';
import type { SocialArticleView, SocialView } from './socialViews.ts';

export interface SocialMetaParts {
  readonly settings: Settings;
  readonly collections: Pick<Collections, 'articles'>;
  readonly cards: Cards;
  readonly social: Pick<SocialPictures, 'ofArticle' | 'ofSite'>;
}

/** Adds social metadata to the layout of a page, unless the page is not to be indexed. */
export function withSocialMeta(
  layout: Layout,
  { settings, collections, cards, social }: SocialMetaParts,
): Layout {
  const { title: siteName, language, url: site } = settings;
  const locale = language === 'de' ? 'de_DE' : language.replace('-', '_');
  const articleAt = new Map(collections.articles.map((article) => [article.url, article]));
  return (options) => {
    const view = layout(options);
    if (view.head.noindex) return view;
    const article = articleAt.get(options.url);
    const image = article ? social.ofArticle(article) : social.ofSite();
    const shared: SocialView = {
      siteName: plainText(siteName),
      title: plainText(options.url === homeUrl ? siteName : options.title),
      locale,
      ...(image && { image }),
      ...(article && { article: articleFacts(article, cards, site.origin) }),
    };
    return { ...view, head: { ...view.head, social: shared } };
  };
}

function articleFacts(article: Article, { cardOf, tagLinks }: Cards, origin: string): SocialArticleView {
  const { section, authors } = cardOf(article);
  const change = lastChange(article);
  return {
    published: isoDate(article.date),
    ...(change !== article.date && { modified: isoDate(change) }),
    ...(section && { section: plainText(section.name) }),
    tags: tagLinks(article).map(({ name }) => plainText(name)),
    authorUrls: authors.map(({ url }) => origin + url),
  };
}
