/**
 * What stands in the output folder before anything is changed there. Every component of a path is
 * looked at itself, so that nothing is ever written or removed through a symbolic link. Folders are
 * looked at once: a survey is true only until the folder is changed.
 */
import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from './outputPath.ts';

export type Finding =
  | { readonly kind: 'absent' }
  | { readonly kind: 'directory' }
  | { readonly kind: 'file'; readonly size: number }
  /** A symbolic link, or something that is neither file nor folder, at the path or on the way to it. */
  | { readonly kind: 'link' | 'special'; readonly at: string }
  /** A file stands on the way where a folder should. */
  | { readonly kind: 'blocked'; readonly at: string };

export interface Survey {
  /** What stands at a path of the folder. */
  readonly look: (path: string) => Finding;
  /** The highest folder above the path that is not there; undefined when all are. */
  readonly highestMissing: (path: string) => string | undefined;
}

/** Looks at the folder without changing it; throws what the system refuses. */
export function surveyOf(folder: string): Survey {
  const folders = new Map<string, Finding>();

  const look = (path: string): Finding => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const above = parent === '' ? directory : lookAtFolder(parent);
    if (above.kind === 'directory') return classify(path, statOf(join(folder, path)));
    return above.kind === 'file' ? { kind: 'blocked', at: parent } : above;
  };

  const lookAtFolder = (path: string): Finding => {
    const known = folders.get(path);
    if (known) return known;
    const finding = look(path);
    folders.set(path, finding);
    return finding;
  };

  const highestMissing = (path: string): string | undefined =>
    foldersAbove(path).findLast((above) => lookAtFolder(above).kind !== 'directory');

  return { look, highestMissing };
}

const directory: Finding = { kind: 'directory' };
const absent: Finding = { kind: 'absent' };

function classify(path: string, stats: Stats | undefined): Finding {
  if (stats === undefined) return absent;
  if (stats.isDirectory()) return directory;
  if (stats.isFile()) return { kind: 'file', size: stats.size };
  return { kind: stats.isSymbolicLink() ? 'link' : 'special', at: path };
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}
