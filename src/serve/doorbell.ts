/**
 * The doorbell of `watch`: it rings when something may have changed in the site folder. It is no letter: what
 * it names is a hint, and the listener looks at everything again.
 *
 * It listens to what the system tells, and goes through the folder itself in rounds, too: seldom, as long as
 * the system tells of everything that the rounds find, and often, once it did not.
 */
import { type Bell, createBell } from './bell.ts';
import { createHeardPaths } from './heardPaths.ts';
import { isWatched } from './isWatched.ts';
import { createPoller, type Poller } from './poller.ts';
import { remoteSystemOf, type SiteRoot, siteRootAt } from './siteRoot.ts';
import { watchFolders } from './watchFolders.ts';

export interface DoorbellOptions {
  /** The site folder, or a link to it. It may go, come back and be another one. */
  readonly folder: string;
  /** What matters in it, `/`-separated, NFC (`site.yaml`, `content`); it need not be there yet. */
  readonly paths: readonly string[];
  /** Do not ask the system to tell of changes. */
  readonly pollOnly?: boolean;
  /** Gets the paths of which was heard: relative to `folder`, `/`-separated, NFC, sorted; '' stands for all. The next ring waits until it has resolved; it must not reject. */
  readonly onRing: (hints: readonly string[]) => Promise<void>;
  /** Gets the paths that a round has found to be others; the system may have told of them, too, or of some. */
  readonly onFound: (paths: readonly string[]) => void;
  readonly onNews: (news: DoorbellNews) => void;
  readonly timing?: DoorbellTiming;
}

/** What the author should know of the site folder. */
export type DoorbellNews =
  /** It is not there any more, is there again, or another one has taken its place. */
  | { readonly kind: 'gone' | 'back' | 'replaced' }
  /** A folder in it that the system does not let us watch, and its code (`EACCES`). */
  | { readonly kind: 'deaf'; readonly folder: string; readonly code: string }
  /** The system watches no further folder at all; its code (`ENOSPC`, `EMFILE`). */
  | { readonly kind: 'exhausted'; readonly code: string }
  /** The system did not tell that this file has changed. */
  | { readonly kind: 'untold'; readonly path: string }
  /** It is on a disk that others may change, by the name of its file system. */
  | { readonly kind: 'remote'; readonly system: string };

/** Milliseconds. */
export interface DoorbellTiming {
  /** Between two looks whether the site folder is still the same. */
  readonly root: number;
  /** Between two rounds, while the system tells of changes. */
  readonly seldom: number;
  /** And when it does not. */
  readonly often: number;
  /** So long the system may take to tell of what a round has found. */
  readonly grace: number;
}

export interface Doorbell {
  /** Goes through the folder at once: somebody wants to see the site. */
  readonly lookNow: () => void;
  /** No more rings; resolves when the last one is over. */
  readonly close: () => Promise<void>;
}

const usualTiming: DoorbellTiming = { root: 1000, seldom: 10_000, often: 1000, grace: 1000 };

/** Of a system that has no more watches to give. */
const exhaustion: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/** Hangs the doorbell up. From its return on no change is missed: it rings, naming '', as soon as it hears. */
export function createDoorbell(options: DoorbellOptions): Doorbell {
  const doorbell = new HungDoorbell(options);
  void doorbell.begin();
  return { lookNow: () => void doorbell.lookNow(), close: () => doorbell.close() };
}

class HungDoorbell {
  readonly #options: DoorbellOptions;
  readonly #timing: DoorbellTiming;
  readonly #bell: Bell;
  readonly #poller: Poller;
  readonly #heard = createHeardPaths();
  /** What rounds have found and the system may still tell of. */
  readonly #untold = new Set<string>();
  /** Folders of which was told that the system does not let us watch them. */
  readonly #deaf = new Set<string>();
  #root: SiteRoot | undefined;
  /** Whether the folder was not there when it was to be watched. */
  #isUnwatched = false;
  /** Whether the system is not to be relied on. */
  #isPolling: boolean;
  #isExhausted = false;
  #isClosed = false;
  #stopWatching = (): void => {};
  #rootTimer: NodeJS.Timeout | undefined;
  #graceTimer: NodeJS.Timeout | undefined;

  constructor(options: DoorbellOptions) {
    this.#options = options;
    this.#timing = options.timing ?? usualTiming;
    this.#bell = createBell(options.onRing);
    this.#isPolling = options.pollOnly ?? false;
    this.#root = siteRootAt(options.folder);
    this.#poller = createPoller({
      root: () => this.#root?.path,
      matters: this.#matters,
      onBegin: () => this.#heard.beginRound(),
      onFound: (paths) => this.#find(paths),
      pause: () => (this.#isPolling ? this.#timing.often : this.#timing.seldom),
    });
  }

  /** The system is listened to as soon as there is something to compare with; only then the bell rings. */
  async begin(): Promise<void> {
    const system = this.#isPolling ? undefined : remoteSystemOf(this.#options.folder);
    if (system !== undefined) {
      this.#isPolling = true;
      this.#options.onNews({ kind: 'remote', system });
    }
    await this.#poller.pollNow();
    if (this.#isClosed) return;
    this.#watch();
    if (this.#options.pollOnly || !this.#root) this.#hear('');
    this.#rootTimer = setInterval(() => this.#checkRoot(), this.#timing.root);
  }

  lookNow(): Promise<void> {
    return this.#poller.pollNow();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#rootTimer);
    clearTimeout(this.#graceTimer);
    this.#stopWatching();
    this.#poller.close();
    return this.#bell.close();
  }

  readonly #matters = (path: string): boolean => isWatched(path.normalize('NFC'), this.#options.paths);

  readonly #hear = (path: string): void => {
    this.#heard.add(path);
    for (const found of this.#untold) if (this.#heard.covers(found)) this.#untold.delete(found);
    this.#bell.push(path);
  };

  /** `isDoubtful`: something happened to the folder itself, though it may look as before. */
  #checkRoot(isDoubtful = false): void {
    const before = this.#root;
    const now = siteRootAt(this.#options.folder);
    const isOther = now?.id !== before?.id;
    if (!isOther && !isDoubtful && !(now && this.#isUnwatched)) return;
    this.#root = now;
    if (isOther) this.#options.onNews({ kind: !now ? 'gone' : before ? 'replaced' : 'back' });
    this.#watch();
    this.#hear('');
  }

  /** Watches the folder as it is now. */
  #watch(): void {
    this.#stopWatching();
    this.#isUnwatched = false;
    if (!this.#root || this.#options.pollOnly || this.#isExhausted) return;
    this.#stopWatching = watchFolders(this.#root.path, {
      matters: this.#matters,
      heard: (path) => this.#hear(path.normalize('NFC')),
      deaf: (folder, code) => this.#tellDeaf(folder, code),
      gone: () => (this.#isUnwatched = true),
      doubtful: () => this.#checkRoot(true),
    });
    // Perhaps it has already been told so.
    if (this.#isExhausted) this.#stopWatching();
  }

  #tellDeaf(folder: string, code: string): void {
    const isExhausted = exhaustion.has(code);
    if (this.#deaf.has(folder) || this.#isExhausted) return;
    this.#deaf.add(folder);
    this.#isExhausted = isExhausted;
    // Others on this machine need the watches, too.
    if (isExhausted) this.#stopWatching();
    this.#options.onNews(isExhausted ? { kind: 'exhausted', code } : { kind: 'deaf', folder, code });
    this.#poll();
  }

  /** A round has found that these are others now. */
  #find(paths: readonly string[]): void {
    this.#options.onFound(paths);
    const untold = paths.filter((path) => !this.#heard.covers(path));
    if (untold.length === 0 || this.#isPolling) return;
    for (const path of untold) this.#untold.add(path);
    this.#graceTimer ??= setTimeout(() => this.#judge(), this.#timing.grace);
  }

  /** Whether the system has told by now. */
  #judge(): void {
    this.#graceTimer = undefined;
    const [path] = this.#untold;
    this.#untold.clear();
    if (path === undefined || this.#isPolling) return;
    this.#options.onNews({ kind: 'untold', path });
    this.#poll();
  }

  #poll(): void {
    this.#isPolling = true;
    void this.#poller.pollNow();
  }
}
