/**
 * Disk cache of large values that were costly to make: one file each, because copying them between segments
 * would be slow. As in `diskCache.ts` nothing in the folder is trusted, and a refusal of the system costs the
 * cached value, never the work.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../core/digestOf.ts';
import { findConflict } from './cacheFolder.ts';
import { removeFile, replaceFile, systemErrorCode } from './growingFile.ts';

export interface BlobStore {
  /** Whether there is one, whole or not. */
  readonly has: (id: string) => boolean;
  /** How many bytes it has; undefined when there is none. */
  readonly sizeOf: (id: string) => number | undefined;
  /**
   * Undefined when the value is missing or damaged. An id has 32 hexadecimal digits and is a digest of
   * everything that determines the bytes.
   */
  readonly get: (id: string) => Uint8Array | undefined;
  readonly put: (id: string, bytes: Uint8Array) => void;
  /** Removes values that are not in `live`, once they take more room than the others. */
  readonly tidy: (live: ReadonlySet<string>) => void;
}

/** Hexadecimal digits before the bytes. */
const sealLength = 32;

const blobName = /^[0-9a-f]{32}$/;

/** Opens a store in a folder of the site's `.cache`; the folder is made with the first value. */
export function openBlobStore(folder: string): BlobStore {
  return {
    has: (id) => existsSync(join(folder, id)),
    sizeOf: (id) => {
      const stat = statSync(join(folder, id), { throwIfNoEntry: false });
      return stat && stat.size - sealLength;
    },
    get: (id) => attempt(() => unsealed(readFileSync(join(folder, id)))),
    put: (id, bytes) => {
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

/** A store that holds nothing. */
export const noBlobs: BlobStore = {
  has: () => false,
  sizeOf: () => undefined,
  get: () => undefined,
  put: () => {},
  tidy: () => {},
};

function unsealed(file: Buffer): Uint8Array | undefined {
  const bytes = file.subarray(sealLength);
  return file.toString('latin1', 0, sealLength) === digestOf(bytes) ? bytes : undefined;
}

/** Whether the folder is really there; what is behind a link is not ours. */
function isOurs(folder: string): boolean {
  if (findConflict(dirname(folder)) || findConflict(folder)) return false;
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
