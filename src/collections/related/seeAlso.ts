/** „Siehe auch“: what the editor picked, then what the tags say. */
import type { Article, Diagnostic, SourcePath, Mention } from '../../core/model.ts';
import { compareArticles } from '../groups.ts';
import { relatedBisect } from './relatedSearch.ts';
import { type RelatedExplanation, relatedIndex } from './relatedIndex.ts';
import type { RelatedVocabulary } from './relatedTerms.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { createSuggester } from '../../core/diagnostics/suggester.ts';

export interface SeeAlso {
  readonly finder: ArticleFinder;
  /** At most `limit` articles, the editor's picks first. */
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly explain: (article: Article) => SeeAlsoExplanation;
  readonly diagnostics: readonly Diagnostic[];
  /** For the one after a change. */
  readonly vocabulary: RelatedVocabulary;
}

export interface SeeAlsoExplanation {
  readonly picks: readonly Article[];
  /** Found by tags and shown below the picks, best first. */
  readonly related: readonly {
    readonly article: Article;
    readonly score: number;
    readonly reason: RelatedExplanation['related'][number]['reason'];
  }[];
  readonly ignored: RelatedExplanation['ignored'];
}

/**
 * @param articles what is shown, newest first
 * @param known makes the set of names by which an editor may call an article that is not shown
 * @param last the one before: what it knows of the same articles is not asked again
 */
export function createSeeAlso(
  articles: readonly Article[],
  known: () => ReadonlySet<string>,
  limit: number,
  last?: SeeAlso,
): SeeAlso {
  const finder = createArticleFinder(articles);
  const { picked, diagnostics } = collectPicks(articles, finder, known);
  // A search for no article at all could leave nothing out by its bounds and would look at every pair.
  const index = relatedIndex(articles, Math.max(limit, 1), last?.vocabulary);
  const picksOf = ({ file }: Article): readonly Article[] => (picked.get(file) ?? []).slice(0, limit);
  return {
    finder,
    diagnostics,
    vocabulary: index.vocabulary,
    relatedTo: (article) => {
      if (limit === 0) return [];
      const byTags = index.relatedTo(placeIn(articles, article)).map((related) => articles[related.index]!);
      return [...new Set([...picksOf(article), ...byTags])].slice(0, limit);
    },
    explain: (article) => {
      const picks = picksOf(article);
      const { related, ignored } = index.explain(placeIn(articles, article));
      const found = related.map(({ article: { index: place, score }, reason }) => ({
        article: articles[place]!,
        score,
        reason,
      }));
      const shown = found.filter((relation) => !picks.includes(relation.article));
      return { picks, related: shown.slice(0, limit - picks.length), ignored };
    },
  };
}

/** `articles` newest first. */
function placeIn(articles: readonly Article[], article: Article): number {
  const isNotBefore = (at: number): boolean => compareArticles(articles[at]!, article) >= 0;
  const place = relatedBisect(0, articles.length, isNotBefore);
  if (articles[place] !== article) throw new Error(`Not in the catalogue: ${article.file}`);
  return place;
}

function collectPicks(articles: readonly Article[], finder: ArticleFinder, known: () => ReadonlySet<string>) {
  const picked = new Map<SourcePath, readonly Article[]>();
  const diagnostics: Diagnostic[] = [];
  let names: ReadonlySet<string> | undefined;
  const isKnown = (name: string): boolean => (names ??= known()).has(name);
  for (const { file, related: mentions } of articles) {
    if (mentions.length === 0) continue;
    const { picks, diagnostics: faults } = editorPicks({ file, key: 'related', mentions }, finder, isKnown);
    picked.set(file, picks);
    diagnostics.push(...faults);
  }
  return { picked, diagnostics };
}

/** The names of all articles, shown or not: slugs, files, files below `content/articles/`. */
export function articleNames(
  sources: readonly { readonly file: SourcePath; readonly meta: Pick<Article, 'slug'> }[],
): ReadonlySet<string> {
  return new Set(
    sources.flatMap(({ file, meta }) => [meta.slug, file, file.replace(/^content\/articles\//, '')]),
  );
}

/** Finds articles by what people call them. */
export interface ArticleFinder {
  /** By slug (of several the newest), by file (`content/articles/kim.md`), or by file below `content/articles/`. */
  readonly find: (name: string) => Article | undefined;
  /** The slug nearest to a name that finds nothing; empty without one. */
  readonly suggest: (name: string) => string;
}

/** `articles` newest first. */
export function createArticleFinder(articles: readonly Article[]): ArticleFinder {
  // Few articles name another, and the preview makes a finder at every keystroke.
  let made: ReturnType<typeof indexArticles> | undefined;
  const index = (): ReturnType<typeof indexArticles> => (made ??= indexArticles(articles));
  return {
    find: (name) => {
      const { bySlug, byFile } = index();
      return bySlug.get(name) ?? byFile.get(name) ?? byFile.get(`content/articles/${name}`);
    },
    suggest: createSuggester(() => [...index().bySlug.keys()]),
  };
}

function indexArticles(articles: readonly Article[]) {
  const bySlug = new Map<string, Article>();
  const byFile = new Map<string, Article>();
  for (const article of articles) {
    if (!bySlug.has(article.slug)) bySlug.set(article.slug, article);
    byFile.set(article.file, article);
  }
  return { bySlug, byFile };
}

/** A place where an editor names articles. */
interface Picking {
  readonly file: SourcePath;
  /** Position in its front matter. */
  readonly key: 'related' | 'articles';
  readonly mentions: readonly Mention[];
}

/** The articles that are named, without the one that names them. Hidden ones are left out silently; `isKnown` tells them from mistakes. */
export function editorPicks(
  { file, key, mentions }: Picking,
  finder: ArticleFinder,
  isKnown: (name: string) => boolean,
): { readonly picks: readonly Article[]; readonly diagnostics: readonly Diagnostic[] } {
  const picks: Article[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { target, position } of mentions) {
    const found = finder.find(target);
    if (found && found.file !== file) picks.push(found);
    else if (!found && !isKnown(target)) {
      const suggestion = finder.suggest(target);
      diagnostics.push(
        diagnose('catalogue/related-unknown', { key, target, suggestion }, { file, position }),
      );
    }
  }
  return { picks: [...new Set(picks)], diagnostics };
}
