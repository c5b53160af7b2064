/** Room for pending comments: a flood must fill neither the disk nor the editor's days. */
import type { CommentStore } from '../commentStore.ts';

export interface PendingRoom {
  /** Whether there was room for one more, which then is taken; `now` in ms. */
  readonly take: (now: number) => Promise<boolean>;
}

/** Milliseconds between two counts while there is none: to count many files takes its time. */
const patience = 10_000;

/** Room for `most` comments. Decisions of the editor are counted when the room is used up. */
export function createPendingRoom(store: Pick<CommentStore, 'ids'>, most: number): PendingRoom {
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
    take: async (now) => {
      if (free === 0 && now - counted >= patience) await (counting ??= count(now));
      if (free === 0) return false;
      free -= 1;
      return true;
    },
  };
}
