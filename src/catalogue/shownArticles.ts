/**
 * Selects the articles that are shown at the moment of publication, and reuses those of the last collections.
 */
import type { Article, ArticleMeta, SourcePath } from '../model.ts';
import { type ArticleChange, compareArticles } from './articleLists.ts';
import { type Hidden, hiddenBecause } from './visibility.ts';

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
