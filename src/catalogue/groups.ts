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
  // Two lists side by side: an object for every mention would be most of the catalogue's garbage.
  const mentions = new Map<Slug, { readonly articles: Article[]; readonly terms: TermMention[] }>();
  for (const article of articles) {
    for (const term of termsOf(article)) {
      const found = mentions.get(term.key);
      if (found) {
        found.articles.push(article);
        found.terms.push(term);
      } else mentions.set(term.key, { articles: [article], terms: [term] });
    }
  }
  const diagnostics: Diagnostic[] = [];
  const groups = [...mentions].map(([key, { articles: ofTerm, terms }]): Group => {
    const { name, others } = chooseSpelling(terms);
    const url = listUrl(kind, key);
    for (const other of others) {
      const index = terms.findIndex((term) => term.name === other);
      const [first, term] = [ofTerm[index], terms[index]];
      const place = first && term ? { file: first.file, position: term.position } : {};
      diagnostics.push(diagnose('catalogue/spelling', { name, other, url }, place));
    }
    return { key, name, url, articles: ofTerm };
  });
  return { groups: groups.toSorted(compareGroups), diagnostics };
}

function compareGroups(a: Group, b: Group): number {
  return compareWords(a.name, b.name) || (a.key < b.key ? -1 : 1);
}

function chooseSpelling(terms: readonly TermMention[]): {
  readonly name: string;
  readonly others: readonly string[];
} {
  const first = terms[0]?.name ?? '';
  if (terms.every(({ name }) => name === first)) return { name: first, others: [] };
  const counts = new Map<string, number>();
  for (const { name } of terms) counts.set(name, (counts.get(name) ?? 0) + 1);
  const ranked = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const [name = first, ...others] = ranked.map(([spelling]) => spelling);
  return { name, others };
}
