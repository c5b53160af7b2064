/**
 * How much one sender may send (token bucket). Addresses are not kept: only a hash with a key that lives as
 * long as the process, and that only for as long as it matters.
 */
import { createHmac } from 'node:crypto';
import { lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { namingPath } from '../../emit/systemFault.ts';
import { isIPv6 } from 'node:net';
import { digestOf } from '../../core/digestOf.ts';
import type { SentComment } from './sentFields.ts';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCommentId } from '../parse/commentId.ts';
import { commentsFolderOf, makeCommentsFolder, isPlainFolder } from '../moderation/commentStore.ts';
import { renameFile } from '../../cache/renameFile.ts';
import { createWholeFile, readWholeFile, writeWholeFile } from '../../emit/wholeFile.ts';

export interface RateLimitOptions {
  /** So many comments at once … */
  readonly burst: number;
  /** … and again as many in so many milliseconds. */
  readonly period: number;
  /** At least 16 random bytes. */
  readonly key: Uint8Array;
}

const mostAccounts = 50_000;

export type RateLimit = ReturnType<typeof createRateLimit>;

export function createRateLimit({ burst, period, key }: RateLimitOptions) {
  const accounts = createExpiringMap<{ readonly tokens: number; readonly moment: number }>({
    lifetime: period,
    most: mostAccounts,
  });
  return {
    /** Takes one comment from the sender's account; returns after how many seconds there is another one, 0 when there was one. `now` in ms. */
    take: (address: string, now: number): number => {
      const sender = createHmac('sha256', key).update(networkOf(address)).digest('base64url');
      const { tokens, moment } = accounts.get(sender) ?? { tokens: burst, moment: now };
      const elapsed = Math.max(now - moment, 0);
      const filled = Math.min(burst, tokens + (elapsed * burst) / period);
      const isAllowed = filled >= 1;
      accounts.set(sender, { tokens: isAllowed ? filled - 1 : filled, moment: now }, now);
      return isAllowed ? 0 : Math.max(1, Math.ceil(((1 - filled) * period) / burst / 1000));
    },
  };
}

/** Whom a rate limit holds together: an IPv4 address itself, of an IPv6 address the network (/64), which is one household. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

const day = 24 * 3_600_000;
const mostRemembered = 50_000;

export type RecentComments = ReturnType<typeof createRecentComments>;

/** Digests of the comments of the last day, so that none is taken twice. */
export function createRecentComments() {
  const moments = createExpiringMap<number>({ lifetime: day, most: mostRemembered });
  return {
    /** Whether it is new; then it is recorded as of `moment` (ms). */
    add: (comment: SentComment, moment: number): boolean => {
      const digest = digestOfComment(comment);
      const earlier = moments.get(digest);
      if (earlier !== undefined && moment - earlier < day) return false;
      moments.set(digest, moment, moment);
      return true;
    },
    /** For one that could not be stored. */
    forget: (comment: SentComment): void => moments.delete(digestOfComment(comment)),
  };
}

/**
 * The same for the same words of the same person at the same place, however they are spaced. Two people may thank
 * an author in the same words, and one may agree with two comments.
 */
export function digestOfComment({ article, parent = '', name, email = '', text }: SentComment): string {
  return digestOf(JSON.stringify([article, parent, plain(name), plainAddress(email), plain(text)]));
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

export interface ExpiringMapOptions {
  /** Entries live at least so many milliseconds … */
  readonly lifetime: number;
  /** … unless there are more entries than that; then the oldest are dropped first. */
  readonly most: number;
}

/**
 * A map whose entries expire: bounded, and fast under any load. Of two generations the older one is dropped as a
 * whole when the younger one is full or old enough.
 */
export function createExpiringMap<Value>({ lifetime, most }: ExpiringMapOptions) {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  let born = -Infinity;
  return {
    get: (key: string): Value | undefined => young.get(key) ?? old.get(key),
    /** `now` in ms; it decides what expires. */
    set: (key: string, value: Value, now: number): void => {
      if (young.size >= most || now - born >= lifetime) {
        old = young;
        young = new Map();
        born = now;
      }
      young.set(key, value);
    },
    delete: (key: string): void => {
      young.delete(key);
      old.delete(key);
    },
  };
}

// Keyed hashes of commenters' e-mail addresses (HMAC-SHA-256 of the address in small letters) stay after
// approval, so that the comments of an address can be found when its owner wants them gone. Without the key,
// which never leaves the site's `.comments`, they say nothing.

export type AddressHashes = ReturnType<typeof openAddressHashes>;

export interface CommentAddress {
  /** Of the comment. */
  readonly id: string;
  readonly address: string;
}

/** So many random bytes. */
export type Random = (bytes: number) => Uint8Array;

const folderName = 'addresses';
const keyName = 'key';
/** Of `putAll`; as files are called that `removeAbandoned` sweeps. */
const unfinishedName = '.new-addresses';
const keyPattern = /^[0-9a-f]{64}$/;

/** The hashes of a site folder: one small file each, named after the comment. Throws what the system refuses. */
export function openAddressHashes(site: string, random: Random) {
  const folder = join(commentsFolderOf(site), folderName);
  return {
    /** Resolves when the hash is on disk; a second call for the same comment changes nothing. */
    put: async (id: string, address: string): Promise<void> => {
      if (!isCommentId(id)) throw new Error(`No id of a comment: ${id}`);
      const hash = hashOf(address, (await readKey(site)) ?? (await makeKey(site, random)));
      if ((await readWholeFile(folder, id, 128)) === hash) return;
      await makeCommentsFolder(site, folderName);
      await writeWholeFile(folder, id, hash);
    },
    /**
     * The same for many at once, of one process at a time. Each file is whole, but not for sure on the disk yet: whoever calls can
     * do so again.
     */
    putAll: async (addresses: readonly CommentAddress[]): Promise<void> => {
      if (addresses.length === 0) return;
      const key = (await readKey(site)) ?? (await makeKey(site, random));
      await makeCommentsFolder(site, folderName);
      const unfinished = join(folder, unfinishedName);
      rmSync(unfinished, { force: true });
      for (const { id, address } of addresses) {
        if (!isCommentId(id)) throw new Error(`No id of a comment: ${id}`);
        const hash = hashOf(address, key);
        const path = join(folder, id);
        const isThere = lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
        if (isThere && readFileSync(path, 'utf8') === hash) continue;
        try {
          namingPath(path, () => writeFileSync(unfinished, hash, { flag: 'wx', mode: 0o600 }));
          renameFile(unfinished, path);
        } catch (error) {
          rmSync(unfinished, { force: true });
          throw error;
        }
      }
    },
    /** Ids of the comments that came from an address. */
    idsOf: async (address: string): Promise<readonly string[]> => {
      const key = await readKey(site);
      if (key === undefined) return [];
      const hash = hashOf(address, key);
      const ids: string[] = [];
      for (const id of await idsIn(folder)) {
        if ((await readWholeFile(folder, id, 128)) === hash) ids.push(id);
      }
      return ids;
    },
    /** Whether there was one. */
    forget: async (id: string): Promise<boolean> => {
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
