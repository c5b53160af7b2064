/**
 * The staging folder: new files are made here whole, in the tree they will have, before anything in
 * the site is touched. It lies inside the output folder, so that moving them out is a rename; a
 * folder that is new as a whole moves in one. Everything that needs room on the disk happens here.
 */
import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownPrefix } from './outputPath.ts';

export interface Staging {
  /** Where the path's file is or would be. */
  readonly locate: (path: string) => string;
  /** Makes the file; throws what the system refuses. */
  readonly write: (path: string, content: Uint8Array | string) => void;
  /** Removes the folder with all that is left in it, also what a killed build left. */
  readonly clear: () => void;
}

const stagingName = `${ownPrefix}tmp`;

/** The staging folder of an output folder; it exists from the first `write` on. */
export function stagingOf(folder: string): Staging {
  const root = join(folder, stagingName);
  const made = new Set<string>();

  const makeFolder = (path: string): void => {
    if (made.has(path)) return;
    if (path !== root) makeFolder(dirname(path));
    try {
      mkdirSync(path);
    } catch (error) {
      // Another thread of the build may have made it; a link is not ours.
      if (!lstatSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
    }
    made.add(path);
  };

  return {
    locate: (path) => join(root, path),
    write: (path, content) => {
      const file = join(root, path);
      makeFolder(dirname(file));
      writeFileSync(file, content, { flag: 'wx' });
    },
    clear: () => {
      made.clear();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
