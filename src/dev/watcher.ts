/**
 * The watcher of `watch`: it sends an event when something may have changed in the site folder. Events are
 * hints; the listener scans again. It listens to the system, and polls the folder itself, too: seldom, as
 * long as the system reports everything that polling finds, and often, once it did not.
 */
import { createPoller } from './poller.ts';
import { remoteSystemOf, type SiteRoot, siteRootAt, watchFolders } from './watchFolders.ts';

export interface WatcherOptions {
  /** The site folder, or a link to it. It may go, come back and be another one. */
  readonly folder: string;
  /** Watched paths in it, `/`-separated, NFC (`site.yaml`, `content`); they need not exist yet. */
  readonly paths: readonly string[];
  /** Polls only, without change events of the system. */
  readonly pollOnly?: boolean;
  /**
   * Gets the paths that may have changed: relative to `folder`, `/`-separated, NFC, sorted; '' stands for
   * all. The next event waits until it has resolved; it must not reject.
   */
  readonly onEvent: (hints: readonly string[]) => Promise<void>;
  /** Gets the changed paths that a poll has found; the system may have reported them, too. */
  readonly onFound: (paths: readonly string[]) => void;
  readonly onNews: (news: WatcherNews) => void;
  readonly timing?: WatcherTiming;
}

/** News about the site folder for the author. */
export type WatcherNews =
  /** It is not there any more, is there again, or another one has taken its place. */
  | { readonly kind: 'gone' | 'back' | 'replaced' }
  /** A folder in it that the system does not let us watch, and its code (`EACCES`). */
  | { readonly kind: 'deaf'; readonly folder: string; readonly code: string }
  /** The system watches no further folder at all; its code (`ENOSPC`, `EMFILE`). */
  | { readonly kind: 'exhausted'; readonly code: string }
  /** The system did not report that this file has changed. */
  | { readonly kind: 'missed'; readonly path: string }
  /** It is on a disk that others may change, by the name of its file system. */
  | { readonly kind: 'remote'; readonly system: string };

/** Milliseconds. */
export interface WatcherTiming {
  /** Between two checks whether the site folder is still the same. */
  readonly root: number;
  /** Between two polls, while the system reports changes. */
  readonly seldom: number;
  /** And when it does not. */
  readonly often: number;
  /** Time that the system may take to report what a poll has found. */
  readonly grace: number;
}

export type Watcher = ReturnType<typeof createWatcher>;

const usualTiming: WatcherTiming = { root: 1000, seldom: 10_000, often: 1000, grace: 1000 };

/** Error codes of a system that has no more watches to give. */
const exhaustion: ReadonlySet<string> = new Set(['ENOSPC', 'EMFILE', 'ENFILE']);

/**
 * Starts the watcher. From its return on no change is missed: it sends an event for '' as soon as it listens.
 */
export function createWatcher(options: WatcherOptions) {
  const watcher = new SiteWatcher(options);
  void watcher.begin();
  return {
    /** Polls the folder at once, because somebody wants to see the site. */
    pollNow: (): void => void watcher.pollNow(),
    /** Stops all events; resolves when the last one is handled. */
    close: (): Promise<void> => watcher.close(),
  };
}

class SiteWatcher {
  readonly #options: WatcherOptions;
  readonly #timing: WatcherTiming;
  readonly #debounce: ReturnType<typeof createDebounce>;
  readonly #poller: ReturnType<typeof createPoller>;
  readonly #heard = createHeardPaths();
  /** Changes that polls have found and the system may still report. */
  readonly #missed = new Set<string>();
  /** Folders that were reported as unwatchable. */
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

  constructor(options: WatcherOptions) {
    this.#options = options;
    this.#timing = options.timing ?? usualTiming;
    this.#debounce = createDebounce(options.onEvent);
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

  /** Listens to the system as soon as there is a first poll to compare with; events begin only then. */
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

  pollNow(): Promise<void> {
    return this.#poller.pollNow();
  }

  close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#rootTimer);
    clearTimeout(this.#graceTimer);
    this.#stopWatching();
    this.#poller.close();
    return this.#debounce.close();
  }

  readonly #matters = (path: string): boolean => isWatched(path.normalize('NFC'), this.#options.paths);

  readonly #hear = (path: string): void => {
    this.#heard.add(path);
    for (const found of this.#missed) if (this.#heard.covers(found)) this.#missed.delete(found);
    this.#debounce.push(path);
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
      deaf: (folder, code) => this.#reportDeaf(folder, code),
      gone: () => (this.#isUnwatched = true),
      doubtful: () => this.#checkRoot(true),
    });
    // It may have been reported already.
    if (this.#isExhausted) this.#stopWatching();
  }

  #reportDeaf(folder: string, code: string): void {
    const isExhausted = exhaustion.has(code);
    if (this.#deaf.has(folder) || this.#isExhausted) return;
    this.#deaf.add(folder);
    this.#isExhausted = isExhausted;
    // Others on this machine need the watches, too.
    if (isExhausted) this.#stopWatching();
    this.#options.onNews(isExhausted ? { kind: 'exhausted', code } : { kind: 'deaf', folder, code });
    this.#poll();
  }

  /** Handles changed paths that a poll has found. */
  #find(paths: readonly string[]): void {
    this.#options.onFound(paths);
    const missed = paths.filter((path) => !this.#heard.covers(path));
    if (missed.length === 0 || this.#isPolling) return;
    for (const path of missed) this.#missed.add(path);
    this.#graceTimer ??= setTimeout(() => this.#judge(), this.#timing.grace);
  }

  /** Checks whether the system has reported them by now. */
  #judge(): void {
    this.#graceTimer = undefined;
    const [path] = this.#missed;
    this.#missed.clear();
    if (path === undefined || this.#isPolling) return;
    this.#options.onNews({ kind: 'missed', path });
    this.#poll();
  }

  #poll(): void {
    this.#isPolling = true;
    void this.#poller.pollNow();
  }
}

/** So many milliseconds the first hint waits for others of the same save. */
const gathering = 2;

/**
 * Calls `onEvent` with all hints since the last call, sorted: at once in a quiet time, one call after the other in a
 * busy one. @throws (as an unhandled rejection) what `onEvent` throws.
 */
export function createDebounce(onEvent: (hints: readonly string[]) => Promise<void>) {
  const hints = new Set<string>();
  let sending: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const sendAll = async (): Promise<void> => {
    while (hints.size > 0) {
      const heard = [...hints].toSorted();
      hints.clear();
      await onEvent(heard);
    }
    sending = undefined;
  };
  return {
    push: (hint: string): void => {
      if (isClosed) return;
      hints.add(hint);
      timer ??= setTimeout(() => {
        timer = undefined;
        // An event that was handled until now may have taken the hints along.
        if (hints.size > 0) sending ??= sendAll();
      }, gathering);
    },
    /** Stops all events; resolves when the last one is handled. */
    close: async (): Promise<void> => {
      isClosed = true;
      hints.clear();
      clearTimeout(timer);
      await sending;
    },
  };
}

/** Names of leftovers that `content/discover.ts` skips, and of what other programs put into a site folder. */
const foreignNames = /^\.#|^#.*#$|^\.DS_Store$|~$|\.(?:swp|tmp)$|^(?:node_modules|\.git|\.cache)$/;

/** Here hidden files are published as they are. */
const published = 'templates/static/';

/**
 * Whether a change at `path` (inside the site folder, `/`-separated, NFC; '' is the folder itself) may matter
 * to a site of `paths`: it is one of them, lies in one, or one lies in it.
 */
export function isWatched(path: string, paths: readonly string[]): boolean {
  if (path === '') return true;
  const isOurs = paths.some(
    (ours) => path === ours || path.startsWith(`${ours}/`) || ours.startsWith(`${path}/`),
  );
  if (!isOurs || path.split('/').some((name) => foreignNames.test(name))) return false;
  return path.startsWith(published) || !/(?:^|\/)\./.test(path);
}

/** Paths that the system reported, to check whether it reports everything. */
function createHeardPaths() {
  let before: ReadonlySet<string> = new Set();
  let now = new Set<string>();
  const has = (path: string): boolean => now.has(path) || before.has(path);
  return {
    add: (path: string): void => void now.add(path),
    /** A poll begins: reports older than the previous poll are dropped. */
    beginRound: (): void => {
      before = now;
      now = new Set();
    },
    /** Whether the path, or a folder above it, was reported since the previous poll. */
    covers: (path: string): boolean => {
      for (let part = path; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('/'))))
        if (has(part)) return true;
      return has('');
    },
  };
}
