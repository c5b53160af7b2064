/** What the disk answers when it is asked for everything: for where the system does not tell of changes by itself. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/**
 * Every file that matters (`/`-separated, NFC), with what changes when it does. Inode numbers and times of the
 * entry do not count: some disks make them up anew, and a backup by hard links changes them.
 */
export type Survey = ReadonlyMap<string, string>;

/** So many files take less than a millisecond. */
const slice = 64;

/** Undefined when there is no folder at `root`. Gives way to others between some files. */
export async function surveyFolder(
  root: string,
  matters: (path: string) => boolean,
): Promise<Survey | undefined> {
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
export function surveyDifference(before: Survey, after: Survey): readonly string[] {
  const changed = [...after.keys()].filter((path) => before.get(path) !== after.get(path));
  const gone = [...before.keys()].filter((path) => !after.has(path));
  return [...changed, ...gone];
}

/** Of a link: of the file that it leads to. */
function stampOf(diskPath: string, entry: Dirent): string {
  const stats = attempt(() => statSync(diskPath));
  if (typeof stats === 'string') return stats;
  if (entry.isSymbolicLink() && !stats.isFile()) return 'link';
  return `${stats.size} ${stats.mtimeMs} ${stats.mode}`;
}

/** What a system call gives, or the code with which the system refuses. */
function attempt<Result>(call: () => Result): Result | string {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}
