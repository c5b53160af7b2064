/**
 * Conflicts that forbid a change of the output folder: links, and files that are not ours where ours must
 * come. All of them are found before the first file is touched.
 */
import { lstatSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Manifest } from './manifest.ts';
import { caseFolded, foldersAbove, type OutputPath } from './outputPath.ts';
import type { FileState, FileStates } from './survey.ts';

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
  return entries.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
}
