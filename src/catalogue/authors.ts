import type { Article, AuthorMeta, Diagnostic, Slug, SourcePath, TermMention } from '../model.ts';
import { stemOf } from '../parse/paths.ts';
import { slugify } from '../parse/slug.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createSuggester } from '../report/suggester.ts';
import { listUrl } from './addresses.ts';
import { comparePersonNames } from './collation.ts';
import { type Group, groupByTerm } from './groups.ts';

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

/** Every author with a file or an article, whose mentions are found already; a name that only nearly fits a file is reported. */
export function collectAuthors(articles: readonly Article[], sources: readonly AuthorSource[]): Authors {
  const keys = sourcesByName(sources);
  const { groups, diagnostics } = groupByTerm('author', articles, ({ authors }) => authors);
  const written = new Map(groups.map((group) => [group.key, group]));
  const known = sources.map(({ file, meta }): AuthorGroup => {
    const key = slugify(stemOf(file));
    return {
      key,
      name: meta.name,
      url: listUrl('author', key),
      articles: written.get(key)?.articles ?? [],
      file,
      meta,
    };
  });
  const unknown = groups.filter(({ key }) => !keys.has(key));
  const all = [...known, ...unknown].toSorted(
    (a, b) => comparePersonNames(a.name, b.name) || (a.key < b.key ? -1 : 1),
  );
  return { groups: all, diagnostics: [...diagnostics, ...nearMisses(unknown, [...keys.keys()])] };
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
