import { archiveUrl } from '../catalogue/addresses.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import type { SiteUrl } from '../config/settings.ts';
import { monthNames } from '../time/moment.ts';
import type { Layout } from './frame.ts';
import { hrefOf } from './hrefs.ts';
import type { Page } from './page.ts';
import { siteTexts } from '../siteTexts.ts';

/** The way into the archive: all years and months. */
export function archivePage({ years }: Collections, layout: Layout, site: SiteUrl): Page {
  const view = () => ({
    ...layout({ url: archiveUrl, title: siteTexts.archive, description: siteTexts.archive }),
    heading: siteTexts.archive,
    years: years.map(({ year, url, months, articles }) => ({
      link: { name: String(year), url: hrefOf(site, url) },
      count: siteTexts.articles(articles.length),
      months: months.map((month) => ({
        name: monthNames[month.month - 1] ?? '',
        url: hrefOf(site, month.url),
        count: siteTexts.articles(month.articles.length),
      })),
    })),
  });
  return { url: archiveUrl, source: siteTexts.archive, content: { kind: 'archive', view } };
}
