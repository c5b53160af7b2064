/**
 * State of the files in the output folder before anything is changed there. Every component of a path is
 * checked itself, so that nothing is ever written or removed through a symbolic link. Folders are checked
 * once: the states are valid only until the folder is changed.
 */
import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from './outputPath.ts';

export type FileState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'directory' }
  | { readonly kind: 'file'; readonly size: number }
  /** A symbolic link, or something that is neither file nor folder, at the path or on the way to it. */
  | { readonly kind: 'link' | 'special'; readonly at: string }
  /** A file stands on the way where a folder should. */
  | { readonly kind: 'blocked'; readonly at: string };

export interface FileStates {
  /** State of a path in the folder. */
  readonly stateOf: (path: string) => FileState;
  /** The highest folder above the path that is not there; undefined when all are. */
  readonly highestMissing: (path: string) => string | undefined;
}

/** Looks at the folder without changing it; throws what the system refuses. */
export function fileStatesOf(folder: string): FileStates {
  const folders = new Map<string, FileState>();

  const stateOf = (path: string): FileState => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const above = parent === '' ? directory : stateOfFolder(parent);
    if (above.kind === 'directory') return classify(path, statOf(join(folder, path)));
    return above.kind === 'file' ? { kind: 'blocked', at: parent } : above;
  };

  const stateOfFolder = (path: string): FileState => {
    const known = folders.get(path);
    if (known) return known;
    const state = stateOf(path);
    folders.set(path, state);
    return state;
  };

  const highestMissing = (path: string): string | undefined =>
    foldersAbove(path).findLast((above) => stateOfFolder(above).kind !== 'directory');

  return { stateOf, highestMissing };
}

const directory: FileState = { kind: 'directory' };
const absent: FileState = { kind: 'absent' };

function classify(path: string, stats: Stats | undefined): FileState {
  if (stats === undefined) return absent;
  if (stats.isDirectory()) return directory;
  if (stats.isFile()) return { kind: 'file', size: stats.size };
  return { kind: stats.isSymbolicLink() ? 'link' : 'special', at: path };
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
