/**
 * The visible part of a build: a series of renames and removals, each of which leaves every file whole,
 * between a manifest that lists both the old and the new files and one that lists the new.
 */
import { renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../model.ts';
import { manifestName } from './manifest.ts';
import { foldersAbove, ownPrefix, type OutputPath } from './outputPath.ts';
import type { Removals } from './planRemovals.ts';
import type { Staging } from './staging.ts';
import { fileStatesOf } from './survey.ts';
import { toSystemFault, tolerating } from './systemFault.ts';

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
    renameSync(staging.locate(beginningName), join(folder, manifestName));
    removeFiles(folder, removals.first);
    moveFiles(folder, staging, moves, (path) => (current = path));
    removeFiles(folder, removals.last);
    renameSync(staging.locate(manifestName), join(folder, manifestName));
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
    renameSync(staging.locate(highest), join(folder, highest));
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
