/**
 * Keyed hashes of commenters' e-mail addresses (HMAC-SHA-256 of the address in small letters) stay after
 * approval, so that the comments of an address can be found when its owner wants them gone. Without the key,
 * which never leaves the site's `.comments`, they say nothing.
 */
import { createHmac } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCommentId } from '../parse/comments/isCommentId.ts';
import { commentsFolderOf, makeCommentsFolder } from './commentsFolder.ts';
import { isPlainFolder } from './plainFolder.ts';
import { createWholeFile, readWholeFile, writeWholeFile } from '../write/wholeFile.ts';

export interface AddressHashes {
  /** Resolves when the hash is on disk; a second call for the same comment changes nothing. */
  readonly put: (id: string, address: string) => Promise<void>;
  /** Ids of the comments that came from an address. */
  readonly idsOf: (address: string) => Promise<readonly string[]>;
  /** Whether there was one. */
  readonly forget: (id: string) => Promise<boolean>;
}

/** So many random bytes. */
export type Random = (bytes: number) => Uint8Array;

const folderName = 'addresses';
const keyName = 'key';
const keyPattern = /^[0-9a-f]{64}$/;

/** The hashes of a site folder: one small file each, named after the comment. Throws what the system refuses. */
export function openAddressHashes(site: string, random: Random): AddressHashes {
  const folder = join(commentsFolderOf(site), folderName);
  return {
    put: async (id, address) => {
      if (!isCommentId(id)) throw new Error(`No id of a comment: ${id}`);
      const hash = hashOf(address, (await readKey(site)) ?? (await makeKey(site, random)));
      if ((await readWholeFile(folder, id, 128)) === hash) return;
      await makeCommentsFolder(site, folderName);
      await writeWholeFile(folder, id, hash);
    },
    idsOf: async (address) => {
      const key = await readKey(site);
      if (key === undefined) return [];
      const hash = hashOf(address, key);
      const ids: string[] = [];
      for (const id of await idsIn(folder)) {
        if ((await readWholeFile(folder, id, 128)) === hash) ids.push(id);
      }
      return ids;
    },
    forget: async (id) => {
      if (!(await idsIn(folder)).includes(id)) return false;
      await rm(join(folder, id), { force: true });
      return true;
    },
  };
}

/** The form in which spellings of an address are one. */
export function plainAddress(address: string): string {
  return address.trim().normalize('NFC').toLowerCase();
}

function hashOf(address: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(plainAddress(address)).digest('hex');
}

/** With another key nothing would be found again: its owner has to decide. */
export class DamagedKeyError extends Error {}

/** Undefined when there is none yet. @throws DamagedKeyError */
async function readKey(site: string): Promise<string | undefined> {
  const key = (await readWholeFile(commentsFolderOf(site), keyName, 128))?.trim();
  if (key !== undefined && !keyPattern.test(key))
    throw new DamagedKeyError('The key in .comments is damaged');
  return key;
}

/** When two processes make a key at the same time, both use that of the first. */
async function makeKey(site: string, random: Random): Promise<string> {
  const folder = await makeCommentsFolder(site);
  const key = Buffer.from(random(32)).toString('hex');
  await createWholeFile(folder, keyName, key);
  const made = await readKey(site);
  if (made === undefined) throw new Error('The key in .comments cannot be read');
  return made;
}

/** Nothing is read or removed through a link to a folder. */
async function idsIn(folder: string): Promise<readonly string[]> {
  return (await isPlainFolder(folder)) ? (await readdir(folder)).filter(isCommentId) : [];
}
