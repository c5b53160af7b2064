import type { SiteUrl } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { germanTime } from '../time/germanDate.ts';
import { isoDate } from '../time/isoDate.ts';
import { lastChange } from './feedPages.ts';
import { absoluteHref } from './hrefs.ts';
import type { ShownEntry } from './tickerBody.ts';

/** What schema.org's LiveBlogPosting has besides what every article has. `entries`: newest first. */
export function liveBlogJsonLd(article: Article, entries: readonly ShownEntry[], site: SiteUrl): object {
  const url = absoluteHref(site, article.url);
  const ends = article.ticker?.ends;
  const moments = entries.map(({ moment }) => moment);
  const [newest = article.date] = moments;
  const changed = lastChange(article);
  return {
    '@type': 'LiveBlogPosting',
    dateModified: isoDate(newest.instant > changed.instant ? newest : changed),
    coverageStartTime: isoDate(moments.at(-1) ?? article.date),
    ...(ends && { coverageEndTime: isoDate(ends) }),
    liveBlogUpdate: entries.map(({ id, moment, title, text }) => ({
      '@type': 'BlogPosting',
      '@id': `${url}#${id}`,
      url: `${url}#${id}`,
      headline: plainText(title || germanTime(moment)),
      datePublished: isoDate(moment),
      articleBody: plainText(text),
    })),
  };
}
