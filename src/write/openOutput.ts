/**
 * Opens an output folder: checks whether we may write to it, takes its lock, and removes what a killed build
 * left.
 */
import { mkdirSync, rmdirSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Checked, Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { acquireLock, type LockOwner, type Locking } from './lock.ts';
import { manifestName, readManifest } from './manifest.ts';
import { Output } from './output.ts';
import { refuseFolder, type OutputPlace } from './outputFolder.ts';
import { stagingOf } from './staging.ts';
import { tolerating, toSystemFault } from './systemFault.ts';

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
