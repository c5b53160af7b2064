/** Files that survive a crash at any moment: whole under their name, or not there. */
import { constants, existsSync } from 'node:fs';
import { type FileHandle, link, lstat, open, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { renameFile } from '../cache/renameFile.ts';
import { isRunning, ownPid } from './processes.ts';
import { systemErrorCode, withPath } from './systemFault.ts';

/** `.new-`, the name that the file shall have, the process that writes it, and a number where it writes several. */
const unfinishedName = /^\.new-(?<name>.+?)(?:\.(?<pid>[1-9]\d{0,9})(?:-\d+)?)?$/;
/** Milliseconds; nobody writes that long. */
const abandonedAfter = 60_000;

const mostAttempts = 100;

export interface WholeFileOptions {
  /** Who may read a file that was not there before: its owner alone, or all whom the system lets. */
  readonly audience?: 'owner' | 'all';
  /** No file of this name was ever begun: nothing is looked for that could be left of it. */
  readonly isUnique?: boolean;
}

/**
 * Resolves when the text is on the disk under its name, also if the power fails right after. A file of that name keeps its mode and
 * its owner; a link is replaced, not followed. What killed processes left of the same file goes away. Throws what the system refuses,
 * and then leaves nothing behind.
 */
export async function writeWholeFile(
  folder: string,
  name: string,
  text: WholeText,
  options: WholeFileOptions = {},
): Promise<void> {
  await withUnfinished(folder, name, text, options, async (path) => renameFile(path, join(folder, name)));
}

/** In pieces: one that is too large to be whole in memory. */
type WholeText = string | Iterable<string>;

/**
 * Gives a file another text, made of the one that it has (undefined: there is none), or none where `change` says undefined. Through a link, what it leads to is written. Returns
 * the system's code for why it could not be. `file` is absolute.
 */
export async function rewriteFile(
  file: string,
  change: (before: string | undefined) => WholeText | undefined,
): Promise<string | undefined> {
  try {
    const isThere = existsSync(file);
    const target = isThere ? await realpath(file) : file;
    const text = change(isThere ? await readFile(target, 'utf8') : undefined);
    if (text !== undefined)
      await writeWholeFile(dirname(target), basename(target), text, { audience: 'all' });
    return undefined;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}

/** The same for a file that must not be there yet; false when it is. Of two processes at the same moment one is right. */
export async function createWholeFile(
  folder: string,
  name: string,
  text: string,
  options: WholeFileOptions = {},
): Promise<boolean> {
  let isNew = true;
  await withUnfinished(folder, name, text, options, async (path) => {
    try {
      await link(path, join(folder, name));
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
      isNew = false;
    }
    await rm(path, { force: true });
  });
  return isNew;
}

/** The unfinished files of this process. */
const beingWritten = new Set<string>();

/** Has the text on the disk, unfinished, while `finish` gives it its name. */
async function withUnfinished(
  folder: string,
  name: string,
  text: WholeText,
  { audience = 'owner', isUnique = false }: WholeFileOptions,
  finish: (path: string) => Promise<void>,
): Promise<void> {
  if (!isUnique) await removeUnfinished(folder, name);
  const { file, path } = await createUnfinished(folder, name, audience === 'owner' ? 0o600 : 0o666);
  try {
    try {
      await file.writeFile(text);
      if (!isUnique) await keepAttributes(join(folder, name), file);
      await file.sync();
    } finally {
      await file.close();
    }
    await finish(path);
  } catch (error) {
    await rm(path, { force: true });
    throw withPath(error, join(folder, name));
  } finally {
    beingWritten.delete(path);
  }
  await syncFolder(folder);
}

async function createUnfinished(
  folder: string,
  name: string,
  mode: number,
): Promise<{ readonly file: FileHandle; readonly path: string }> {
  for (let attempt = 0; ; attempt++) {
    const path = join(folder, `.new-${name}.${ownPid()}${attempt === 0 ? '' : `-${attempt}`}`);
    if (beingWritten.has(path)) continue;
    beingWritten.add(path);
    try {
      return { file: await open(path, 'wx', mode), path };
    } catch (error) {
      beingWritten.delete(path);
      if (systemErrorCode(error) !== 'EEXIST' || attempt === mostAttempts) throw error;
    }
  }
}

/**
 * Keeps mode and owner of a file that is replaced. A process that may not give files away becomes the owner.
 */
async function keepAttributes(replaced: string, file: FileHandle): Promise<void> {
  const before = await lstat(replaced).catch(() => undefined);
  if (!before?.isFile()) return;
  const made = await file.stat();
  if (made.uid !== before.uid || made.gid !== before.gid) {
    await file.chown(before.uid, before.gid).catch((error: unknown) => {
      if (systemErrorCode(error) === undefined) throw error;
    });
  }
  if (made.mode !== before.mode) await file.chmod(before.mode & 0o7777);
}

/** Removes what killed processes left of a file that they were writing, however long ago. Throws what the system refuses. */
export async function removeUnfinished(folder: string, of: string): Promise<void> {
  for (const file of await readdir(folder)) {
    const { name, pid } = unfinishedName.exec(file)?.groups ?? {};
    const path = join(folder, file);
    if (name === of && !beingWritten.has(path) && !isOfAnother(pid)) await rm(path, { force: true });
  }
}

/** After a restart in a container a process has the number of the one that was killed. */
function isOfAnother(pid: string | undefined): boolean {
  return pid !== undefined && Number(pid) !== ownPid() && isRunning(Number(pid));
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
