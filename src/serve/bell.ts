/** Debounces hints: one event at once in a quiet time, one event after the other in a busy one. */
export interface Debounce {
  readonly push: (hint: string) => void;
  /** Stops all events; resolves when the last one is handled. */
  readonly close: () => Promise<void>;
}

/** So many milliseconds the first hint waits for others of the same save. */
const gathering = 2;

/**
 * Calls `onEvent` with all hints since the last call, sorted. @throws (as an unhandled rejection) what
 * `onEvent` throws.
 */
export function createDebounce(onEvent: (hints: readonly string[]) => Promise<void>): Debounce {
  const hints = new Set<string>();
  let sending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const event = async (): Promise<void> => {
    const heard = [...hints].toSorted();
    hints.clear();
    await onEvent(heard);
  };
  const sendAll = async (): Promise<void> => {
    while (hints.size > 0) await event();
    sending = undefined;
  };
  return {
    push: (hint) => {
      if (isClosed) return;
      hints.add(hint);
      timer ??= setTimeout(() => {
        timer = undefined;
        // An event that was handled until now may have taken the hints along.
        if (hints.size > 0) sending ??= sendAll();
      }, gathering);
    },
    close: async () => {
      isClosed = true;
      hints.clear();
      clearTimeout(timer);
      await sending;
    },
  };
}
