/** Files that survive a crash at any moment: whole under their name, or not there. */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from './systemFault.ts';

/** What the names of unfinished files look like. */
const unfinishedName = /^\.new-/;
/** Milliseconds; nobody writes that long. */
const abandonedAfter = 60_000;

const mostAttempts = 100;

/** Whoever may read the file: its owner, or all whom the system lets. */
export type FileAudience = 'owner' | 'all';

/**
 * Resolves when the text is on the disk under its name, also if the power fails right after. A link of that
 * name is replaced, not followed. Throws what the system refuses, and then leaves nothing behind.
 */
export async function writeWholeFile(
  folder: string,
  name: string,
  text: string,
  audience: FileAudience = 'owner',
): Promise<void> {
  const { file, path } = await createUnfinished(folder, name, audience === 'owner' ? 0o600 : 0o666);
  try {
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(path, join(folder, name));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** What a killed process left under the first name, or another one is writing there, is not touched. */
async function createUnfinished(
  folder: string,
  name: string,
  mode: number,
): Promise<{ readonly file: FileHandle; readonly path: string }> {
  for (let attempt = 0; ; attempt++) {
    const path = join(folder, `.new-${name}${attempt === 0 ? '' : `.${attempt}`}`);
    try {
      return { file: await open(path, 'wx', mode), path };
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST' || attempt === mostAttempts) throw error;
    }
  }
}

/** Removes what killed processes left unfinished of one file, however long ago. Throws what the system refuses. */
export async function removeUnfinished(folder: string, name: string): Promise<void> {
  for (const other of await readdir(folder)) {
    const isOfFile = other === `.new-${name}` || other.startsWith(`.new-${name}.`);
    if (isOfFile) await rm(join(folder, other), { force: true });
  }
}

/** Removes what killed processes left unfinished in a folder more than a minute before `now` (ms). */
export async function removeAbandoned(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!unfinishedName.test(name)) continue;
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => undefined);
    if (stat && !stat.isDirectory() && now - stat.mtimeMs > abandonedAfter) await rm(path, { force: true });
  }
}

/** Where a system cannot do that for folders, it keeps the order of their changes by itself. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes(systemErrorCode(error) ?? '')) throw error;
  }
}

/** The text of a real file of at most `limit` bytes; undefined when there is none (or a link, a folder, a bigger one). */
export async function readWholeFile(
  folder: string,
  name: string,
  limit: number,
): Promise<string | undefined> {
  try {
    const file = await open(
      join(folder, name),
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    try {
      const stat = await file.stat();
      return stat.isFile() && stat.size <= limit ? await file.readFile('utf8') : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EMLINK', 'EISDIR', 'ENXIO'].includes(systemErrorCode(error) ?? ''))
      return undefined;
    throw error;
  }
}
