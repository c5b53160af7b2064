/**
 * Renaming as every system can do it. Windows refuses for a moment while another program has one of the two files open, as
 * virus scanners, indexers and preview windows do; elsewhere a refusal stays one.
 */
import { renameSync } from 'node:fs';
import { platform } from 'node:os';

const passing: ReadonlySet<unknown> = new Set(['EACCES', 'EBUSY', 'EPERM']);

/** Milliseconds; together two seconds. */
const pauses: readonly number[] = platform() === 'win32' ? [10, 20, 50, 100, 200, 500, 1120] : [];

/** `system`: for tests. @throws what the system refuses */
export function renameFile(
  from: string,
  to: string,
  system = { rename: renameSync, pauses, sleep: sleepFor },
): void {
  for (const pause of system.pauses) {
    try {
      system.rename(from, to);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && passing.has(error.code))) throw error;
      system.sleep(pause);
    }
  }
  system.rename(from, to);
}

/** Nothing else of this thread runs meanwhile. */
function sleepFor(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
