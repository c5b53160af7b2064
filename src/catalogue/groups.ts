import type { Article, Diagnostic, Position, Slug, SourcePath, TermMention, UrlPath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { type ListKind, listUrl } from './addresses.ts';
import { type ArticleChange, renewLists } from './articleLists.ts';
import { compareText, compareWords } from './collation.ts';

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
