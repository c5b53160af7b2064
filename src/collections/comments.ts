/** Which comments belong to which article: the folder that they lie in tells (`shownArticles.ts`). */
import type { Article, Comment, CommentsState, Diagnostic, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { createSuggester } from '../core/diagnostics/suggester.ts';
import { articleUrl } from './addresses.ts';
import { type ArticleSource, createArticleKeys } from './shownArticles.ts';
import type { CommentSource } from '../content/load/readSources.ts';

/** The comments of all articles, also of such as readers do not see. */
export interface ArticleComments {
  /** Those that readers see. */
  readonly of: (article: Pick<Article, 'file' | 'comments'>) => CommentThread;
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
  articles: readonly ArticleSource[],
  options: ArticleCommentsOptions,
): ArticleComments {
  const { rules, now } = options;
  const diagnostics: Diagnostic[] = [];
  const threads = comments.length > 0 ? collectThreads(comments, articles, options, diagnostics) : new Map();
  const commentsOf: ArticleComments['of'] = ({ file, comments: state }) =>
    (state === 'off' ? undefined : threads.get(file)) ?? noComments;
  return {
    of: commentsOf,
    stateOf: (article) => commentsStateOf(article, rules, now, commentsOf(article).comments.length > 0),
    diagnostics,
  };
}

function collectThreads(
  comments: readonly CommentSource[],
  articles: readonly ArticleSource[],
  { permalink, hasUnread }: ArticleCommentsOptions,
  diagnostics: Diagnostic[],
): ReadonlyMap<SourcePath, CommentThread> {
  const keyed = articles.map(({ file, meta }) => {
    return { file, slug: meta.slug, aliases: meta.aliases, url: articleUrl(permalink, meta) };
  });
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
  return new Map(
    [...byArticle].map(([file, sources]) => [file, threadComments(eachOnce(sources, diagnostics))]),
  );
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

// The comments below each article, in the order in which people read a conversation.

/** A comment with the answers that stand below it. */
export interface ThreadedComment {
  readonly comment: Comment;
  /**
   * The comment that it answers, where the nesting does not show it: on the lowest level answers to answers
   * stand in a row.
   */
  readonly answered?: Comment;
  /** By date, then id. */
  readonly replies: readonly ThreadedComment[];
}

/** All comments below one article. */
export interface CommentThread {
  /** Oldest first. */
  readonly comments: readonly Comment[];
  /** Those that answer none. */
  readonly roots: readonly ThreadedComment[];
}

export const noComments: CommentThread = { comments: [], roots: [] };

/** A comment, two rows of answers; what answers those stands beside them. */
const levels = 3;

interface Place extends ThreadedComment {
  readonly replies: Place[];
  readonly level: number;
  /** Takes the answers. */
  readonly host: Place | undefined;
}

/**
 * Puts the comments of one article (each id once) in threads. Whose parent is not among them, or is an
 * answer to itself, stands for itself. Linear but for the sorting, and without recursion.
 */
export function threadComments(comments: readonly Comment[]): CommentThread {
  const sorted = comments.toSorted(compareComments);
  const parents = parentsOf(sorted);
  const answers = Map.groupBy(parents, ([, parent]) => parent);
  const places = new Map<Comment, Place>();
  // From the roots downwards, so that every parent has its place before its answers.
  const row = sorted.filter((comment) => !parents.has(comment));
  for (const comment of row) {
    const parent = parents.get(comment);
    places.set(comment, placeOf(comment, parent && places.get(parent)));
    for (const [answer] of answers.get(comment) ?? []) row.push(answer);
  }
  const roots: Place[] = [];
  for (const comment of sorted) {
    const place = places.get(comment);
    if (place) (place.host?.replies ?? roots).push(place);
  }
  return { comments: sorted, roots };
}

export function compareComments(a: Comment, b: Comment): number {
  return a.date.instant - b.date.instant || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function placeOf(comment: Comment, parent: Place | undefined): Place {
  if (!parent) return { comment, replies: [], level: 1, host: undefined };
  if (parent.level < levels) return { comment, replies: [], level: parent.level + 1, host: parent };
  return { comment, answered: parent.comment, replies: [], level: levels, host: parent.host };
}

/** Only parents that lead to a root. */
function parentsOf(comments: readonly Comment[]): ReadonlyMap<Comment, Comment> {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const parents = new Map<Comment, Comment>();
  for (const comment of comments) {
    const parent = comment.parent === undefined ? undefined : byId.get(comment.parent);
    if (parent) parents.set(comment, parent);
  }
  const seenFrom = new Map<Comment, Comment>();
  for (const start of parents.keys()) {
    let at: Comment | undefined = start;
    while (at && !seenFrom.has(at)) {
      seenFrom.set(at, start);
      at = parents.get(at);
    }
    if (at && seenFrom.get(at) === start) breakCircle(parents, at);
  }
  return parents;
}

/** All of a circle stand for themselves. */
function breakCircle(parents: Map<Comment, Comment>, first: Comment): void {
  let at: Comment | undefined = first;
  while (at) {
    const next: Comment | undefined = parents.get(at);
    parents.delete(at);
    at = next;
  }
}

const day = 86_400_000;

export interface ClosingRules {
  /** The site takes comments. */
  readonly open: boolean;
  /** Days after an article's date. */
  readonly closeAfterDays?: number;
}

/** Whether readers may comment on an article at the moment `now`, ms. Where the site as a whole takes none, only articles that have comments say so. */
export function commentsStateOf(
  { comments, date }: Pick<Article, 'comments' | 'date'>,
  { open, closeAfterDays = Infinity }: ClosingRules,
  now: number,
  hasComments: boolean,
): CommentsState {
  if (comments === 'off' || (!open && !hasComments)) return 'off';
  return open && now < date.instant + closeAfterDays * day ? comments : 'closed';
}
