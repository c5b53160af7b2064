import type { Collections } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/settings.ts';
import type { UrlPath } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { absoluteHref } from './hrefs.ts';
import type { Page } from './page.ts';

export const newsSitemapUrl = '/news-sitemap.xml' as UrlPath;

/** `/news-sitemap.xml`: always there, so that its address can be given to Google once and for all. */
export function newsSitemapPage({ news }: Collections, { url: site, title, language }: Settings): Page {
  const view = () => ({
    name: plainText(title),
    // Google wants the language alone, ISO 639.
    language: language.slice(0, 2),
    articles: news.map((article) => ({
      url: absoluteHref(site, article.url),
      title: plainText(article.title),
      published: article.date,
    })),
  });
  return {
    url: newsSitemapUrl,
    source: 'News-Sitemap',
    content: { kind: 'news-sitemap', view },
  };
}
