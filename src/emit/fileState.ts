/**
 * State of the files in the output folder before anything is changed there. Every component of a path is
 * checked itself, so that nothing is ever written or removed through a symbolic link. Folders are checked
 * once: the states are valid only until the folder is changed.
 */
import { lstatSync, type Stats, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathWithin } from '../core/paths.ts';
import { foldersAbove, caseFolded, type OutputPath } from './outputPath.ts';
import type { Diagnostic } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Manifest } from './manifest.ts';
import { systemErrorCode } from './systemFault.ts';

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
  /** Folders whose own folders are among these. */
  const listed = new Set<string>();

  const stateOf = (path: string): FileState => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const above = parent === '' ? directory : stateOfFolder(parent);
    if (above.kind === 'directory') return classify(path, statOf(join(folder, path)));
    return above.kind === 'file' ? { kind: 'blocked', at: parent } : above;
  };

  const stateOfFolder = (path: string): FileState => {
    const known = folders.get(path);
    if (known) return known;
    listFoldersBeside(path);
    const state = folders.get(path) ?? stateOf(path);
    folders.set(path, state);
    return state;
  };

  /** Most folders stand beside many others: their parent names all of them at once. */
  const listFoldersBeside = (path: string): void => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (listed.has(parent) || (parent !== '' && stateOfFolder(parent).kind !== 'directory')) return;
    listed.add(parent);
    for (const name of foldersIn(join(folder, parent)))
      folders.set(parent === '' ? name : `${parent}/${name}`, directory);
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

/** Names of the folders in a folder; none of a missing one, nor of what is no folder itself, as a link to one. */
function foldersIn(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(systemErrorCode(error) ?? '')) return [];
    throw error;
  }
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

// Conflicts that forbid a change of the output folder: links, and files that are not ours where ours must
// come. All of them are found before the first file is touched.

/** A change that is about to be made. */
export interface IntendedChange {
  readonly folder: string;
  readonly fileStates: FileStates;
  readonly manifest: Manifest;
  readonly staged: readonly OutputPath[];
  readonly removed: readonly OutputPath[];
}

/** Returns one diagnostic for each conflict. */
export function conflictsOf(change: IntendedChange): readonly Diagnostic[] {
  const links = new Set<string>();
  const foreign = new Set<string>();
  const leaving = new Set([...change.removed, ...change.removed.flatMap(foldersAbove)].map(String));
  for (const path of change.staged) {
    const found = change.fileStates.stateOf(path);
    if (found.kind === 'link') links.add(found.at);
    for (const stranger of strangersAt(path, found, change, leaving)) foreign.add(stranger);
  }
  for (const path of change.removed) {
    const found = change.fileStates.stateOf(path);
    if (found.kind === 'link') links.add(found.at);
  }
  return [
    ...[...links].map((path) => diagnose('output/symbolic-link', { path })),
    ...[...foreign].map((path) => diagnose('output/foreign-file', { path })),
  ];
}

/** Files at or above the path that are neither ours nor about to be removed. */
function strangersAt(
  path: OutputPath,
  found: FileState,
  change: IntendedChange,
  leaving: ReadonlySet<string>,
): readonly string[] {
  switch (found.kind) {
    case 'special':
      return [found.at];
    case 'blocked':
      return leaving.has(found.at) ? [] : [found.at];
    case 'directory':
      return entriesBelow(change.folder, path).filter((entry) => !leaving.has(entry));
    case 'file':
      return isOurs(path, change) ? [] : [path];
    default:
      return [];
  }
}

/** Without a manifest to ask, a folder with our marker is believed to hold our files where we write. */
function isOurs(path: OutputPath, { folder, manifest, removed }: IntendedChange): boolean {
  if (manifest.state === 'damaged' || manifest.entries.has(path)) return true;
  const folded = caseFolded(path);
  return removed.some(
    (other) => caseFolded(other) === folded && isSameFile(join(folder, other), join(folder, path)),
  );
}

/** Two names of one file, as on systems where upper and lower case are the same. */
function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => lstatSync(path, { throwIfNoEntry: false }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

/** Everything in a folder, at any depth; links are not followed. */
function entriesBelow(folder: string, path: string): readonly string[] {
  const entries = readdirSync(join(folder, path), { withFileTypes: true, recursive: true });
  return entries.map(({ parentPath, name }) => pathWithin(folder, join(parentPath, name)));
}
