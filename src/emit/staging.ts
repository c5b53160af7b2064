/**
 * The staging folder: new files are made here whole, in the tree they will have, before anything in
 * the site is touched. It lies inside the output folder, so that moving them out is a rename; a
 * folder that is new as a whole moves in one. Everything that needs room on the disk happens here.
 */
import { renameFile } from '../cache/renameFile.ts';
import { lstatSync, mkdirSync, rmSync, writeFileSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownPrefix, foldersAbove, type OutputPath } from './outputPath.ts';
import type { Diagnostic } from '../core/model.ts';
import { manifestName, type Removals } from './manifest.ts';
import { fileStatesOf } from './fileState.ts';
import { toSystemFault, tolerating } from './systemFault.ts';

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

// The visible part of a build: a series of renames and removals, each of which leaves every file whole,
// between a manifest that lists both the old and the new files and one that lists the new.

/** The staged manifest for the time of the change. */
export const beginningName = `${ownPrefix}beginning.json`;

export interface PreparedChange {
  readonly folder: string;
  /** Holds both manifests and every file of `moves`. */
  readonly staging: Staging;
  readonly moves: readonly OutputPath[];
  readonly removals: Removals;
}

/** Makes the change; a diagnostic when the system stopped it midway. */
export function publish({ folder, staging, moves, removals }: PreparedChange): Diagnostic | undefined {
  let current: string = manifestName;
  try {
    renameFile(staging.locate(beginningName), join(folder, manifestName));
    removeFiles(folder, removals.first);
    moveFiles(folder, staging, moves, (path) => (current = path));
    removeFiles(folder, removals.last);
    renameFile(staging.locate(manifestName), join(folder, manifestName));
    return undefined;
  } catch (error) {
    return toSystemFault(error, current);
  }
}

/** A folder that is new moves as a whole when the first of its files has its turn. */
function moveFiles(
  folder: string,
  staging: Staging,
  paths: readonly OutputPath[],
  onMove: (path: OutputPath) => void,
): void {
  const fileStates = fileStatesOf(folder);
  const moved = new Set<string>();
  for (const path of paths) {
    onMove(path);
    const highest = fileStates.highestMissing(path) ?? path;
    if (moved.has(highest)) continue;
    if (highest === path && fileStates.stateOf(path).kind === 'directory') rmdirSync(join(folder, path));
    renameFile(staging.locate(highest), join(folder, highest));
    moved.add(highest);
  }
}

/** Removes the files and the folders that became empty; what is no longer a file of ours stays. */
function removeFiles(folder: string, paths: readonly OutputPath[]): void {
  const fileStates = fileStatesOf(folder);
  for (const path of paths) {
    if (fileStates.stateOf(path).kind === 'file') unlinkSync(join(folder, path));
  }
  const folders = [...new Set(paths.flatMap(foldersAbove))].toSorted((a, b) => b.length - a.length);
  for (const above of folders) {
    tolerating(['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'], () => rmdirSync(join(folder, above)));
  }
}
