import type { Diagnostic } from '../model.ts';
import { diagnose } from './diagnostics.ts';

/** Diagnostic of a failure for lack of a resource of the system; it is the fault of no file. */
export function resourceFault(error: unknown): Diagnostic | undefined {
  if (!(error instanceof Error)) return undefined;
  const told = `${'code' in error ? String(error.code) : ''} ${error.message}`;
  if (/\bE[MN]FILE\b/.test(told)) return diagnose('program/too-many-files', {});
  if (/\b(?:ENOSPC|EDQUOT)\b/.test(told)) return diagnose('program/disk-full', {});
  const isMemory = /\bERR_WORKER_OUT_OF_MEMORY\b|\bENOMEM\b/.test(told);
  return isMemory ? diagnose('program/out-of-memory', {}) : undefined;
}
