/**
 * Memory on disk of large bytes that were costly to make: a file each, because nobody would want to copy them
 * from segment to segment. As with `diskCache.ts` nothing in the folder is trusted, and what the system refuses
 * costs the memory, never the work.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../digestOf.ts';
import { findObstacle } from './cache/cacheFolder.ts';
import { removeFile, replaceFile } from './cache/growingFile.ts';
import { systemErrorCode } from './cache/systemErrorCode.ts';

export interface BlobStore {
  /** Whether there is one, whole or not. */
  readonly has: (id: string) => boolean;
  /** Undefined when there is none, or none whole. An id is of 32 hexadecimal digits and made of everything that made the bytes. */
  readonly recall: (id: string) => Uint8Array | undefined;
  readonly remember: (id: string, bytes: Uint8Array) => void;
  /** Removes what is not in `live`, once it takes more room than what is. */
  readonly tidy: (live: ReadonlySet<string>) => void;
}

/** Hexadecimal digits before the bytes. */
const sealLength = 32;

const blobName = /^[0-9a-f]{32}$/;

/** `folder` is one in the site's `.cache`; it is made when there is something to remember. */
export function openBlobStore(folder: string): BlobStore {
  return {
    has: (id) => existsSync(join(folder, id)),
    recall: (id) => attempt(() => unsealed(readFileSync(join(folder, id)))),
    remember: (id, bytes) => {
      attempt(() => {
        if (isOurs(folder)) replaceFile(folder, id, Buffer.concat([Buffer.from(digestOf(bytes)), bytes]));
      });
    },
    tidy: (live) => {
      attempt(() => {
        const blobs = readdirSync(folder).filter((name) => blobName.test(name));
        const sizes = new Map(blobs.map((name) => [name, statSync(join(folder, name)).size]));
        const weigh = (names: readonly string[]): number =>
          names.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
        const unwanted = blobs.filter((name) => !live.has(name));
        if (weigh(unwanted) <= weigh(blobs.filter((name) => live.has(name)))) return;
        for (const name of unwanted) removeFile(join(folder, name));
      });
    },
  };
}

/** Remembers nothing. */
export const noBlobs: BlobStore = {
  has: () => false,
  recall: () => undefined,
  remember: () => {},
  tidy: () => {},
};

function unsealed(file: Buffer): Uint8Array | undefined {
  const bytes = file.subarray(sealLength);
  return file.toString('latin1', 0, sealLength) === digestOf(bytes) ? bytes : undefined;
}

/** Whether the folder is really there; what is behind a link is not ours. */
function isOurs(folder: string): boolean {
  if (findObstacle(dirname(folder)) || findObstacle(folder)) return false;
  mkdirSync(folder, { recursive: true });
  return true;
}

/** Undefined when the system refuses. */
function attempt<Result>(call: () => Result): Result | undefined {
  try {
    return call();
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return undefined;
  }
}
