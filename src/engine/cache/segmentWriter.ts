import { createHash } from 'node:crypto';
import type { BlobPlace } from './cacheEntry.ts';
import { GrowingFile } from './growingFile.ts';
import type { Segment } from './openSegment.ts';
import { encodeTrailer, finishTrailer, type SegmentHead } from './segmentFormat.ts';

/** All that is stored of one id. */
export interface StoredEntry {
  readonly id: string;
  /** Digest of `bytes`. */
  readonly digest: string;
  readonly bytes: Uint8Array;
  /** The value's JSON (UTF-8). */
  readonly json: Uint8Array;
}

/** Makes a segment. The blobs go to the disk as they come; the values wait in memory for `finish`. */
export class SegmentWriter {
  readonly file: GrowingFile;
  readonly #key: string;
  readonly #heads: SegmentHead[] = [];
  readonly #values: Uint8Array[] = [];
  #blobSize = 0;
  #valueSize = 0;

  constructor(folder: string, key: string) {
    this.file = new GrowingFile(folder);
    this.#key = key;
  }

  /** Size of the values that wait in memory, in bytes. */
  get valueSize(): number {
    return this.#valueSize;
  }

  /** Throws what the system refuses. */
  readonly add = ({ id, digest, bytes, json }: StoredEntry): BlobPlace => {
    const offset = this.file.append(bytes);
    this.#heads.push([id, digest, bytes.length, json.length]);
    this.#values.push(json);
    this.#blobSize += bytes.length;
    this.#valueSize += json.length;
    return { file: this.file, offset, length: bytes.length, digest };
  };

  /** Completes the segment, which is named after the digest of its index. Throws what the system refuses. */
  readonly finish = (): Segment => {
    const hash = createHash('sha256');
    const append = (bytes: Uint8Array): void => {
      hash.update(bytes);
      this.file.append(bytes);
    };
    const heads = Buffer.from(JSON.stringify(this.#heads));
    for (const value of this.#values) append(value);
    append(heads);
    append(encodeTrailer(this.#key, { blobs: this.#blobSize, values: this.#valueSize, heads: heads.length }));
    const digest = hash.digest('hex').slice(0, 32);
    this.file.append(finishTrailer(digest));
    const name = `${digest}.segment`;
    this.file.publish(name);
    return { name, weight: this.#blobSize + this.#valueSize, file: this.file };
  };
}
