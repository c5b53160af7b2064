/**
 * Cache of the files that exist now, and of no others: one document in a folder of its own, rewritten
 * whenever a file is added, removed or changed. So a file removed from the site is removed from here with the
 * next run, whatever its settings, and `clearExactCache` can empty it while other processes have it open.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  documentName,
  readCacheDocument,
  writeCacheDocument,
  findConflict,
  generationKey,
  listSegments,
} from './cacheFolder.ts';
import { CacheProblems, type CacheProblem } from './cacheProblems.ts';
import { removeFile, temporaryName } from './growingFile.ts';

export interface ExactCacheRequest {
  /** The site folder; the cache is in its `.cache`. */
  readonly root: string;
  /** Name of the folder. */
  readonly name: string;
  /** Digest of everything that the values depend on besides the files. */
  readonly key: string;
}

/** The value of a file. */
export interface KnownFile<Value> {
  /** Digest of path and bytes. */
  readonly id: string;
  /** Relative to the site folder. */
  readonly file: string;
  readonly value: Value;
}

export interface ExactCache<Value> {
  readonly get: (id: string) => Value | undefined;
  /** Stores these and drops all others. */
  readonly keep: (files: readonly KnownFile<Value>[]) => void;
  /** Problems that were not returned before. */
  readonly problems: () => readonly CacheProblem[];
}

const documentFile = 'files.json';

/** Content of the document. Another key is no damage: all keys share one document. */
interface Kept<Value> {
  readonly key: string;
  readonly known: readonly (readonly [id: string, value: Value])[];
}

export function openExactCache<Value>({ root, name, key }: ExactCacheRequest): ExactCache<Value> {
  const places = placesIn(root, name);
  const [base, folder] = places;
  const problems = new CacheProblems({ folder: base, key: name });
  const document = problems.reading(documentFile, () =>
    isReachable(places) ? readCacheDocument(folder, name, documentFile) : undefined,
  );
  if (document === 'damaged') problems.addDamage(documentFile);
  const kept = isKept<Value>(document) && document.value.key === key ? document.value.known : undefined;
  let known: ReadonlyMap<string, Value> = new Map(kept);
  /** False: the document on disk is of another key and must be replaced, even by an empty one. */
  let isWritten = document === undefined || kept !== undefined;

  function write(files: readonly KnownFile<Value>[]): void {
    if (!isReachable(places)) return;
    for (const path of places) if (!existsSync(path)) mkdirSync(path, { recursive: true });
    const now: Kept<Value> = { key, known: [...known] };
    writeCacheDocument(folder, name, documentFile, JSON.stringify(now));
    // Another process may have removed a file and then cleared this cache: so the files are checked after
    // writing.
    if (files.some(({ file }) => !existsSync(join(root, file)))) clearExactCache(root, name);
  }

  return {
    get: (id) => known.get(id),
    keep: (files) => {
      const isSame = files.length === known.size && files.every(({ id, value }) => known.get(id) === value);
      if (isSame && isWritten) return;
      known = new Map(files.map(({ id, value }) => [id, value]));
      isWritten = problems.writing(() => write(files));
    },
    problems: problems.take,
  };
}

/** A cache that holds nothing. */
export const emptyExactCache = {
  get: () => undefined,
  keep: () => {},
  problems: () => [],
} as const satisfies ExactCache<never>;

/** Removes all cached values. Throws what the system refuses. */
export function clearExactCache(root: string, name: string): void {
  const places = placesIn(root, name);
  const [, folder] = places;
  if (!isReachable(places)) return;
  for (const file of namesIn(folder)) {
    if (documentName.test(file) || temporaryName.test(file)) removeFile(join(folder, file));
  }
}

/** Removes the segments of all generations in a cache that hold a text. Throws what the system refuses. */
export function removeSegmentsWith(base: string, text: string): void {
  if (!isReachable([base])) return;
  for (const generation of namesIn(base).filter((name) => generationKey.test(name))) {
    for (const name of listSegments(join(base, generation))) {
      const path = join(base, generation, name);
      if (readFileSync(path).includes(text)) removeFile(path);
    }
  }
}

function placesIn(root: string, name: string): readonly [base: string, folder: string] {
  const base = join(root, '.cache');
  return [base, join(base, name)];
}

/** Nothing is read, written or removed through a link. */
function isReachable(places: readonly string[]): boolean {
  return places.every((path) => findConflict(path) === undefined);
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The cache returns whole values only, written by this very program. */
function isKept<Value>(
  document: ReturnType<typeof readCacheDocument>,
): document is { readonly value: Kept<Value> } {
  return typeof document === 'object';
}
