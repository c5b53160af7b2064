/** A folder of this machine, or of a disk that is mounted here. */
import {
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  opendirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, parse, sep } from 'node:path';
import { renameFile } from '../cache/renameFile.ts';
import { systemErrorCode, tolerating } from '../emit/systemFault.ts';
import { foldersAbove } from '../emit/outputPath.ts';
import {
  DeployFault,
  type Listed,
  deployFault,
  gatherNames,
  mostRead,
  type MovingStore,
  PlaceMissing,
  type Target,
} from './target.ts';

/** `folder` is absolute; `apart`: folders that it must have nothing to do with. */
export function folderTarget(folder: string, apart: readonly string[], home: string): Target {
  return {
    label: folder,
    connect: async () => {
      refuseFolder(folder, apart, home);
      return folderStore(folder);
    },
  };
}

function refuseFolder(folder: string, apart: readonly string[], home: string): void {
  const real = realPath(folder);
  if (real === undefined || !statSync(real).isDirectory()) {
    const above = realPath(dirname(folder));
    const names = above === undefined ? [] : readdirSync(above);
    throw deployFault('deploy/no-folder', {
      path: folder,
      names: names.filter((name) => !name.startsWith('.')),
    });
  }
  const meets = (other: string): boolean => {
    const at = realPath(other) ?? other;
    return `${at}${sep}`.startsWith(`${real}${sep}`) || `${real}${sep}`.startsWith(`${at}${sep}`);
  };
  const isAbove = `${realPath(home) ?? home}${sep}`.startsWith(`${real}${sep}`);
  if (real === parse(real).root || isAbove || apart.some(meets))
    throw deployFault('deploy/folder-is-ours', { path: folder });
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}

function folderStore(root: string): MovingStore {
  const plain = new Set<string>();
  /** Whoever else may write there must not lead us to files that are none of the blog's. */
  const at = (path: string): string => {
    for (const folder of foldersAbove(path).toReversed()) {
      if (plain.has(folder)) continue;
      const stats = lstatSync(join(root, folder), { throwIfNoEntry: false });
      if (stats?.isSymbolicLink()) throw deployFault('deploy/leads-elsewhere', { path: folder });
      if (!stats) break;
      plain.add(folder);
    }
    return join(root, path);
  };
  const put = (path: string, bytes: Uint8Array): void => {
    const unfinished = join(dirname(at(path)), `.new-${basename(path)}`);
    mkdirSync(dirname(unfinished), { recursive: true });
    writeAnew(unfinished, bytes);
    renameFile(unfinished, at(path));
  };
  const makeFolder = (path: string): void => {
    // Of links only those above what is asked for are seen.
    at(`${path}/x`);
    mkdirSync(at(path), { recursive: true });
  };
  return {
    read: (path) => asking(path, () => missing(() => readWhole(at(path)), undefined)),
    write: (path, bytes) => asking(path, () => put(path, bytes)),
    claim: (path, bytes) =>
      asking(path, () => {
        mkdirSync(dirname(at(path)), { recursive: true });
        return tolerating(['EEXIST'], () => writeFileSync(at(path), bytes, { flag: 'wx' }));
      }),
    list: (folder) => asking(folder, () => missing(() => listFolder(at(folder), folder), [])),
    remove: (path) => asking(path, () => void tolerating(['ENOENT', 'ENOTDIR'], () => unlinkSync(at(path)))),
    close: async () => {},
    upload: ({ name, bytes }) => asking(name, () => writeAnew(at(name), bytes)),
    move: (from, to) => asking(to, () => renameFile(at(from), at(to))),
    copy: (from, to) => asking(to, () => linkOrCopy(at(from), at(to))),
    makeFolder: (path) => asking(path, () => makeFolder(path)),
    removeFolder: (path) =>
      asking(
        path,
        () => void tolerating(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => rmdirSync(at(path))),
      ),
    atOnce: { uploads: 1, steps: 1 },
  };
}

/** Undefined for what is no file: a pipe would never end. */
function readWhole(file: string): Uint8Array | undefined {
  const stats = statSync(file);
  return stats.isFile() && stats.size <= mostRead ? readFileSync(file) : undefined;
}

/** Never into what is there: it may be a link that leads elsewhere. */
function writeAnew(file: string, bytes: Uint8Array): void {
  tolerating(['ENOENT'], () => unlinkSync(file));
  writeFileSync(file, bytes, { flag: 'wx' });
}

/** `shown`: the folder's name for people. */
function listFolder(folder: string, shown: string): readonly Listed[] {
  const names = gatherNames(shown);
  const entries = opendirSync(folder);
  try {
    for (let entry = entries.readSync(); entry; entry = entries.readSync()) {
      const { name } = entry;
      const stats = entry.isFile() ? lstatSync(join(folder, name), { throwIfNoEntry: false }) : undefined;
      names.add({ name, isFolder: entry.isDirectory(), size: stats?.size ?? -1 });
    }
  } finally {
    entries.closeSync();
  }
  return names.all;
}

/** False for what is no file: the content of what a link leads to belongs to somebody else. */
function linkOrCopy(from: string, to: string): boolean {
  if (!lstatSync(from, { throwIfNoEntry: false })?.isFile()) return false;
  tolerating(['ENOENT'], () => unlinkSync(to));
  try {
    try {
      linkSync(from, to);
    } catch (error) {
      // Not every disk knows second names.
      if (systemErrorCode(error) === 'ENOENT') throw error;
      copyFileSync(from, to);
    }
    return true;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT' || !statSync(dirname(to), { throwIfNoEntry: false })) throw error;
    return false;
  }
}

function missing<Value>(call: () => Value, otherwise: Value): Value {
  try {
    return call();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return otherwise;
    throw error;
  }
}

/** What the system refuses, as a sentence. */
async function asking<Value>(path: string, call: () => Value): Promise<Value> {
  try {
    return call();
  } catch (error) {
    const code = error instanceof DeployFault ? undefined : systemErrorCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new PlaceMissing(path);
    if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) throw deployFault('deploy/disk-full', { path });
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) throw deployFault('deploy/not-allowed', { path });
    throw deployFault('deploy/refused', { path, reason: code });
  }
}
