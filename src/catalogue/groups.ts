import type { Article, Diagnostic, Slug, TermMention, UrlPath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { type ListKind, listUrl } from './addresses.ts';
import { compareWords } from './collation.ts';

/** Articles that share a section, tag or author, newest first. */
export interface Group {
  readonly key: Slug;
  readonly name: string;
  readonly url: UrlPath;
  readonly articles: readonly Article[];
}

export interface Groups {
  /** As people read lists: by name in German order. */
  readonly groups: readonly Group[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Groups articles by the terms that `termsOf` finds in each. Spellings with the same key are one term
 * under its most frequent spelling; the others are reported.
 */
export function groupByTerm(
  kind: ListKind,
  articles: readonly Article[],
  termsOf: (article: Article) => readonly TermMention[],
): Groups {
  const mentions = new Map<Slug, { article: Article; term: TermMention }[]>();
  for (const article of articles) {
    for (const term of termsOf(article)) {
      const found = mentions.get(term.key);
      if (found) found.push({ article, term });
      else mentions.set(term.key, [{ article, term }]);
    }
  }
  const diagnostics: Diagnostic[] = [];
  const groups = [...mentions].map(([key, list]): Group => {
    const { name, others } = chooseSpelling(list.map(({ term }) => term.name));
    const url = listUrl(kind, key);
    for (const other of others) {
      const first = list.find(({ term }) => term.name === other);
      const place = first ? { file: first.article.file, position: first.term.position } : {};
      diagnostics.push(diagnose('catalogue/spelling', { name, other, url }, place));
    }
    return { key, name, url, articles: list.map(({ article }) => article) };
  });
  return { groups: groups.toSorted(compareGroups), diagnostics };
}

function compareGroups(a: Group, b: Group): number {
  return compareWords(a.name, b.name) || (a.key < b.key ? -1 : 1);
}

function chooseSpelling(names: readonly string[]): {
  readonly name: string;
  readonly others: readonly string[];
} {
  const first = names[0] ?? '';
  if (names.every((name) => name === first)) return { name: first, others: [] };
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ranked = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const [name = first, ...others] = ranked.map(([spelling]) => spelling);
  return { name, others };
}
