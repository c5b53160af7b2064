/**
 * Lists of articles, newest first, and how they follow a change. A list of which no article comes or goes
 * stays the very same array, so whoever made something of it can keep that.
 */
import type { Article } from '../model.ts';
import { compareText } from './collation.ts';

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
  return [...kept, ...come].toSorted(compareArticles);
}

/** Lists by key; every article stands once in the list of each of its keys, which must differ. Empty lists are left out. */
export function renewLists<Key>(
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
