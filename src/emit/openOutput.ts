/**
 * Opens an output folder: checks whether we may write to it, takes its lock, and removes what a killed build
 * left.
 */
import { mkdirSync, rmdirSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, resolve, basename, join, parse, sep } from 'node:path';
import type { Checked, Diagnostic } from '../core/model.ts';
import { isAtOrBelow } from '../core/paths.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { acquireLock, type LockOwner, type Locking } from './lock.ts';
import { manifestName, readManifest } from './manifest.ts';
import { Output } from './output.ts';
import { stagingOf } from './staging.ts';
import { tolerating, toSystemFault, systemErrorCode } from './systemFault.ts';
import { ownPrefix } from './outputPath.ts';

/** All paths are absolute. */
export interface OutputRequest extends OutputPlace {
  readonly owner: LockOwner;
  /** Compare every file's bytes instead of believing the manifest. */
  readonly compareBytes?: boolean;
}

/**
 * Opens and locks the folder, which is made when it is missing; whoever got an `Output` must end it
 * with `commit` or `abandon`. No value: refused, locked by another build, or not allowed by the system.
 */
export function openOutput(request: OutputRequest): Checked<Output> {
  if (!isAbsolute(request.folder)) throw new Error(`Output folder ${request.folder} is not absolute`);
  const folder = resolve(request.folder);
  try {
    const refusal = refuseFolder({ ...request, folder });
    if (refusal) return { diagnostics: [refusal] };
    const firstMade = mkdirSync(folder, { recursive: true });
    const locking = acquireLock(folder, request.owner);
    if (locking.kind === 'taken') return { diagnostics: [locked(folder, locking)] };
    const close = (): void => {
      locking.release();
      if (firstMade !== undefined) removeWhileEmpty(folder, firstMade);
    };
    return openLocked(folder, request.compareBytes ?? false, close);
  } catch (error) {
    return { diagnostics: [toSystemFault(error, folder)] };
  }
}

function openLocked(folder: string, compareBytes: boolean, close: () => void): Checked<Output> {
  try {
    stagingOf(folder).clear();
    const manifest = readManifest(folder);
    const value = new Output({ folder, manifest, compareBytes, close });
    const isDamaged = manifest.state === 'damaged';
    const diagnostics = isDamaged
      ? [diagnose('output/manifest-damaged', { folder, manifest: manifestName })]
      : [];
    return { value, diagnostics };
  } catch (error) {
    close();
    throw error;
  }
}

function locked(folder: string, { owner, lock }: Extract<Locking, { kind: 'taken' }>): Diagnostic {
  if (!owner) return diagnose('output/folder-locked-unknown', { folder, lock });
  return diagnose('output/folder-locked', { folder, lock, pid: owner.pid, host: owner.host });
}

/** Takes back the folders that `openOutput` made, from the innermost to the outermost, when nothing came of them. */
function removeWhileEmpty(innermost: string, outermost: string): void {
  for (let folder = innermost; ; folder = dirname(folder)) {
    const isRemoved = tolerating(['ENOTEMPTY', 'EEXIST', 'ENOENT'], () => rmdirSync(folder));
    if (!isRemoved || folder === resolve(outermost)) return;
  }
}

// May we write to a folder? A wrong `--out` must never cost anybody a file: paths are compared
// as the disk knows them, links followed, also where nothing exists yet.

/** All paths are absolute. */
export interface OutputPlace {
  readonly folder: string;
  readonly site: string;
  readonly home: string;
}

/** Folders of a site that hold what a build must not touch. */
const sourceFolders = ['content', 'templates', '.git', 'node_modules'];

/**
 * Why the folder is none to write to; undefined when it is missing, empty, or ours. A folder that is
 * itself a symbolic link is refused: its goal may be changed at any time. Links above it are followed.
 */
export function refuseFolder({ folder, site, home }: OutputPlace): Diagnostic | undefined {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return diagnose('output/folder-is-link', { folder });
  if (stats && !stats.isDirectory()) return diagnose('output/folder-is-file', { folder });
  const real = realPath(folder);
  if (real === parse(real).root) return diagnose('output/folder-is-root', { folder });
  if (isAtOrBelow(real, realPath(home))) return diagnose('output/folder-is-home', { folder });
  if (isAtOrBelow(real, realPath(site))) return diagnose('output/folder-is-site', { folder });
  const sources = sourceFolders.map((name) => join(site, name)).find((path) => meets(real, realPath(path)));
  if (sources !== undefined || real.split(sep).includes('.git')) {
    return diagnose('output/folder-is-sources', { folder, sources: basename(sources ?? '.git') });
  }
  return stats && isForeign(folder) ? diagnose('output/folder-not-ours', { folder }) : undefined;
}

/**
 * Not empty, and never written to by us. A build that was killed at its very start leaves nothing but
 * our names; the marker is looked for last, because a build that is at work makes it first.
 */
function isForeign(folder: string): boolean {
  const isEmpty = readdirSync(folder).every((name) => name.startsWith(ownPrefix));
  return !isEmpty && !lstatSync(join(folder, manifestName), { throwIfNoEntry: false })?.isFile();
}

/** As the disk knows it; what does not exist is put after the nearest folder that does. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const code = systemErrorCode(error);
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(path) === path) throw error;
    return join(realPath(dirname(path)), basename(path));
  }
}

function meets(one: string, other: string): boolean {
  return isAtOrBelow(one, other) || isAtOrBelow(other, one);
}
