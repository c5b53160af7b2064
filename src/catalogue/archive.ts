import type { Article, UrlPath } from '../model.ts';
import { calendarDay } from '../time/moment.ts';
import { periodUrl } from './addresses.ts';
import { type ArticleChange, renewLists } from './articleLists.ts';

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

/** The years and months in which something appeared. */
export function renewArchive(before: readonly ArchiveYear[], change: ArticleChange): readonly ArchiveYear[] {
  const months = before.flatMap((year) => year.months);
  const lists = renewLists(
    new Map(months.map(({ year, month, articles }) => [monthNumber(year, month), articles])),
    change,
    ({ date }) => {
      const { year, month } = calendarDay(date);
      return [monthNumber(year, month)];
    },
  );
  const renewed = [...lists]
    .toSorted(([a], [b]) => b - a)
    .map(([number, list]) => archiveMonth(number, list));
  return [...Map.groupBy(renewed, ({ year }) => year)].map(([year, ofYear]) => ({
    year,
    url: periodUrl(year),
    articles: ofYear.flatMap(({ articles }) => articles),
    months: ofYear,
  }));
}

/** Months counted through all years. */
function monthNumber(year: number, month: number): number {
  return year * 12 + month - 1;
}

function archiveMonth(number: number, articles: readonly Article[]): ArchiveMonth {
  const year = Math.floor(number / 12);
  const month = number - year * 12 + 1;
  return { year, month, url: periodUrl(year, month), articles };
}
