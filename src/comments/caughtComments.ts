/**
 * Comments that fell into a trap are kept for a while, so that the editor can count them and rescue those of
 * people. A flood must not fill the disk: of too many the oldest are removed.
 */
import { commentId } from './commentId.ts';
import type { CommentStore } from './commentStore.ts';

export const caughtLimits = { days: 30, most: 500 } as const;

/** Removes what is too old at `now` (ms), and too much. */
export async function pruneCaught(store: Pick<CommentStore, 'ids' | 'remove'>, now: number): Promise<void> {
  // Ids begin with the moment of arrival.
  const oldest = commentId(now - caughtLimits.days * 24 * 3_600_000, new Uint8Array(8));
  const ids = await store.ids();
  for (const [index, id] of ids.entries()) {
    if (id < oldest || ids.length - index > caughtLimits.most) await store.remove(id);
  }
}

/** Prunes when it is asked to, once at a time; nobody has to wait for it. */
export function createPruner(store: CommentStore, onFault: (error: unknown) => void): (now: number) => void {
  let running: Promise<void> | undefined;
  return (now) => {
    running ??= pruneCaught(store, now)
      .catch(onFault)
      .finally(() => (running = undefined));
  };
}
