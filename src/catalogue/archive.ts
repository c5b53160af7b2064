import type { Article, UrlPath } from '../model.ts';
import { calendarDay } from '../time/moment.ts';
import { periodUrl } from './addresses.ts';

export interface ArchiveMonth {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly url: UrlPath;
  readonly articles: readonly Article[];
}

export interface ArchiveYear {
  readonly year: number;
  readonly url: UrlPath;
  /** Newest first, as everything here. */
  readonly months: readonly ArchiveMonth[];
  readonly articles: readonly Article[];
}

/** The years and months in which something appeared; `articles` come newest first. */
export function collectArchive(articles: readonly Article[]): readonly ArchiveYear[] {
  const years = Map.groupBy(articles, (article) => calendarDay(article.date).year);
  return [...years].map(([year, ofYear]) => {
    const months = Map.groupBy(ofYear, (article) => calendarDay(article.date).month);
    return {
      year,
      url: periodUrl(year),
      articles: ofYear,
      months: [...months].map(([month, ofMonth]) => ({
        year,
        month,
        url: periodUrl(year, month),
        articles: ofMonth,
      })),
    };
  });
}
