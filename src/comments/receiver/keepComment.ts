/** Stores what was accepted, once, and tells of it; what fell into a trap goes the same way to another place. */
import { refusalCode } from '../../emit/systemFault.ts';
import { createPruner, type CommentStore } from '../moderation/commentStore.ts';
import { commentId } from '../parse/commentId.ts';
import { receiverTexts } from './receiverTexts.ts';
import type { PendingComment, SentComment, Trap, Refusal } from './sentFields.ts';
import {
  createExpiringMap,
  createRecentComments,
  digestOfComment,
  type RecentComments,
} from './senderLimits.ts';
import type { ReceiverOptions } from './receiverOptions.ts';

/** What became of a comment. */
export type Outcome = { readonly id: string } | { readonly refusal: Refusal };

export interface JudgedComment {
  readonly comment: SentComment;
  readonly remarks: readonly string[];
  readonly trap?: Trap;
}

export type CommentKeeper = ReturnType<typeof createCommentKeeper>;

/** Seconds; somebody has to make room first. */
const retryAfter = 300;
const day = 24 * 3_600_000;

export function createCommentKeeper(options: ReceiverOptions) {
  const { store, caught, clock, random, notify, report, mostPending } = options;
  const room = createPendingRoom(store, mostPending);
  const recall = createLookup([store, caught]);
  const reportRoom = createReporter(report);
  const reportDisk = createReporter(report);
  /** Digest → id of those that were refused for their haste. */
  const hasty = createExpiringMap<string>({ lifetime: day, most: 1000 });
  const prune = createPruner(caught, report);
  const pendingOf = ({ comment, remarks, trap }: JudgedComment, now: number): PendingComment => ({
    id: commentId(now, random(8)),
    received: new Date(now).toISOString(),
    ...comment,
    remarks,
    ...(trap && { trap }),
  });
  /** Whoever fell into a trap must not learn that from the time it takes: up to the answer all is the same. */
  const keep = async (judged: JudgedComment): Promise<Outcome> => {
    const { comment, trap } = judged;
    const recent = await recall();
    const now = clock();
    if (!recent.add(comment, now)) return { refusal: { code: 'duplicate' } };
    const pending = pendingOf(judged, now);
    try {
      const hasRoom = await room.take(now);
      reportRoom(!hasRoom, hasRoom ? receiverTexts.storedAgain : receiverTexts.tooManyPending(mostPending));
      if (!hasRoom) {
        recent.forget(comment);
        return { refusal: { code: 'not-stored', retryAfter } };
      }
      await (trap ? caught : store).add(pending);
    } catch (error) {
      recent.forget(comment);
      throw error;
    }
    reportDisk(false, receiverTexts.storedAgain);
    const twin = hasty.get(digestOfComment(comment));
    if (twin !== undefined) await caught.remove(twin);
    if (trap) prune(now);
    else notify(pending);
    return { id: pending.id };
  };
  const keepHasty = async (judged: JudgedComment): Promise<void> => {
    const digest = digestOfComment(judged.comment);
    if (hasty.get(digest) !== undefined) return;
    const now = clock();
    const pending = pendingOf(judged, now);
    hasty.set(digest, pending.id, now);
    await caught.add(pending);
    prune(now);
  };
  const withDiskReported = async <Value>(work: Promise<Value>, otherwise: Value): Promise<Value> => {
    try {
      return await work;
    } catch (error) {
      reportDisk(true, receiverTexts.notStored(refusalCode(error)));
      return otherwise;
    }
  };
  return {
    /** Resolves when the comment is on disk, whole, or it is clear that it never will be. */
    keep: (judged: JudgedComment) =>
      withDiskReported(keep(judged), { refusal: { code: 'not-stored', retryAfter } }),
    /** Keeps one that was refused for its haste, until its sender sends it again. */
    keepHasty: (judged: JudgedComment) => withDiskReported(keepHasty(judged), undefined),
  };
}

/** Reports a trouble when it begins, and its end. */
function createReporter(report: (line: string) => void): (isTrouble: boolean, line: string) => void {
  let isKnown = false;
  return (isTrouble, line) => {
    if (isTrouble !== isKnown) report(line);
    isKnown = isTrouble;
  };
}

/** Stored comments may be older than this process, so they are read once; refused ones are not stored. */
function createLookup(stores: readonly CommentStore[]): () => Promise<RecentComments> {
  let recalled: Promise<RecentComments> | undefined;
  const read = async (): Promise<RecentComments> => {
    const recent = createRecentComments();
    for (const store of stores)
      for (const comment of await store.list())
        if (comment.trap !== 'time') recent.add(comment, Date.parse(comment.received));
    return recent;
  };
  const forget = (error: unknown): never => {
    recalled = undefined;
    throw error;
  };
  return () => (recalled ??= read().catch(forget));
}

// Room for pending comments: a flood must fill neither the disk nor the editor's days.

/** Milliseconds between two counts while there is none: to count many files takes its time. */
const patience = 10_000;

/** Room for `most` comments. Decisions of the editor are counted when the room is used up. */
function createPendingRoom(store: CommentStore, most: number) {
  let free = 0;
  let counted = -Infinity;
  let counting: Promise<void> | undefined;
  const count = async (now: number): Promise<void> => {
    try {
      free = Math.max(most - (await store.ids()).length, 0);
      counted = now;
    } finally {
      counting = undefined;
    }
  };
  return {
    /** Whether there was room for one more, which then is taken; `now` in ms. */
    take: async (now: number): Promise<boolean> => {
      if (free === 0 && now - counted >= patience) await (counting ??= count(now));
      if (free === 0) return false;
      free -= 1;
      return true;
    },
  };
}
