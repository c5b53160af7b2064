/** Cache of parsed comments, apart from all other caches, because a deleted comment must leave no trace. */
import { join } from 'node:path';
import {
  clearExactCache,
  type ExactCache,
  openExactCache,
  removeSegmentsWith,
} from '../engine/exactMemory.ts';
import type { Checked, Comment } from '../model.ts';

/** Parsed comment of a file, or the diagnostics why there is none. */
export type CommentCache = ExactCache<Checked<Comment>>;

const name = 'comments';

export const noCommentCache: CommentCache = {
  get: () => undefined,
  keep: () => {},
  problems: () => [],
};

/**
 * Opens the comment cache of a site folder; `key`: digest of everything that parsing a comment depends on.
 */
export function openCommentCache(site: string, key: string): CommentCache {
  return openExactCache({ root: site, name, key });
}

/**
 * Removes all cached comments, also those of earlier versions of the program, which kept them among
 * everything else. Throws what the system refuses.
 */
export function forgetComments(site: string): void {
  clearExactCache(site, name);
  removeSegmentsWith(join(site, '.cache'), '{"comment":');
}
