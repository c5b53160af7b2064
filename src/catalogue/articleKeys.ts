/**
 * The names of the folders below `content/comments/`. An article's key is its slug when no other article has
 * it, else its address with `-` for `/` (`2023-09-kim-besucht`). A folder may have either name, or the last part
 * of an old address of the article.
 */
import type { Article, UrlPath } from '../model.ts';

type Keyed = Pick<Article, 'slug' | 'url' | 'aliases'>;

export interface ArticleKeys<Some extends Keyed> {
  /** The key of one of the articles. */
  readonly keyOf: (article: Some) => string;
  /** The article that a folder is named after; undefined when there is none, or more than one. */
  readonly find: (folder: string) => Some | undefined;
  /** Whether several articles could be meant by a folder that `find` knows none for. */
  readonly isAmbiguous: (folder: string) => boolean;
}

export function createArticleKeys<Some extends Keyed>(articles: readonly Some[]): ArticleKeys<Some> {
  const bySlug = group(articles, ({ slug }) => [slug]);
  const byAddress = group(articles, ({ url }) => [addressKey(url)]);
  const byAlias = group(articles, ({ aliases }) => aliases.map(lastSegment));
  // Names that identify an article better come first.
  const meantBy = (folder: string): readonly Some[] =>
    bySlug.get(folder) ?? byAddress.get(folder) ?? byAlias.get(folder) ?? [];
  const find = (folder: string): Some | undefined => {
    const [only, another] = meantBy(folder);
    return another ? undefined : only;
  };
  return {
    find,
    isAmbiguous: (folder) => meantBy(folder).length > 1,
    keyOf: (article) => (find(article.slug) === article ? article.slug : addressKey(article.url)),
  };
}

function group<Some>(
  articles: readonly Some[],
  keysOf: (article: Some) => readonly string[],
): ReadonlyMap<string, readonly Some[]> {
  const groups = new Map<string, Some[]>();
  for (const article of articles) {
    for (const key of new Set(keysOf(article))) {
      const members = groups.get(key);
      if (members) members.push(article);
      else groups.set(key, [article]);
    }
  }
  return groups;
}

function addressKey(url: UrlPath): string {
  return url.replace(/^\/|\/$/g, '').replaceAll('/', '-');
}

/** `/alt/kim.html` → `kim` */
function lastSegment(alias: UrlPath): string {
  return (alias.split('/').findLast((segment) => segment !== '') ?? '').replace(/\.[^.]+$/, '');
}
