import { type FolderScan, scanDifference, scanFolder } from './surveyFolder.ts';

export interface PollerOptions {
  /** The folder as it stands now; undefined while there is none. */
  readonly root: () => string | undefined;
  readonly matters: (path: string) => boolean;
  /** Before a round begins. */
  readonly onBegin: () => void;
  /** Gets the paths that have changed since the previous round. */
  readonly onFound: (paths: readonly string[]) => void;
  /** Milliseconds between rounds. */
  readonly pause: () => number;
}

/** Polls the site folder in rounds. */
export interface Poller {
  /** A round at once; resolves when it is over. */
  readonly pollNow: () => Promise<void>;
  readonly close: () => void;
}

/** On a disk of many files rounds are rarer: so many milliseconds more for a file. */
const pauseOfFile = 0.1;

/** Its first round, which finds nothing, begins with `pollNow`. */
export function createPoller({ root, matters, onBegin, onFound, pause }: PollerOptions): Poller {
  let last: FolderScan | undefined;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let isClosed = false;
  const round = async (): Promise<void> => {
    isAskedAgain = false;
    onBegin();
    const folder = root();
    const now = folder === undefined ? undefined : await scanFolder(folder, matters);
    if (!now || isClosed) return;
    const found = last ? scanDifference(last, now) : [];
    last = now;
    if (found.length > 0) onFound(found);
  };
  const rounds = async (): Promise<void> => {
    clearTimeout(timer);
    await round();
    if (isAskedAgain && !isClosed) return rounds();
    running = undefined;
    if (!isClosed) timer = setTimeout(() => void pollNow(), pause() + (last?.size ?? 0) * pauseOfFile);
  };
  const pollNow = (): Promise<void> => {
    if (isClosed) return Promise.resolve();
    // A round that is under way may have passed by what has just changed.
    if (running) isAskedAgain = true;
    return (running ??= rounds());
  };
  return {
    pollNow,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
