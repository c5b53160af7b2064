/**
 * chokidar over all folders of a tree. It is asked to watch folders only, and listened to is what the system
 * itself tells (`raw`): what chokidar makes of it is throttled, and a watched file of its own is dear.
 *
 * It loses sight of folders that come and go faster than it reads them. Therefore, whenever a folder came or
 * went, it starts anew, and what it has found is trusted only if the folders are the same before and after.
 */
import { watch } from 'chokidar';
import { lstatSync, readdirSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathWithin } from '../core/paths.ts';

export interface FolderListener {
  /**
   * Selects watched paths: relative to the root, `/`-separated, in the disk's Unicode form; '' is the root.
   */
  readonly matters: (path: string) => boolean;
  /** A watched path may have changed. At '': perhaps any path, and every change from now on is reported. */
  readonly heard: (path: string) => void;
  /**
   * A folder that the system does not let us watch: changes in it are not reported. May be called again for
   * it.
   */
  readonly deaf: (path: string, code: string) => void;
  /** There is no root: nothing is watched. */
  readonly gone: () => void;
  /**
   * The root itself was moved or removed, even if there is one again; changes in it may no longer be
   * reported.
   */
  readonly doubtful: () => void;
}

/** Path of every folder, with a stamp that changes when it is replaced or moved. */
type Folders = ReadonlyMap<string, string>;

/** So many milliseconds chokidar may take, if meanwhile a folder came or went; then it may never get ready. */
const patience = 1000;

/** Watches the tree in `root`, the real path of a folder, until the returned function is called. First of all '' is heard. */
export function watchFolders(root: string, listener: FolderListener): () => void {
  let stop = (): void => {};
  const start = (known?: Folders): void => {
    stop();
    stop = watchUntilOthers(root, listener, start, known);
  };
  start();
  return () => stop();
}

/**
 * Watches until the set of folders changes; then it must be stopped, and started anew with the folders that
 * the listener knows.
 */
function watchUntilOthers(
  root: string,
  listener: FolderListener,
  startAnew: (known: Folders) => void,
  known?: Folders,
): () => void {
  const before = readFolders(root, listener);
  if (!before.has('')) {
    listener.gone();
    return () => {};
  }
  let isReady = false;
  let isStale = false;
  const close = watchOnce(root, listener, {
    came: (path) => {
      if (!before.has(path) && !isFolder(join(root, path))) listener.heard(path);
      else if (isReady) startAnew(before);
      else isStale = true;
    },
    ready: () => {
      isReady = true;
      clearInterval(timer);
      const after = readFolders(root, listener);
      for (const path of ['', ...difference(known ?? before, after)]) listener.heard(path);
      if (isStale || difference(before, after).length > 0) startAnew(after);
    },
  });
  const timer = setInterval(() => {
    if (difference(before, readFolders(root, listener)).length === 0) return;
    listener.heard('');
    startAnew(known ?? before);
  }, patience);
  return () => {
    clearInterval(timer);
    close();
  };
}

interface WatchListener {
  /** Something was added, removed or replaced at this path. */
  readonly came: (path: string) => void;
  readonly ready: () => void;
}

/** chokidar over the folders as they are by now. */
function watchOnce(root: string, listener: FolderListener, { came, ready }: WatchListener): () => void {
  const { matters, heard, deaf, doubtful } = listener;
  const pathOf = (diskPath: string): string => pathWithin(root, diskPath);
  const watcher = watch(root, {
    ignored: (diskPath, stats) => !matters(pathOf(diskPath)) || (stats !== undefined && !stats.isDirectory()),
    ignoreInitial: true,
    followSymlinks: false,
  });
  watcher.on('raw', (event, name, details) => {
    // A folder reports itself under its own name, as if it lay in itself.
    if (event === 'rename' && folderOf(details) === root && name === basename(root)) return doubtful();
    const path = pathOf(join(folderOf(details), name ?? ''));
    if (!matters(path)) return;
    if (event === 'rename' && path !== '') came(path);
    else heard(path);
  });
  watcher.on('error', (error) => {
    if (!isGone(error)) deaf(pathOf(placeOf(error, root)), codeOf(error));
  });
  watcher.on('ready', ready);
  return () => void watcher.close();
}

/** All folders that matter. Links are not followed: what is behind them is not the site's. */
function readFolders(root: string, { matters, deaf }: FolderListener): Folders {
  const found = new Map<string, string>();
  const enter = (path: string): void => {
    if (!matters(path)) return;
    try {
      const stats = lstatSync(join(root, path));
      if (!stats.isDirectory()) return;
      found.set(path, `${stats.ino} ${stats.ctimeMs}`);
      for (const entry of readdirSync(join(root, path), { withFileTypes: true }))
        if (entry.isDirectory()) enter(path === '' ? entry.name : `${path}/${entry.name}`);
    } catch (error) {
      // A folder that vanishes while it is read is reported by its parent.
      if (!isGone(error)) deaf(path, codeOf(error));
    }
  };
  enter('');
  return found;
}

function difference(before: Folders, after: Folders): readonly string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path));
}

function isFolder(diskPath: string): boolean {
  return lstatSync(diskPath, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

/** @throws errors that are no refusals of the system. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}

/** The watched folder that reported it. */
function folderOf(details: unknown): string {
  const isNamed = typeof details === 'object' && details !== null && 'watchedPath' in details;
  return isNamed ? String(details.watchedPath) : '';
}

function placeOf(error: unknown, otherwise: string): string {
  return error instanceof Error && 'path' in error ? String(error.path) : otherwise;
}

/** A folder as it stands on the disk now, behind all links that lead to it. */
export interface SiteRoot {
  readonly path: string;
  /** Another one when another folder stands there. */
  readonly id: string;
}

/** Undefined while there is no folder, or none that the system lets us see. */
export function siteRootAt(folder: string): SiteRoot | undefined {
  return unlessRefused(() => {
    const path = realpathSync(folder);
    const stats = statSync(path);
    return stats.isDirectory() ? { path, id: `${stats.dev}:${stats.ino} ${path}` } : undefined;
  });
}

function unlessRefused<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch (error) {
    codeOf(error);
    return undefined;
  }
}

/**
 * Linux's numbers (linux/magic.h and the drivers' sources) of file systems that others may change without this
 * machine's being told.
 */
const remoteSystems: ReadonlyMap<number, string> = new Map([
  [0x01021997, '9p'],
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x65735546, 'FUSE'],
  [0x786f4256, 'VirtualBox'],
  [0x7c7c6673, 'Parallels'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
]);

/** The name of the file system of a folder, if it is one whose changes the system does not always tell. */
export function remoteSystemOf(folder: string): string | undefined {
  return unlessRefused(() => remoteSystems.get(statfsSync(folder).type));
}
