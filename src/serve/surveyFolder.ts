/** Scans a folder for changes, for disks on which the system does not report them. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/**
 * Every watched file (`/`-separated, NFC) with a stamp that changes when the file does. Inode numbers and
 * times of the entry do not count: some disks make them up anew, and a backup by hard links changes them.
 */
export type FolderScan = ReadonlyMap<string, string>;

/** So many files take less than a millisecond. */
const slice = 64;

/** Undefined when there is no folder at `root`. Yields to other work between some files. */
export async function scanFolder(
  root: string,
  matters: (path: string) => boolean,
): Promise<FolderScan | undefined> {
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
export function scanDifference(before: FolderScan, after: FolderScan): readonly string[] {
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
