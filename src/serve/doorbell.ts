/**
 * The doorbell of `watch`: it rings when something may have changed in the site folder. It is no letter: what
 * it names is a hint, and the listener looks at everything again.
 */
import { createBell } from './bell.ts';
import { isWatched } from './isWatched.ts';
import { watchFolders } from './watchFolders.ts';

export interface DoorbellOptions {
  /** The site folder; it must exist. */
  readonly folder: string;
  /** What matters in it, `/`-separated, NFC (`site.yaml`, `content`); it need not be there yet. */
  readonly paths: readonly string[];
  /** Gets the paths that events named: relative to `folder`, `/`-separated, NFC, sorted; '' stands for all. The next ring waits until it has resolved; it must not reject. */
  readonly onRing: (hints: readonly string[]) => Promise<void>;
  /** A folder that the system does not let us watch, and its code (`ENOSPC`: too many folders, `EACCES`). */
  readonly onDeaf: (folder: string, code: string) => void;
}

export interface Doorbell {
  /** No more rings; resolves when the last one is over. */
  readonly close: () => Promise<void>;
}

/** Hangs the doorbell up. From its return on no change is missed: it rings, naming '', as soon as it hears. */
export function createDoorbell({ folder, paths, onRing, onDeaf }: DoorbellOptions): Doorbell {
  const bell = createBell(onRing);
  const stop = watchFolders(folder, {
    matters: (path) => isWatched(path.normalize('NFC'), paths),
    heard: (path) => bell.push(path.normalize('NFC')),
    deaf: onDeaf,
  });
  return {
    close: () => {
      stop();
      return bell.close();
    },
  };
}
