/** Goes through a folder in rounds, for changes that the system does not report. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

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

/** On a disk of many files rounds are rarer: so many milliseconds more for a file. */
const pauseOfFile = 0.1;

/** Polls the site folder in rounds. The first one, which finds nothing, begins with `pollNow`. */
export function createPoller({ root, matters, onBegin, onFound, pause }: PollerOptions) {
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
  /** A round at once; resolves when it is over. */
  const pollNow = (): Promise<void> => {
    if (isClosed) return Promise.resolve();
    // A round that is under way may have passed by what has just changed.
    if (running) isAskedAgain = true;
    return (running ??= rounds());
  };
  return {
    pollNow,
    close: (): void => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

// One scan of a folder.

/**
 * Every watched file (`/`-separated, NFC) with a stamp that changes when the file does. Inode numbers and
 * times of the entry do not count: some disks make them up anew, and a backup by hard links changes them.
 */
type FolderScan = ReadonlyMap<string, string>;

/** So many files take less than a millisecond. */
const slice = 64;

/** Undefined when there is no folder at `root`. Yields to other work between some files. */
async function scanFolder(root: string, matters: (path: string) => boolean): Promise<FolderScan | undefined> {
  const found = new Map<string, string>();
  let asked = 0;
  const enter = async (folder: string): Promise<boolean> => {
    const entries = attempt(() => readdirSync(join(root, folder), { withFileTypes: true }));
    if (typeof entries === 'string') {
      found.set(folder.normalize('NFC'), entries);
      return false;
    }
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (!matters(path)) continue;
      if (++asked % slice === 0) await setImmediate();
      if (entry.isDirectory()) await enter(path);
      else found.set(path.normalize('NFC'), stampOf(join(root, path), entry));
    }
    return true;
  };
  return (await enter('')) ? found : undefined;
}

/** The paths that are not the same in both. */
function scanDifference(before: FolderScan, after: FolderScan): readonly string[] {
  const changed = [...after.keys()].filter((path) => before.get(path) !== after.get(path));
  const gone = [...before.keys()].filter((path) => !after.has(path));
  return [...changed, ...gone];
}

/** Stamp of a file; for a link, of the file that it leads to. */
function stampOf(diskPath: string, entry: Dirent): string {
  const stats = attempt(() => statSync(diskPath));
  if (typeof stats === 'string') return stats;
  if (entry.isSymbolicLink() && !stats.isFile()) return 'link';
  return `${stats.size} ${stats.mtimeMs} ${stats.mode}`;
}

/** Returns the result of a system call, or the code with which the system refuses. */
function attempt<Result>(call: () => Result): Result | string {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}
