/** Collects what is heard and rings: at once in a quiet time, one ring after the other in a loud one. */
export interface Bell {
  readonly push: (hint: string) => void;
  /** No more rings; resolves when the last one is over. */
  readonly close: () => Promise<void>;
}

/** So many milliseconds the first hint waits for others of the same save. */
const gathering = 2;

/** Calls `onRing` with all hints since the last call, sorted. @throws (as an unhandled rejection) what `onRing` throws. */
export function createBell(onRing: (hints: readonly string[]) => Promise<void>): Bell {
  const hints = new Set<string>();
  let ringing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const ring = async (): Promise<void> => {
    const heard = [...hints].toSorted();
    hints.clear();
    await onRing(heard);
  };
  const ringAll = async (): Promise<void> => {
    while (hints.size > 0) await ring();
    ringing = undefined;
  };
  return {
    push: (hint) => {
      if (isClosed) return;
      hints.add(hint);
      timer ??= setTimeout(() => {
        timer = undefined;
        // A ring that lasted until now may have taken the hints along.
        if (hints.size > 0) ringing ??= ringAll();
      }, gathering);
    },
    close: async () => {
      isClosed = true;
      hints.clear();
      clearTimeout(timer);
      await ringing;
    },
  };
}
