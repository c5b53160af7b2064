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
import { digestOf } from '../core/digestOf.ts';
import { type OpenFile, readAt, GrowingFile } from './growingFile.ts';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';

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
const trailerSize = encodeTrailer('0'.repeat(32), { blobs: 0, values: 0, heads: 0 }).length + 33;

/** The trailer up to the digest of all that stands before the digest, blobs excepted; `finishTrailer` adds it. */
function encodeTrailer(key: string, { blobs, values, heads }: SegmentSizes): Buffer {
  const sizes = [blobs, values, heads].map((size) => String(size).padStart(15, '0'));
  return Buffer.from(`${[magic, key, ...sizes].join(' ')} `);
}

function finishTrailer(digest: string): Buffer {
  return Buffer.from(`${digest}\n`);
}

/** The sizes of a segment of this key; undefined when the file is none of ours or not whole. */
function decodeTrailer(trailer: Buffer, key: string, fileSize: number): SegmentSizes | undefined {
  const [, writtenKey, ...sizes] = trailerPattern.exec(trailer.toString('latin1')) ?? [];
  const [blobs = 0, values = 0, heads = 0] = sizes.map(Number);
  const isWhole = writtenKey === key && blobs + values + heads + trailerSize === fileSize;
  return isWhole ? { blobs, values, heads } : undefined;
}

/** Reads all that follows the blobs; undefined when anything in it is damaged. */
function decodeIndex(bytes: Buffer, sizes: SegmentSizes): SegmentIndex | undefined {
  const digest = bytes.toString('latin1', bytes.length - 33, bytes.length - 1);
  if (digestOf(bytes.subarray(0, -33)) !== digest) return undefined;
  const heads: readonly SegmentHead[] = JSON.parse(
    bytes.toString('utf8', sizes.values, sizes.values + sizes.heads),
  );
  return { heads, values: bytes.subarray(0, sizes.values) };
}

/** Location of the bytes of an id. */
export interface BlobPlace {
  readonly file: OpenFile;
  /** From the file's beginning, in bytes. */
  readonly offset: number;
  readonly length: number;
  readonly digest: string;
}

/** A value as JSON, in the index of its segment. */
interface JsonText {
  readonly values: Buffer;
  readonly start: number;
  readonly end: number;
}

/** Entry of an id. The value is parsed when it is first asked for, since most runs need only some. */
export class CacheEntry<Value> {
  /** Missing where the disk did not take the bytes. */
  place: BlobPlace | undefined;
  /** Bytes and JSON together, in bytes. */
  readonly weight: number;
  #content: { readonly text: JsonText } | { readonly value: Value };

  constructor(
    content: { readonly text: JsonText } | { readonly value: Value },
    place: BlobPlace | undefined,
    weight: number,
  ) {
    this.#content = content;
    this.place = place;
    this.weight = weight;
  }

  get value(): Value {
    if ('value' in this.#content) return this.#content.value;
    const { values, start, end } = this.#content.text;
    const value: Value = JSON.parse(values.toString('utf8', start, end));
    this.#content = { value };
    return value;
  }

  /** The value's JSON (UTF-8). */
  get json(): Uint8Array {
    if ('value' in this.#content) return Buffer.from(JSON.stringify(this.#content.value));
    const { values, start, end } = this.#content.text;
    return values.subarray(start, end);
  }
}

/** All entries of a segment, by id. */
export function* entriesOf<Value>({
  segment,
  index,
}: OpenedSegment): Generator<readonly [id: string, entry: CacheEntry<Value>]> {
  let offset = 0;
  let start = 0;
  for (const [id, digest, length, valueLength] of index.heads) {
    const end = start + valueLength;
    const place = { file: segment.file, offset, length, digest };
    yield [
      id,
      new CacheEntry<Value>({ text: { values: index.values, start, end } }, place, length + valueLength),
    ];
    offset += length;
    start = end;
  }
}

/** A complete segment. */
export interface Segment {
  /** Name of the file in the folder of the generation. */
  readonly name: string;
  /** The blobs and values that it holds, wanted or not, in bytes. */
  readonly weight: number;
  readonly file: OpenFile;
}

/** Pattern for the names of segments. */
export const segmentName = /^[0-9a-f]{32}\.segment$/;

export interface OpenedSegment {
  readonly segment: Segment;
  readonly index: SegmentIndex;
}

/** Opens a segment and reads its index; undefined when it is damaged or of another key. Throws what the system refuses. */
export function openSegment(folder: string, name: string, key: string): OpenedSegment | undefined {
  const descriptor = openSync(join(folder, name), 'r');
  let opened: OpenedSegment | undefined;
  try {
    opened = readSegment(descriptor, name, key);
  } finally {
    if (!opened) closeSync(descriptor);
  }
  return opened;
}

function readSegment(descriptor: number, name: string, key: string): OpenedSegment | undefined {
  const { size } = fstatSync(descriptor);
  if (size < trailerSize) return undefined;
  const sizes = decodeTrailer(readAt(descriptor, size - trailerSize, trailerSize), key, size);
  const index = sizes && decodeIndex(readAt(descriptor, sizes.blobs, size - sizes.blobs), sizes);
  if (!index) return undefined;
  const file: OpenFile = {
    read: (offset, length) => readAt(descriptor, offset, length),
    close: () => closeSync(descriptor),
  };
  return { segment: { name, weight: sizes.blobs + sizes.values, file }, index };
}

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

/** With more than these, opening gets slow. */
const mostSegments = 8;

/**
 * Which segments should become one: none while there are few, else the smallest, and every next larger
 * one that weighs no more than all before it together. So a byte is copied only as often as what it
 * lies in doubles, and saving one small change never copies a large segment.
 */
export function chooseSegments<Candidate extends Pick<Segment, 'weight'>>(
  segments: readonly Candidate[],
): readonly Candidate[] {
  if (segments.length <= mostSegments) return [];
  const chosen: Candidate[] = [];
  let weight = 0;
  for (const segment of segments.toSorted((a, b) => a.weight - b.weight)) {
    if (chosen.length >= 2 && segment.weight > weight) break;
    chosen.push(segment);
    weight += segment.weight;
  }
  return chosen;
}

/**
 * Copies entries to a new segment and lets them point there; undefined when there is nothing to copy. Damaged
 * bytes are copied with the digest of the right ones, so they stay known as damaged. Throws what the system
 * refuses; then all is as it was.
 */
export function mergeSegments<Value>(
  folder: string,
  key: string,
  entries: readonly (readonly [id: string, entry: CacheEntry<Value>, place: BlobPlace])[],
): Segment | undefined {
  if (entries.length === 0) return undefined;
  const writer = new SegmentWriter(folder, key);
  try {
    const places = entries.map(([id, entry, { file, offset, length, digest }]) =>
      writer.add({ id, digest, bytes: file.read(offset, length), json: entry.json }),
    );
    const merged = writer.finish();
    for (const [index, [, entry]] of entries.entries()) entry.place = places[index];
    return merged;
  } catch (error) {
    writer.file.close();
    throw error;
  }
}
