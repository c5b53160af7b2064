/** Stores what was accepted, once, and tells of it. */
import { systemErrorCode } from '../../write/systemFault.ts';
import { commentId } from '../commentId.ts';
import { receiverTexts } from '../receiverTexts.ts';
import type { PendingComment, SentComment } from '../sentComment.ts';
import type { ReceiverOptions } from './receiverOptions.ts';
import { createRecentComments, type RecentComments } from './recentComments.ts';
import type { Refusal } from './refusal.ts';

export type Kept = { readonly id: string } | { readonly refusal: Refusal };

/** Resolves when the comment is on disk, whole, or it is clear that it never will be. */
export type CommentKeeper = (comment: SentComment, remarks: readonly string[]) => Promise<Kept>;

type KeeperOptions = Pick<ReceiverOptions, 'store' | 'clock' | 'random' | 'notify' | 'report'>;

/** Seconds; somebody has to make room first. */
const retryAfter = 300;

export function createCommentKeeper(options: KeeperOptions): CommentKeeper {
  const { store, clock, random, notify, report } = options;
  let recalled: Promise<RecentComments> | undefined;
  let isRefusing = false;
  const tellChange = (refuses: boolean, line: string): void => {
    if (refuses !== isRefusing) report(line);
    isRefusing = refuses;
  };
  const keep: CommentKeeper = async (comment, remarks) => {
    const recent = await (recalled ??= recall(options));
    const now = clock();
    if (!recent.add(comment, now)) return { refusal: { code: 'duplicate' } };
    const id = commentId(now, random(8));
    const pending: PendingComment = { id, received: new Date(now).toISOString(), ...comment, remarks };
    try {
      await store.add(pending);
    } catch (error) {
      recent.forget(comment);
      throw error;
    }
    tellChange(false, receiverTexts.storedAgain);
    notify(pending);
    return { id };
  };
  return async (comment, remarks) => {
    try {
      return await keep(comment, remarks);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      recalled = undefined;
      tellChange(true, receiverTexts.notStored(code));
      return { refusal: { code: 'not-stored', retryAfter } };
    }
  };
}

/** What waits already may have been sent before this process began. */
async function recall({ store }: KeeperOptions): Promise<RecentComments> {
  const recent = createRecentComments();
  for (const comment of await store.list()) recent.add(comment, Date.parse(comment.received));
  return recent;
}
