/**
 * The format of a segment, an immutable file of many values with their bytes:
 *
 *     blobs ‖ values ‖ heads ‖ trailer
 *
 * Blobs are the bytes, one after the other; values are JSON texts in the same order; heads is one
 * JSON array that tells of each its id, the digest of its bytes, and how long both are. The trailer
 * has a fixed size and says whose segment this is, how long the three parts are, and the digest of
 * everything but the blobs. So whatever is cut off or flipped is noticed: in a blob when it is read,
 * elsewhere when the segment is opened.
 */
import { digestOf } from '../../digestOf.ts';

/** `length` (of the bytes) and `valueLength` (of the value's JSON) are in bytes. */
export type SegmentHead = readonly [id: string, digest: string, length: number, valueLength: number];

/** How long the parts are, in bytes. */
export interface SegmentSizes {
  readonly blobs: number;
  readonly values: number;
  readonly heads: number;
}

export interface SegmentIndex {
  readonly heads: readonly SegmentHead[];
  /** The values' JSON texts (UTF-8). */
  readonly values: Buffer;
}

/** Names the format; another format needs another number. */
const magic = 'blattmacher segment 1';
const number = '([0-9]{15})';
const trailerPattern = new RegExp(`^${magic} ([0-9a-f]{32}) ${number} ${number} ${number} ([0-9a-f]{32})\n$`);

/** In bytes. */
export const trailerSize = encodeTrailer('0'.repeat(32), { blobs: 0, values: 0, heads: 0 }).length + 33;

/** The trailer up to the digest of all that stands before the digest, blobs excepted; `finishTrailer` adds it. */
export function encodeTrailer(key: string, { blobs, values, heads }: SegmentSizes): Buffer {
  const sizes = [blobs, values, heads].map((size) => String(size).padStart(15, '0'));
  return Buffer.from(`${[magic, key, ...sizes].join(' ')} `);
}

export function finishTrailer(digest: string): Buffer {
  return Buffer.from(`${digest}\n`);
}

/** The sizes of a segment of this key; undefined when the file is none of ours or not whole. */
export function decodeTrailer(trailer: Buffer, key: string, fileSize: number): SegmentSizes | undefined {
  const [, writtenKey, ...sizes] = trailerPattern.exec(trailer.toString('latin1')) ?? [];
  const [blobs = 0, values = 0, heads = 0] = sizes.map(Number);
  const isWhole = writtenKey === key && blobs + values + heads + trailerSize === fileSize;
  return isWhole ? { blobs, values, heads } : undefined;
}

/** Reads all that follows the blobs; undefined when anything in it is damaged. */
export function decodeIndex(bytes: Buffer, sizes: SegmentSizes): SegmentIndex | undefined {
  const digest = bytes.toString('latin1', bytes.length - 33, bytes.length - 1);
  if (digestOf(bytes.subarray(0, -33)) !== digest) return undefined;
  const heads: readonly SegmentHead[] = JSON.parse(
    bytes.toString('utf8', sizes.values, sizes.values + sizes.heads),
  );
  return { heads, values: bytes.subarray(0, sizes.values) };
}
