import type { Article, Diagnostic, Mention, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createSuggester } from '../report/suggester.ts';

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
