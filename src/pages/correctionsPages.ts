/** „Korrekturen“: all that had to be set right, in one place. */
import { correctionsUrl } from '../catalogue/addresses.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import { compareText } from '../catalogue/collation.ts';
import type { SiteUrl } from '../config/settings.ts';
import { siteTexts } from '../siteTexts.ts';
import { dateView } from './dateView.ts';
import type { Layout } from './frame.ts';
import { bareHeadline } from './bareHeadline.ts';
import { hrefOf } from './hrefs.ts';
import type { Page } from './page.ts';

/** No page where nothing was corrected. */
export function correctionsPages({ articles }: Collections, layout: Layout, site: SiteUrl): readonly Page[] {
  const corrections = articles
    .flatMap((article) => article.corrections.map(({ date, text }) => ({ article, date, text })))
    .toSorted((a, b) => b.date.instant - a.date.instant || compareText(a.article.url, b.article.url));
  if (corrections.length === 0) return [];
  const heading = siteTexts.allCorrections;
  const view = () => ({
    ...layout({ url: correctionsUrl, title: heading, description: siteTexts.correctionsIntro }),
    heading,
    intro: siteTexts.correctionsIntro,
    corrections: corrections.map(({ article, date, text }) => ({
      date: dateView(date),
      text,
      article: { name: bareHeadline(article), url: hrefOf(site, article.url) },
    })),
  });
  return [{ url: correctionsUrl, source: heading, content: { kind: 'corrections', view } }];
}

/** Whether there is such a page. */
export function hasCorrections({ articles }: Pick<Collections, 'articles'>): boolean {
  return articles.some(({ corrections }) => corrections.length > 0);
}
