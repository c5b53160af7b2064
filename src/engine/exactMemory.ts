/**
 * Memory of files that are there now, and of no others: one document in a folder of its own, written anew whenever
 * a file has come, gone or changed. So what is gone from the site is gone from here with the next run, whatever the
 * settings of that run, and `clearExactMemory` can empty it while others have it open.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentName, readCacheDocument, writeCacheDocument } from './cache/cacheDocument.ts';
import { findObstacle, generationKey, listSegments } from './cache/cacheFolder.ts';
import { CacheProblems } from './cache/cacheProblems.ts';
import { removeFile, temporaryName } from './cache/growingFile.ts';
import type { CacheProblem } from './diskCache.ts';

export interface ExactMemoryRequest {
  /** The site folder; the memory is in its `.cache`. */
  readonly root: string;
  /** Of the memory's folder. */
  readonly name: string;
  /** Of all that the values depend on besides the files. */
  readonly key: string;
}

/** What a file gave. */
export interface KnownFile<Value> {
  /** Of path and bytes. */
  readonly id: string;
  /** Relative to the site folder. */
  readonly file: string;
  readonly value: Value;
}

export interface ExactMemory<Value> {
  readonly recall: (id: string) => Value | undefined;
  /** Remembers these and forgets all others. */
  readonly keep: (files: readonly KnownFile<Value>[]) => void;
  /** What went wrong and was not returned before. */
  readonly problems: () => readonly CacheProblem[];
}

const documentFile = 'files.json';

/** What the document holds. Another key is no damage: all that are used share one document. */
interface Kept<Value> {
  readonly key: string;
  readonly known: readonly (readonly [id: string, value: Value])[];
}

export function openExactMemory<Value>({ root, name, key }: ExactMemoryRequest): ExactMemory<Value> {
  const places = placesIn(root, name);
  const [cache, folder] = places;
  const problems = new CacheProblems({ folder: cache, key: name });
  const document = problems.reading(documentFile, () =>
    isReachable(places) ? readCacheDocument(folder, name, documentFile) : undefined,
  );
  if (document === 'damaged') problems.addDamage(documentFile);
  const kept = isKept<Value>(document) && document.value.key === key ? document.value.known : undefined;
  let known: ReadonlyMap<string, Value> = new Map(kept);
  /** What is not of this key goes, also when there is nothing to put in its place. */
  let isWritten = document === undefined || kept !== undefined;

  function write(files: readonly KnownFile<Value>[]): void {
    if (!isReachable(places)) return;
    for (const path of places) if (!existsSync(path)) mkdirSync(path, { recursive: true });
    const now: Kept<Value> = { key, known: [...known] };
    writeCacheDocument(folder, name, documentFile, JSON.stringify(now));
    // Whoever wants a file forgotten removes it first and clears this memory then: of two who meet, one sees the other.
    if (files.some(({ file }) => !existsSync(join(root, file)))) clearExactMemory(root, name);
  }

  return {
    recall: (id) => known.get(id),
    keep: (files) => {
      const isSame = files.length === known.size && files.every(({ id }) => known.has(id));
      if (isSame && isWritten) return;
      known = new Map(files.map(({ id, value }) => [id, value]));
      isWritten = problems.writing(() => write(files));
    },
    problems: problems.take,
  };
}

/** Removes all that is remembered there. Throws what the system refuses. */
export function clearExactMemory(root: string, name: string): void {
  const places = placesIn(root, name);
  const [, folder] = places;
  if (!isReachable(places)) return;
  for (const file of namesIn(folder)) {
    if (documentName.test(file) || temporaryName.test(file)) removeFile(join(folder, file));
  }
}

/** Removes the segments of all generations in a cache that hold a text. Throws what the system refuses. */
export function removeSegmentsWith(cache: string, text: string): void {
  if (!isReachable([cache])) return;
  for (const generation of namesIn(cache).filter((name) => generationKey.test(name))) {
    for (const name of listSegments(join(cache, generation))) {
      const path = join(cache, generation, name);
      if (readFileSync(path).includes(text)) removeFile(path);
    }
  }
}

function placesIn(root: string, name: string): readonly [cache: string, folder: string] {
  const cache = join(root, '.cache');
  return [cache, join(cache, name)];
}

/** Nothing is read, written or removed through a link. */
function isReachable(places: readonly string[]): boolean {
  return places.every((path) => findObstacle(path) === undefined);
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** What memory gives back is whole, and was written by this very program. */
function isKept<Value>(
  document: ReturnType<typeof readCacheDocument>,
): document is { readonly value: Kept<Value> } {
  return typeof document === 'object';
}
