/** Which comments belong to which article: the folder that they lie in tells (`articleKeys.ts`). */
import type { Article, ArticleMeta, Comment, CommentsState, Diagnostic, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createSuggester } from '../report/suggester.ts';
import { articleUrl } from './addresses.ts';
import { createArticleKeys } from './articleKeys.ts';
import { type ClosingRules, commentsStateOf } from './commentsState.ts';
import { type CommentThread, noComments, threadComments } from './commentThreads.ts';

/** A comment and where it lies. */
export interface CommentSource {
  readonly file: SourcePath;
  readonly comment: Comment;
}

/** Facts about the source of an article. */
interface KeyedSource {
  readonly file: SourcePath;
  readonly meta: Pick<ArticleMeta, 'slug' | 'aliases' | 'date' | 'section'>;
}

/** The comments of all articles, also of such as readers do not see. */
export interface ArticleComments {
  readonly of: (article: Pick<Article, 'file'>) => CommentThread;
  /** Whether readers may comment on it. */
  readonly stateOf: (article: Article) => CommentsState;
  readonly diagnostics: readonly Diagnostic[];
}

export interface ArticleCommentsOptions {
  readonly permalink: string;
  /** Articles that could not be read may have comments, too; as long as there are any, no folder is called unknown. */
  readonly hasUnread: boolean;
  readonly rules: ClosingRules;
  /** The moment of publication, ms. */
  readonly now: number;
}

const folderOfAll = 'content/comments/';

/** The comments in the order of their files; of two with one id below one article the second is left out. */
export function collectArticleComments(
  comments: readonly CommentSource[],
  articles: readonly KeyedSource[],
  options: ArticleCommentsOptions,
): ArticleComments {
  const { rules, now } = options;
  const diagnostics: Diagnostic[] = [];
  const threads = comments.length > 0 ? collectThreads(comments, articles, options, diagnostics) : new Map();
  const commentsOf: ArticleComments['of'] = ({ file }) => threads.get(file) ?? noComments;
  return {
    of: commentsOf,
    stateOf: (article) => commentsStateOf(article, rules, now, commentsOf(article).comments.length > 0),
    diagnostics,
  };
}

function collectThreads(
  comments: readonly CommentSource[],
  articles: readonly KeyedSource[],
  { permalink, hasUnread }: ArticleCommentsOptions,
  diagnostics: Diagnostic[],
): ReadonlyMap<SourcePath, CommentThread> {
  const keyed = articles.map((article) => toKeyed(article, permalink));
  const keys = createArticleKeys(keyed);
  const suggest = createSuggester(() => keyed.map(({ slug }) => slug));
  const byArticle = new Map<SourcePath, CommentSource[]>();
  for (const [key, ofFolder] of Map.groupBy(comments, ({ file }) => folderKey(file))) {
    const article = keys.find(key);
    const file = ofFolder[0]?.file;
    if (article) {
      const known = byArticle.get(article.file);
      if (known) known.push(...ofFolder);
      else byArticle.set(article.file, ofFolder);
    } else if (file && keys.isAmbiguous(key)) {
      const example = keyed.find(({ slug }) => slug === key);
      const parameters = { key, example: example ? keys.keyOf(example) : '' };
      diagnostics.push(diagnose('comments/ambiguous-article', parameters, { file }));
    } else if (file && !hasUnread) {
      diagnostics.push(diagnose('comments/unknown-article', { key, suggestion: suggest(key) }, { file }));
    }
  }
  const toThread = (sources: readonly CommentSource[]): CommentThread =>
    threadComments(eachOnce(sources, diagnostics));
  return new Map([...byArticle].map(([file, sources]) => [file, toThread(sources)]));
}

function toKeyed({ file, meta }: KeyedSource, permalink: string) {
  return { file, slug: meta.slug, aliases: meta.aliases, url: articleUrl(permalink, meta) };
}

/** Folders in folders are one name: `2023/09/kim` is `2023-09-kim`. */
function folderKey(file: SourcePath): string {
  return file.slice(folderOfAll.length, file.lastIndexOf('/')).replaceAll('/', '-');
}

function eachOnce(sources: readonly CommentSource[], diagnostics: Diagnostic[]): readonly Comment[] {
  const files = new Map<string, SourcePath>();
  return sources.flatMap(({ file, comment }) => {
    const { id } = comment;
    const other = files.get(id);
    if (other !== undefined) {
      diagnostics.push(diagnose('comments/same-id', { id, other }, { file }));
      return [];
    }
    files.set(id, file);
    return [comment];
  });
}
