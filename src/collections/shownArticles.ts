/**
 * Selects the articles that are shown at the moment of publication, and reuses those of the last collections.
 */
import type { Article, ArticleMeta, SourcePath, UrlPath } from '../core/model.ts';
import { type ArticleChange, compareArticles } from './groups.ts';

/** The parts of a parsed article that the collections need. */
export interface ArticleSource {
  readonly file: SourcePath;
  /** An object that is no other article's. */
  readonly meta: ArticleMeta;
}

/** Articles that are shown, by the metadata that they were made of, in the order of the sources. */
export type ShownArticles = ReadonlyMap<ArticleMeta, Article>;

export interface Showing {
  readonly shown: ShownArticles;
  /** Difference from the articles that were shown before. */
  readonly change: ArticleChange;
  /** See `Collections`. */
  readonly hidden: ReadonlyMap<Article, Hidden>;
  readonly scheduled: readonly Article[];
}

export interface ShowingOptions {
  /** The moment of publication, ms. */
  readonly now: number;
  /** Show drafts, scheduled and expired articles as well. */
  readonly preview: boolean;
  readonly makeArticle: (source: ArticleSource) => Article;
}

/** An article whose metadata is the same object as `before` stays the same object, too. */
export function collectShown(
  sources: readonly ArticleSource[],
  before: ShownArticles,
  { now, preview, makeArticle }: ShowingOptions,
): Showing {
  const shown = new Map<ArticleMeta, Article>();
  const hidden = new Map<Article, Hidden>();
  const scheduled: Article[] = [];
  const come: Article[] = [];
  for (const source of sources) {
    const { meta } = source;
    const reason = hiddenBecause(meta, now);
    if (!preview && (reason === 'draft' || reason === 'expired')) continue;
    const known = before.get(meta);
    const article = known ?? makeArticle(source);
    if (reason) hidden.set(article, reason);
    if (reason && !preview) scheduled.push(article);
    else {
      shown.set(meta, article);
      if (!known) come.push(article);
    }
  }
  const gone = new Set<Article>();
  for (const [meta, article] of before) if (!shown.has(meta)) gone.add(article);
  return { shown, change: { gone, come: come.toSorted(compareArticles) }, hidden, scheduled };
}

/** Why readers do not see an article at a moment. */
export type Hidden = 'draft' | 'scheduled' | 'expired';

/** Undefined: readers see it. `now` in ms. */
export function hiddenBecause(
  meta: Pick<ArticleMeta, 'draft' | 'date' | 'expires'>,
  now: number,
): Hidden | undefined {
  if (meta.draft) return 'draft';
  if (meta.expires && meta.expires.instant <= now) return 'expired';
  return meta.date.instant > now ? 'scheduled' : undefined;
}

// Names of folders below `content/comments/`. An article's key is its slug when no other article has
// it, else its address with `-` for `/` (`2023-09-kim-besucht`). A folder may have either name, or the last part
// of an old address of the article.

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
