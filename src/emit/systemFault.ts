/** Refusals of the system: as diagnostics, or tolerated. */
import { writeSync } from 'node:fs';
import type { Diagnostic } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';

/** Diagnostic of a refusal by the system at a path; throws any other error again. */
export function toSystemFault(error: unknown, path: string): Diagnostic {
  const code = refusalCode(error);
  if (isFullDisk(code)) return diagnose('output/disk-full', { path });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return diagnose('output/not-allowed', { path });
  return diagnose('output/system', { path, code });
}

/** Whether a code says that there is no room: on the disk, for this user, or for so large a file. */
export function isFullDisk(code: string): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

/** `ENOENT` and the like; undefined for an error that no system call made. */
export function systemErrorCode(error: unknown): string | undefined {
  const isSystemError = error instanceof Error && 'syscall' in error && 'code' in error;
  return isSystemError ? String(error.code) : undefined;
}

/** The same; throws any other error again. */
export function refusalCode(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === undefined) throw error;
  return code;
}

/** Runs a system call whose failure by one of these codes is as good as success. */
export function tolerating(codes: readonly string[], call: () => void): boolean {
  try {
    call();
    return true;
  } catch (error) {
    if (codes.includes(systemErrorCode(error) ?? '')) return false;
    throw error;
  }
}

/** Runs work on a file. Node names no path where the system refuses to write; then this one is named. */
export function namingPath<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw withPath(error, path);
  }
}

/** The error itself. */
export function withPath(error: unknown, path: string): unknown {
  const isNameless = systemErrorCode(error) !== undefined && error instanceof Error && !('path' in error);
  return isNameless ? Object.assign(error, { path }) : error;
}

/** Writes to the end of an open file: all of it, however little the system takes at once. @throws what it refuses, with the path */
export function writeFully(file: number, bytes: Uint8Array, path: string): void {
  namingPath(path, () => {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  });
}
