import type { OpenFile } from './growingFile.ts';
import type { OpenedSegment } from './openSegment.ts';

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
