/**
 * Comments that nobody has decided on: one whole file each, so that the service and the command line can work side
 * by side. Those that fell into a trap are kept apart from those that wait for the editor.
 */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../write/systemFault.ts';
import { commentIdPattern } from './commentId.ts';
import { commentsFolderOf, makeCommentsFolder } from './commentsFolder.ts';
import { parsePendingComment } from './parsePendingComment.ts';
import { isPlainFolder } from './plainFolder.ts';
import type { PendingComment } from './sentComment.ts';
import { readWholeFile, removeAbandoned, removeUnfinished, writeWholeFile } from '../write/wholeFile.ts';

export interface CommentStore {
  /** Resolves when the comment is on disk, whole. Throws what the system refuses. */
  readonly add: (comment: PendingComment) => Promise<void>;
  /** Writes a file and removes it. Throws what the system refuses. */
  readonly probe: () => Promise<void>;
  /** Oldest first; a file that is none is left out, and named by `damaged`. */
  readonly list: () => Promise<readonly PendingComment[]>;
  /**
   * Ids of all files that look like a pending comment, oldest first: fast even where `list` has much to read.
   */
  readonly ids: () => Promise<readonly string[]>;
  /** Undefined also for what is no id. */
  readonly find: (id: string) => Promise<PendingComment | undefined>;
  /** Whether there was one; nor is there anything unfinished of it afterwards. */
  readonly remove: (id: string) => Promise<boolean>;
  /** The files that look like a pending comment and are none: `pending/…`. */
  readonly damaged: () => Promise<readonly string[]>;
  /** Removes what a killed service left unfinished more than a minute before `now` (ms). */
  readonly sweep: (now: number) => Promise<void>;
}

/** Bytes; the largest comment that the receiver takes is smaller, in any script. */
const largest = 1024 * 1024;
/** Swept like all that is unfinished. */
const probeName = '.new-probe';
/** Files that are read at once. */
const batch = 64;

export type StoreName = 'pending' | 'caught';

/** A store of a site folder; touches nothing until it is used. */
export function openCommentStore(site: string, storeName: StoreName = 'pending'): CommentStore {
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
    add: async (comment) => {
      if (!commentIdPattern.test(comment.id)) throw new Error(`No id of a comment: ${comment.id}`);
      const text = `${JSON.stringify(comment, null, 2)}\n`;
      await writeWholeFile(await makeFolder(), `${comment.id}.json`, text, { isUnique: true });
    },
    probe: async () => {
      const place = await makeFolder();
      await writeWholeFile(place, probeName, '');
      await rm(join(place, probeName), { force: true });
    },
    list: async () => (await readAll(idsAmong(await names()), read)).flatMap(({ comment }) => comment ?? []),
    ids: async () => idsAmong(await names()),
    find: async (id) => (commentIdPattern.test(id) && (await isThere()) ? read(id) : undefined),
    remove: async (id) => {
      if (!commentIdPattern.test(id) || !(await isThere())) return false;
      await removeUnfinished(folder, `${id}.json`);
      return removeFile(join(folder, `${id}.json`));
    },
    damaged: async () =>
      (await readAll(idsAmong(await names()), read)).flatMap(({ id, comment }) =>
        comment ? [] : `${storeName}/${id}.json`,
      ),
    sweep: async (now) => {
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

interface Found {
  readonly id: string;
  readonly comment: PendingComment | undefined;
}

async function readAll(
  ids: readonly string[],
  read: (id: string) => Promise<PendingComment | undefined>,
): Promise<readonly Found[]> {
  const found: Found[] = [];
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
