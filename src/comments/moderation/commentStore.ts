/**
 * Comments that nobody has decided on: one whole file each, so that the service and the command line can work side
 * by side. Those that fell into a trap are kept apart from those that wait for the editor.
 */
import { readdir, rm, writeFile, lstat, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode, withPath } from '../../emit/systemFault.ts';
import { commentIdPattern, commentId, isCommentId } from '../parse/commentId.ts';
import { receiverTexts } from '../receiver/receiverTexts.ts';
import { type PendingComment, traps } from '../receiver/sentFields.ts';
import { readWholeFile, removeAbandoned, removeUnfinished, writeWholeFile } from '../../emit/wholeFile.ts';
import * as v from 'valibot';
import type { UrlPath } from '../../core/model.ts';
import { parseUrlPath } from '../../core/paths.ts';

export type CommentStore = ReturnType<typeof openCommentStore>;

/** Bytes; the largest comment that the receiver takes is smaller, in any script. */
const largest = 1024 * 1024;
/** Swept like all that is unfinished. */
const probeName = '.new-probe';
/** Files that are read at once. */
const batch = 64;

/** A store of a site folder; touches nothing until it is used. */
export function openCommentStore(site: string, storeName: 'pending' | 'caught' = 'pending') {
  const root = commentsFolderOf(site);
  const folder = join(root, storeName);
  /** A link is none: nothing is read or removed through it. */
  const isThere = async (): Promise<boolean> => (await isPlainFolder(root)) && isPlainFolder(folder);
  const names = async (): Promise<readonly string[]> => ((await isThere()) ? readdir(folder) : []);
  let made: Promise<string> | undefined;
  const makeFolder = (): Promise<string> =>
    (made ??= makeCommentsFolder(site, storeName).finally(() => {
      // Whoever comes later looks again: meanwhile the folder may be gone, or a link.
      made = undefined;
    }));
  const read = async (id: string): Promise<PendingComment | undefined> => {
    const text = await readWholeFile(folder, `${id}.json`, largest);
    return text === undefined ? undefined : parsePendingComment(text, id);
  };
  return {
    /** Resolves when the comment is on disk, whole. Throws what the system refuses. */
    add: async (comment: PendingComment): Promise<void> => {
      if (!commentIdPattern.test(comment.id)) throw new Error(`No id of a comment: ${comment.id}`);
      const text = `${JSON.stringify(comment, null, 2)}\n`;
      await writeWholeFile(await makeFolder(), `${comment.id}.json`, text, { isUnique: true });
    },
    /** Writes a file and removes it. Throws what the system refuses. */
    probe: async (): Promise<void> => {
      const place = await makeFolder();
      await writeWholeFile(place, probeName, '');
      await rm(join(place, probeName), { force: true });
    },
    /** Oldest first; a file that is none is left out, and named by `damaged`. */
    list: async (): Promise<readonly PendingComment[]> =>
      (await readAll(idsAmong(await names()), read)).flatMap(({ comment }) => comment ?? []),
    /** Ids of all files that look like a pending comment, oldest first: fast even where `list` has much to read. */
    ids: async (): Promise<readonly string[]> => idsAmong(await names()),
    /** Undefined also for what is no id. */
    find: async (id: string): Promise<PendingComment | undefined> =>
      commentIdPattern.test(id) && (await isThere()) ? read(id) : undefined,
    /** Whether there was one; nor is there anything unfinished of it afterwards. */
    remove: async (id: string): Promise<boolean> => {
      if (!commentIdPattern.test(id) || !(await isThere())) return false;
      await removeUnfinished(folder, `${id}.json`);
      return removeFile(join(folder, `${id}.json`));
    },
    /** The files that look like a pending comment and are none: `pending/…`. */
    damaged: async (): Promise<readonly string[]> =>
      (await readAll(idsAmong(await names()), read)).flatMap(({ id, comment }) =>
        comment ? [] : `${storeName}/${id}.json`,
      ),
    /** Removes what a killed service left unfinished more than a minute before `now` (ms). */
    sweep: async (now: number): Promise<void> => {
      if (await isThere()) await removeAbandoned(folder, now);
    },
  };
}

/** To find and remove what nobody has decided on. */
export type DecidableStore = Omit<CommentStore, 'add' | 'probe'>;

/** All stores of a site folder as one, to find and remove what is in any of them. */
export function openAllStores(site: string): DecidableStore {
  const stores = [openCommentStore(site), openCommentStore(site, 'caught')];
  const all = async <Value>(ask: (store: CommentStore) => Promise<readonly Value[]>) =>
    (await Promise.all(stores.map(ask))).flat();
  return {
    list: () => all((store) => store.list()),
    ids: () => all((store) => store.ids()),
    damaged: () => all((store) => store.damaged()),
    find: async (id) => (await all(async (store) => [await store.find(id)])).find(Boolean),
    remove: async (id) => (await all(async (store) => [await store.remove(id)])).includes(true),
    sweep: async (now) => void (await all(async (store) => [await store.sweep(now)])),
  };
}

async function readAll(ids: readonly string[], read: (id: string) => Promise<PendingComment | undefined>) {
  const found: { readonly id: string; readonly comment: PendingComment | undefined }[] = [];
  for (let at = 0; at < ids.length; at += batch) {
    const some = ids.slice(at, at + batch);
    found.push(...(await Promise.all(some.map(async (id) => ({ id, comment: await read(id) })))));
  }
  return found;
}

/** In the order of their arrival, which is that of their names. */
function idsAmong(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name.endsWith('.json') && commentIdPattern.test(name.slice(0, -5)))
    .map((name) => name.slice(0, -5))
    .toSorted();
}

async function removeFile(path: string): Promise<boolean> {
  try {
    await rm(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

// Comments that fell into a trap are kept for a while, so that the editor can count them and rescue those of
// people. A flood must not fill the disk: of too many the oldest are removed.

export const caughtLimits = { days: 30, most: 500 } as const;

/** Removes what is too old at `now` (ms), and too much. */
export async function pruneCaught(store: CommentStore, now: number): Promise<void> {
  // Ids begin with the moment of arrival.
  const oldest = commentId(now - caughtLimits.days * 24 * 3_600_000, new Uint8Array(8));
  const ids = await store.ids();
  for (const [index, id] of ids.entries()) {
    if (id < oldest || ids.length - index > caughtLimits.most) await store.remove(id);
  }
}

/** Prunes when it is asked to, once at a time; nobody has to wait for it. */
export function createPruner(store: CommentStore, report: (line: string) => void): (now: number) => void {
  let running: Promise<void> | undefined;
  return (now) => {
    running ??= pruneCaught(store, now)
      .catch((error: unknown) => report(receiverTexts.unexpected(systemErrorCode(error) ?? String(error))))
      .finally(() => (running = undefined));
  };
}

// The folder `.comments` of a site: what readers sent and what nobody but the editor may see. Git leaves it
// out, no build reads it, and no other user of the machine can look into it.

const ownerOnly = 0o700;

/** Where the folder of a site is, or would be. */
export function commentsFolderOf(site: string): string {
  return join(site, '.comments');
}

/** Makes `.comments` and, with a name, a folder in it; returns its path. Throws what the system refuses, and when a symbolic link stands there. */
export async function makeCommentsFolder(site: string, name = ''): Promise<string> {
  const root = commentsFolderOf(site);
  await makePlainFolder(root, ownerOnly);
  const ignore = join(root, '.gitignore');
  try {
    await writeFile(ignore, '*\n', { flag: 'wx' });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') {
      // On a full disk it is there, and empty.
      await rm(ignore, { force: true });
      throw withPath(error, ignore);
    }
  }
  const folder = join(root, name);
  if (name !== '') await makePlainFolder(folder, ownerOnly);
  return folder;
}

// Nothing of comments is read, written or removed through a symbolic link.

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

const schema = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictObject({
    id: v.string(),
    received: v.pipe(v.string(), v.isoTimestamp()),
    article: v.custom<UrlPath>((text) => typeof text === 'string' && parseUrlPath(text) === text),
    parent: v.exactOptional(v.pipe(v.string(), v.check(isCommentId))),
    name: v.string(),
    email: v.exactOptional(v.string()),
    url: v.exactOptional(v.pipe(v.string(), v.regex(/^https?:\/\//i))),
    text: v.string(),
    remarks: v.array(v.string()),
    trap: v.exactOptional(v.picklist(traps)),
  }),
);

/** The pending comment that the text of its file holds; undefined when it is none, or another one than `id`. */
function parsePendingComment(text: string, id: string): PendingComment | undefined {
  const result = v.safeParse(schema, text);
  return result.success && result.output.id === id ? result.output : undefined;
}
