/** Authors: who is meant by a name in an article, and the articles of each. */
import type { AuthorMeta, Diagnostic, Slug, SourcePath, TermMention } from '../core/model.ts';
import { stemOf } from '../core/paths.ts';
import { slugify } from '../core/slug.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { createSuggester } from '../core/diagnostics/suggester.ts';
import { listUrl } from './addresses.ts';
import { type ArticleChange, type Group, renewGroups } from './groups.ts';
import { comparePersonNames, compareText } from './collation.ts';

/** Somebody who writes: articles, and what `content/authors` says. */
export interface AuthorGroup extends Group {
  readonly file?: SourcePath;
  readonly meta?: AuthorMeta;
}

export interface AuthorSource {
  readonly file: SourcePath;
  readonly meta: AuthorMeta;
}

export interface Authors {
  /** By name, as in a telephone book. */
  readonly groups: readonly AuthorGroup[];
  /** Those of articles only, as these name them. */
  readonly writers: readonly Group[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Who is meant: an article may name an author by the file's name (`anna-mueller`) or by the person's (`Anna Müller`). */
export function createAuthorFinder(
  sources: readonly AuthorSource[],
): (mentions: readonly TermMention[]) => readonly TermMention[] {
  const known = sourcesByName(sources);
  const termOf = (mention: TermMention): TermMention => {
    const source = known.get(mention.key);
    return source ? { ...mention, key: slugify(stemOf(source.file)), name: source.meta.name } : mention;
  };
  return (mentions) => [...new Map(mentions.map(termOf).map((term) => [term.key, term])).values()];
}

/**
 * Every author with a file or an article, whose mentions are found already; a name that only nearly fits a file is reported.
 * `before`: those who wrote before the change.
 */
export function renewAuthors(
  before: readonly Group[],
  change: ArticleChange,
  sources: readonly AuthorSource[],
): Authors {
  const keys = sourcesByName(sources);
  const writers = renewGroups('author', before, change, ({ authors }) => authors);
  const written = new Map(writers.map(({ key, articles }) => [key, articles]));
  const known = sources.map(({ file, meta }): AuthorGroup => {
    const key = slugify(stemOf(file));
    const articles = written.get(key) ?? [];
    return { key, name: meta.name, url: listUrl('author', key), articles, diagnostics: [], file, meta };
  });
  const unknown = writers.filter(({ key }) => !keys.has(key));
  const groups = [...known, ...unknown].toSorted(
    (a, b) => comparePersonNames(a.name, b.name) || compareText(a.key, b.key),
  );
  const spellings = writers.flatMap(({ diagnostics }) => diagnostics);
  return { groups, writers, diagnostics: [...spellings, ...nearMisses(unknown, [...keys.keys()])] };
}

function sourcesByName(sources: readonly AuthorSource[]): ReadonlyMap<Slug, AuthorSource> {
  return new Map([
    ...sources.map((source) => [slugify(source.meta.name), source] as const),
    ...sources.map((source) => [slugify(stemOf(source.file)), source] as const),
  ]);
}

function nearMisses(groups: readonly Group[], known: readonly string[]): readonly Diagnostic[] {
  const suggest = createSuggester(() => known);
  return groups.flatMap(({ key, articles: [article] }) => {
    const suggestion = suggest(key);
    const mention = article?.authors.find((author) => author.key === key);
    if (suggestion === '' || !article || !mention) return [];
    const place = { file: article.file, position: mention.position };
    return diagnose('catalogue/author-near-miss', { name: mention.name, suggestion }, place);
  });
}
