/** Stores what was accepted, once, and tells of it. */
import { systemErrorCode } from '../../write/systemFault.ts';
import { commentId } from '../commentId.ts';
import { receiverTexts } from '../receiverTexts.ts';
import type { CommentStore } from '../commentStore.ts';
import type { PendingComment, SentComment } from '../sentComment.ts';
import type { ReceiverOptions } from './receiverOptions.ts';
import { createPendingRoom } from './pendingRoom.ts';
import { createRecentComments, type RecentComments } from './recentComments.ts';
import type { Refusal } from './refusal.ts';

export type Kept = { readonly id: string } | { readonly refusal: Refusal };

/** Resolves when the comment is on disk, whole, or it is clear that it never will be. */
export type CommentKeeper = (comment: SentComment, remarks: readonly string[]) => Promise<Kept>;

type KeeperOptions = Pick<
  ReceiverOptions,
  'store' | 'clock' | 'random' | 'notify' | 'report' | 'mostPending'
>;

/** Seconds; somebody has to make room first. */
const retryAfter = 300;

export function createCommentKeeper(options: KeeperOptions): CommentKeeper {
  const { store, clock, random, notify, report, mostPending } = options;
  const room = createPendingRoom(store, mostPending);
  const recall = createRecall(store);
  const tellOfRoom = createTeller(report);
  const tellOfDisk = createTeller(report);
  const keep: CommentKeeper = async (comment, remarks) => {
    const recent = await recall();
    const now = clock();
    if (!recent.add(comment, now)) return { refusal: { code: 'duplicate' } };
    const id = commentId(now, random(8));
    const pending: PendingComment = { id, received: new Date(now).toISOString(), ...comment, remarks };
    try {
      const hasRoom = await room.take(now);
      tellOfRoom(!hasRoom, hasRoom ? receiverTexts.storedAgain : receiverTexts.tooManyPending(mostPending));
      if (!hasRoom) {
        recent.forget(comment);
        return { refusal: { code: 'not-stored', retryAfter } };
      }
      await store.add(pending);
    } catch (error) {
      recent.forget(comment);
      throw error;
    }
    tellOfDisk(false, receiverTexts.storedAgain);
    notify(pending);
    return { id };
  };
  return async (comment, remarks) => {
    try {
      return await keep(comment, remarks);
    } catch (error) {
      const code = systemErrorCode(error);
      if (code === undefined) throw error;
      tellOfDisk(true, receiverTexts.notStored(code));
      return { refusal: { code: 'not-stored', retryAfter } };
    }
  };
}

/** Reports a trouble when it begins, and its end. */
function createTeller(report: (line: string) => void): (isTrouble: boolean, line: string) => void {
  let isKnown = false;
  return (isTrouble, line) => {
    if (isTrouble !== isKnown) report(line);
    isKnown = isTrouble;
  };
}

/** What waits already may have been sent before this process began: it is read once. */
function createRecall(store: CommentStore): () => Promise<RecentComments> {
  let recalled: Promise<RecentComments> | undefined;
  const read = async (): Promise<RecentComments> => {
    const recent = createRecentComments();
    try {
      for (const comment of await store.list()) recent.add(comment, Date.parse(comment.received));
    } catch (error) {
      recalled = undefined;
      throw error;
    }
    return recent;
  };
  return () => (recalled ??= read());
}
