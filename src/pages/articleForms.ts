import type { SiteUrl } from '../config/settings.ts';
import type { Article } from '../model.ts';
import { siteTexts } from '../siteTexts.ts';
import { dateView } from './dateView.ts';
import type { ArticleForms } from './newsFormViews.ts';
import type { SeriesViews } from './seriesViews.ts';
import { feedLinks } from './siteView.ts';
import type { Clock, ShownEntry } from './tickerBody.ts';
import type { ArticleView } from './views.ts';

/** Forms that an article has besides a plain text. `entries`: of a ticker, newest first. */
export function articleForms(
  article: Article,
  entries: readonly ShownEntry[],
  clock: Clock,
  site: SiteUrl,
  seriesOf: SeriesViews,
): ArticleForms & Partial<ArticleView> {
  const series = seriesOf(article);
  return {
    keyPoints: article.keyPoints ?? [],
    ...(series && { series }),
    ...(article.ticker && tickerParts(article, entries, clock, site)),
  };
}

function tickerParts(
  { ticker, url, date, updated = date }: Article,
  [newest]: readonly ShownEntry[],
  { now }: Clock,
  site: SiteUrl,
): Partial<ArticleView> {
  const { ends } = ticker ?? {};
  const isOver = ends !== undefined && ends.instant <= now;
  const changed = newest && newest.moment.instant > updated.instant ? newest.moment : updated;
  return {
    readingMinutes: 0,
    ...(changed !== date && { updated: dateView(changed) }),
    ticker: {
      isOver,
      state: isOver ? siteTexts.tickerEnded(dateView(ends).full) : siteTexts.tickerRuns,
      feeds: feedLinks(site, url),
    },
  };
}
