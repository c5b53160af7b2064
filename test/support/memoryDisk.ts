import { accessSync, constants, statfsSync } from 'node:fs';

const memory = '/dev/shm';
/** What all tests together never need at once. A container often has 64 MB. */
const enough = 2 ** 30;

/** Test sites go to a disk in memory where there is one, unless the caller has chosen a place. */
export function temporaryFilesInMemory(): void {
  if (process.env['TMPDIR'] === undefined && hasRoom()) process.env['TMPDIR'] = memory;
}

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > enough;
  } catch {
    return false;
  }
}
