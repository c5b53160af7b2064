/** Folders that are no symbolic links: nothing of comments is read, written or removed through one. */
import { lstat, mkdir } from 'node:fs/promises';
import { systemErrorCode } from '../write/systemFault.ts';

/** Whether there is a folder of that name. Throws what the system refuses. */
export async function isPlainFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return false;
    throw error;
  }
}

/** Makes the folder if it is not there. `mode`: as of `chmod`. Throws what the system refuses, and `ELOOP` where something else has the name. */
export async function makePlainFolder(path: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    if (await isPlainFolder(path)) return;
    throw Object.assign(new Error(`Not a folder: ${path}`), { code: 'ELOOP', syscall: 'mkdir', path });
  }
}
