/** What parsing gave of readers' comments: apart from all else, because a comment that is deleted has to be gone. */
import { join } from 'node:path';
import {
  clearExactMemory,
  type ExactMemory,
  openExactMemory,
  removeSegmentsWith,
} from '../engine/exactMemory.ts';
import type { Checked, Comment } from '../model.ts';

/** The comment of a file, or why there is none. */
export type CommentMemory = ExactMemory<Checked<Comment>>;

const name = 'comments';

export const noCommentMemory: CommentMemory = {
  recall: () => undefined,
  keep: () => {},
  problems: () => [],
};

/** The memory of a site folder; `key`: of all that parsing a comment depends on. */
export function openCommentMemory(site: string, key: string): CommentMemory {
  return openExactMemory({ root: site, name, key });
}

/**
 * Removes all that is remembered of comments, also by earlier versions of the program, which kept them among
 * everything else. Throws what the system refuses.
 */
export function forgetComments(site: string): void {
  clearExactMemory(site, name);
  removeSegmentsWith(join(site, '.cache'), '{"comment":');
}
