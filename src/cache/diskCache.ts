/**
 * Disk cache of values and their bytes. An *id* is a digest of everything that determines a value, so its
 * value never changes; a *key* names a generation: program and settings. The folder is disposable and nothing
 * in it is trusted: files that are damaged, foreign or of another key count as missing, and a refusal of the
 * system costs cached values, never the work. A generation consists of a few immutable segments
 * (`segment.ts` has the format). Each save adds one, and merges some when they get many, or when more
 * than half of their content is no longer wanted. A segment becomes visible by a rename when it is complete,
 * and processes that have opened one can read it even after another process has merged it: so any number of
 * processes may share a folder.
 */
import { join } from 'node:path';
import { digestOf } from '../core/digestOf.ts';
import {
  documentFile,
  readCacheDocument,
  writeCacheDocument,
  findConflict,
  generationKey,
  removeAbandoned,
  removeOldGenerations,
  useGeneration,
  openSegments,
} from './cacheFolder.ts';
import {
  CacheEntry,
  entriesOf,
  chooseSegments,
  mergeSegments,
  type Segment,
  SegmentWriter,
} from './segment.ts';
import { CacheProblems, type DiskCacheRequest, type CacheProblem } from './cacheProblems.ts';
import { removeFile, type OpenFile } from './growingFile.ts';

export interface DiskCache<Value> {
  /** Whether the cache was empty when it was opened. */
  readonly isEmpty: boolean;
  /** The same object whenever it is asked for; after opening anew, what JSON makes of it. */
  readonly get: (id: string) => Value | undefined;
  /** The bytes stored with the value, read from disk. When they are missing or damaged the id is forgotten, so that it can be put again. */
  readonly bytes: (id: string) => Buffer | undefined;
  /**
   * Stores a value. The bytes go to the disk in portions of a megabyte; an id whose bytes are known is left
   * alone. Where the disk refuses, the value is kept without bytes until `close`.
   */
  readonly put: (id: string, value: Value, bytes: Uint8Array) => void;
  /** Undefined when there is none, or none whole. The name is of small letters, digits and hyphens. */
  readonly readDocument: (name: string) => unknown;
  /** Keeps a small JSON value under a name, in place of what was there. */
  readonly writeDocument: (name: string, value: unknown) => void;
  /** Makes everything put so far permanent and drops what is too much; `live` are the ids that are still wanted. Returns what went wrong and was not returned before. */
  readonly save: (live: ReadonlySet<string>) => readonly CacheProblem[];
  /** Ends the use, without what was not saved. */
  readonly close: () => void;
}

/** Values wait for the end of their segment in memory, so a segment ends at this many bytes of them. */
const mostValues = 32 * 1024 * 1024;

/** Opens the cache and marks the generation as used. Throws for a key that is none, never for what the system refuses: `save` returns that. */
export function openDiskCache<Value>(request: DiskCacheRequest): DiskCache<Value> {
  if (!generationKey.test(request.key)) throw new Error(`No key of a cache: ${request.key}`);
  return new OpenCache<Value>(request);
}

class OpenCache<Value> implements DiskCache<Value> {
  readonly #request: DiskCacheRequest;
  readonly #generation: string;
  readonly #problems: CacheProblems;
  readonly #entries = new Map<string, CacheEntry<Value>>();
  readonly #segments = new Set<Segment>();
  /** Files in which a blob was damaged. */
  readonly #worn = new Set<OpenFile>();
  /** Names of files to be removed at the next save. */
  #damaged: readonly string[] = [];
  #writer: SegmentWriter | undefined;
  /** Nothing is read or written where something else stands in the folder's place, nor after `close`. */
  #isAbsent = false;
  /** The system refused to write; until the next save nobody tries again. */
  #isRefused = false;

  constructor(request: DiskCacheRequest) {
    this.#request = request;
    this.#generation = join(request.folder, request.key);
    this.#problems = new CacheProblems(request);
    this.#isAbsent =
      this.#hasConflict('cache', request.folder) || this.#hasConflict('generation', this.#generation);
    this.isEmpty = true;
    if (this.#isAbsent) return;
    this.#write(() => useGeneration(request));
    const { opened, damaged } = openSegments(this.#generation, request.key, this.#problems);
    this.#damaged = damaged;
    for (const each of opened) {
      this.#segments.add(each.segment);
      for (const [id, entry] of entriesOf<Value>(each)) this.#entries.set(id, entry);
    }
    this.isEmpty = this.#entries.size === 0;
  }

  readonly isEmpty: boolean;

  readonly get = (id: string): Value | undefined => this.#entries.get(id)?.value;

  readonly bytes = (id: string): Buffer | undefined => {
    const place = this.#entries.get(id)?.place;
    if (!place) return undefined;
    const bytes = this.#problems.reading(this.#nameOf(place.file), () =>
      place.file.read(place.offset, place.length),
    );
    if (bytes?.length === place.length && digestOf(bytes) === place.digest) return bytes;
    if (bytes) this.#problems.addDamage(this.#nameOf(place.file));
    this.#worn.add(place.file);
    this.#entries.delete(id);
    return undefined;
  };

  readonly put = (id: string, value: Value, bytes: Uint8Array): void => {
    if (this.#entries.get(id)?.place) return;
    const json = Buffer.from(toJson(value));
    const entry = new CacheEntry<Value>({ value }, undefined, bytes.length + json.length);
    this.#entries.set(id, entry);
    this.#write(() => {
      this.#writer ??= new SegmentWriter(this.#generation, this.#request.key);
      entry.place = this.#writer.add({ id, digest: digestOf(bytes), bytes, json });
      if (this.#writer.valueSize > mostValues) this.#finishWriter();
    });
  };

  readonly readDocument = (name: string): unknown => {
    const file = documentFile(name);
    if (this.#isAbsent) return undefined;
    const read = () => readCacheDocument(this.#generation, this.#request.key, file);
    const document = this.#problems.reading(file, read);
    if (document !== 'damaged') return document?.value;
    this.#problems.addDamage(file);
    return undefined;
  };

  readonly writeDocument = (name: string, value: unknown): void => {
    const file = documentFile(name);
    const json = toJson(value);
    this.#write(() => writeCacheDocument(this.#generation, this.#request.key, file, json));
  };

  readonly save = (live: ReadonlySet<string>): readonly CacheProblem[] => {
    this.#isRefused = false;
    this.#write(() => {
      useGeneration(this.#request);
      for (const name of this.#damaged) removeFile(join(this.#generation, name));
      this.#damaged = [];
      this.#finishWriter();
      this.#tidy(live);
      removeAbandoned(this.#generation);
      removeOldGenerations(this.#request);
    });
    this.#isRefused = false;
    return this.#problems.take();
  };

  readonly close = (): void => {
    this.#abandonWriter();
    for (const { file } of this.#segments) file.close();
    this.#segments.clear();
    this.#entries.clear();
    this.#isAbsent = true;
  };

  #hasConflict(level: 'cache' | 'generation', folder: string): boolean {
    const conflict = this.#problems.reading('', () => findConflict(folder) ?? 'none');
    if (conflict && conflict !== 'none') this.#problems.addConflict(level, conflict);
    return conflict !== 'none';
  }

  /** Empty for a file that has no name yet. */
  #nameOf(file: OpenFile): string {
    for (const segment of this.#segments) if (segment.file === file) return segment.name;
    return '';
  }

  /** Everything that writes goes through here: what the system refuses is noted, and what was about to be written is given up. */
  #write(call: () => void): void {
    if (this.#isAbsent || this.#isRefused || this.#problems.writing(call)) return;
    this.#isRefused = true;
    this.#abandonWriter();
  }

  #finishWriter(): void {
    const segment = this.#writer?.finish();
    this.#writer = undefined;
    if (segment) this.#segments.add(segment);
  }

  #abandonWriter(): void {
    const file = this.#writer?.file;
    if (!file) return;
    this.#writer = undefined;
    for (const entry of this.#entries.values()) if (entry.place?.file === file) entry.place = undefined;
    this.#problems.writing(file.close);
  }

  /** Merges what is too small, too many, damaged, or more than half unwanted. */
  #tidy(live: ReadonlySet<string>): void {
    const isWasteful = this.#stored() > 2 * this.#living(live);
    if (isWasteful) for (const id of this.#entries.keys()) if (!live.has(id)) this.#entries.delete(id);
    const all = [...this.#segments];
    const chosen = new Set(isWasteful ? all : chooseSegments(all));
    for (const segment of all) if (this.#worn.has(segment.file)) chosen.add(segment);
    if (chosen.size > 0) this.#merge(chosen);
  }

  #merge(sources: ReadonlySet<Segment>): void {
    const files = new Set([...sources].map(({ file }) => file));
    const entries = [...this.#entries].flatMap(([id, entry]) =>
      entry.place && files.has(entry.place.file) ? [[id, entry, entry.place] as const] : [],
    );
    const merged = mergeSegments(this.#generation, this.#request.key, entries);
    if (merged) this.#segments.add(merged);
    for (const source of sources) {
      this.#segments.delete(source);
      this.#worn.delete(source.file);
      source.file.close();
    }
    const kept = new Set([...this.#segments].map(({ name }) => name));
    for (const { name } of sources) if (!kept.has(name)) removeFile(join(this.#generation, name));
  }

  /** Size of everything in the segments, wanted or not, in bytes. */
  #stored(): number {
    return [...this.#segments].reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Size of the part that is still wanted. */
  #living(live: ReadonlySet<string>): number {
    let weight = 0;
    for (const id of live) weight += this.#entries.get(id)?.weight ?? 0;
    return weight;
  }
}

function toJson(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError('A cache keeps only what JSON can say');
  return json;
}
