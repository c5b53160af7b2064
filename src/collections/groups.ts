/** Articles in groups (section, tag, author, series, month), each the very same array while nothing in it changes. */
import type { Article, Diagnostic, Position, Slug, SourcePath, TermMention, UrlPath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { type ListKind, listUrl, periodUrl } from './addresses.ts';
import { compareText, compareWords } from './collation.ts';
import { calendarDay } from '../core/time.ts';
import { relatedBisect } from './related/relatedSearch.ts';

/** Articles that share a section, tag or author, newest first. */
export interface Group {
  readonly key: Slug;
  readonly name: string;
  readonly url: UrlPath;
  readonly articles: readonly Article[];
  /** Where it is spelled otherwise. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The terms of one kind in an article; no two have the same key. */
export type TermsOf = (article: Article) => readonly TermMention[];

/**
 * Articles by the terms that `termsOf` finds in each; as people read lists: by name in German order.
 * Spellings with the same key are one term under its most frequent spelling; the others are reported.
 * Groups that the change does not touch are kept.
 */
export function renewGroups(
  kind: ListKind,
  before: readonly Group[],
  change: ArticleChange,
  termsOf: TermsOf,
): readonly Group[] {
  const known = new Map(before.map((group) => [group.key, group]));
  const listsBefore = new Map(before.map(({ key, articles }) => [key, articles]));
  const lists = renewLists(listsBefore, change, (article) => termsOf(article).map(({ key }) => key));
  const groups = [...lists].map(([key, articles]) => {
    const group = known.get(key);
    return group?.articles === articles ? group : makeGroup(kind, key, articles, termsOf);
  });
  return groups.toSorted((a, b) => compareWords(a.name, b.name) || compareText(a.key, b.key));
}

function makeGroup(kind: ListKind, key: Slug, articles: readonly Article[], termsOf: TermsOf): Group {
  const [chosen, ...others] = spellingsOf(key, articles, termsOf);
  const name = chosen?.name ?? key;
  const url = listUrl(kind, key);
  const diagnostics = others.map(({ name: other, file, position }) =>
    diagnose('catalogue/spelling', { name, other, url }, { file, position }),
  );
  return { key, name, url, articles, diagnostics };
}

interface Spelling {
  readonly name: string;
  /** Where it stands first. */
  readonly file: SourcePath;
  readonly position: Position;
  count: number;
}

/** The most frequent first; of equally frequent ones the first by code point. */
function spellingsOf(key: Slug, articles: readonly Article[], termsOf: TermsOf): readonly Spelling[] {
  const spellings = new Map<string, Spelling>();
  let spelling: Spelling | undefined;
  for (const article of articles) {
    const term = termsOf(article).find((mention) => mention.key === key);
    if (!term) continue;
    const { name, position } = term;
    // Nearly always it is spelled as before.
    if (spelling?.name !== name)
      spelling = spellings.get(name) ?? { name, file: article.file, position, count: 0 };
    if (spelling.count++ === 0) spellings.set(name, spelling);
  }
  return [...spellings.values()].toSorted((a, b) => b.count - a.count || compareText(a.name, b.name));
}

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

// Lists of articles, newest first, and how they follow a change. A list of which no article comes or goes
// stays the very same array, so whoever made something of it can keep that.

/** Difference between two lists; an edited article is in both parts. */
export interface ArticleChange {
  readonly gone: ReadonlySet<Article>;
  /** Newest first. */
  readonly come: readonly Article[];
}

/** Date ↓, slug ↑, file ↑; no two articles are equal. */
export function compareArticles(a: Article, b: Article): number {
  return b.date.instant - a.date.instant || compareText(a.slug, b.slug) || compareText(a.file, b.file);
}

/** The list after the change, newest first; what is gone may be of other lists. */
export function renewList(before: readonly Article[], { gone, come }: ArticleChange): readonly Article[] {
  if (gone.size === 0 && come.length === 0) return before;
  const kept = gone.size === 0 ? before : before.filter((article) => !gone.has(article));
  if (kept.length === 0 || come.length === 0) return kept.length === 0 ? come : kept;
  return merged(kept, come);
}

/** Two sorted lists in one. Sorting takes them for one long list with many comparisons. */
function merged(kept: readonly Article[], come: readonly Article[]): readonly Article[] {
  const all: Article[] = [];
  let next = 0;
  for (const article of come) {
    const end = relatedBisect(next, kept.length, (place) => compareArticles(kept[place]!, article) > 0);
    for (; next < end; next++) all.push(kept[next]!);
    all.push(article);
  }
  for (; next < kept.length; next++) all.push(kept[next]!);
  return all;
}

/** Lists by key; every article stands once in the list of each of its keys, which must differ. Empty lists are left out. */
function renewLists<Key>(
  before: ReadonlyMap<Key, readonly Article[]>,
  { gone, come }: ArticleChange,
  keysOf: (article: Article) => readonly Key[],
): ReadonlyMap<Key, readonly Article[]> {
  const touched = new Map<Key, Article[]>();
  for (const article of gone) for (const key of keysOf(article)) touched.set(key, []);
  for (const article of come) {
    for (const key of keysOf(article)) {
      const found = touched.get(key);
      if (found) found.push(article);
      else touched.set(key, [article]);
    }
  }
  const lists = new Map(before);
  for (const [key, added] of touched) {
    const list = renewList(before.get(key) ?? [], { gone, come: added });
    if (list.length > 0) lists.set(key, list);
    else lists.delete(key);
  }
  return lists;
}

/** How long Google takes an article for news: two days, in ms. */
export const newsSpan = 2 * 86_400_000;

/** A news sitemap holds no more. */
const mostNews = 1000;

/**
 * Selects the articles for the news sitemap at `now` (ms) from a list sorted from new to old: no
 * advertisements, nothing from the future.
 */
export function newsArticles(articles: readonly Article[], now: number): readonly Article[] {
  const end = articles.findIndex(({ date }) => date.instant <= now - newsSpan);
  return articles
    .slice(0, end === -1 ? articles.length : end)
    .filter(({ date, label }) => date.instant <= now && label !== 'anzeige')
    .slice(0, mostNews);
}
