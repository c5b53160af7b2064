/** Refusals of the system: as diagnostics, or tolerated. */
import type { Diagnostic } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';

/** Diagnostic of a refusal by the system at a path; throws any other error again. */
export function toSystemFault(error: unknown, path: string): Diagnostic {
  const code = refusalCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return diagnose('output/disk-full', { path });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return diagnose('output/not-allowed', { path });
  return diagnose('output/system', { path, code });
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
