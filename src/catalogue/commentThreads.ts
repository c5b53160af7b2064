/** The comments below each article, in the order in which people read a conversation. */
import type { Comment } from '../model.ts';

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
