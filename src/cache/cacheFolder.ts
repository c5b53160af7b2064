/**
 * The folders of the cache: `.cache`, and in it one folder a generation, named by its key. A marker in
 * it says when the generation was last used. All times are those that the file system gives to files,
 * compared with each other only. Nothing but files with our names is ever removed.
 */
import {
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  statSync,
  writeFileSync,
  readFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { DiskCacheRequest, CacheProblems } from './cacheProblems.ts';
import { removeFile, replaceFile, temporaryName, systemErrorCode } from './growingFile.ts';
import { segmentName, openSegment, type OpenedSegment } from './segment.ts';
import { digestOf } from '../core/digestOf.ts';

/** Pattern for the names of generations. */
export const generationKey = /^[0-9a-f]{32}$/;

const marker = 'used';
const generationsKept = 3;
/** In milliseconds; no build writes to a file that long without a pause. */
const abandonedAfter = 3_600_000;

/** See https://bford.info/cachedir/: backups leave such a folder out. */
const cacheTag = 'Signature: 8a477f597d28d172789f06886806bc55\n';

/** The code of what stands in the way of a folder that is really there; undefined when it is or can be. Throws what the system refuses. */
export function findConflict(path: string): 'ELOOP' | 'ENOTDIR' | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat || stat.isDirectory()) return undefined;
  return stat.isSymbolicLink() ? 'ELOOP' : 'ENOTDIR';
}

/** Makes the folders where they are missing and marks the generation as used just now. Throws what the system refuses. */
export function useGeneration({ folder, key }: DiskCacheRequest): void {
  if (makeFolder(folder)) {
    writeFileSync(join(folder, '.gitignore'), '*\n', { flag: 'wx' });
    writeFileSync(join(folder, 'CACHEDIR.TAG'), cacheTag, { flag: 'wx' });
  }
  makeFolder(join(folder, key));
  replaceFile(join(folder, key), marker, Buffer.from('\n'));
}

/** The names of the segments. Throws what the system refuses. */
export function listSegments(generation: string): readonly string[] {
  return listFiles(generation).filter((name) => segmentName.test(name));
}

/** Removes what killed processes left unfinished in a generation that was marked just now. Throws what the system refuses. */
export function removeAbandoned(generation: string): void {
  const now = statSync(join(generation, marker)).mtimeMs;
  for (const name of listFiles(generation)) {
    if (!temporaryName.test(name)) continue;
    const path = join(generation, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat && now - stat.mtimeMs > abandonedAfter) removeFile(path);
  }
}

/** Removes the generations that were used longest ago, without what in them is not ours. Throws what the system refuses. */
export function removeOldGenerations({ folder, key }: DiskCacheRequest): void {
  const others = entriesIn(folder)
    .filter((entry) => entry.isDirectory() && generationKey.test(entry.name) && entry.name !== key)
    .flatMap(({ name }) => {
      const used = lstatSync(join(folder, name, marker), { throwIfNoEntry: false })?.mtimeMs;
      return used === undefined ? [] : [{ name, used }];
    });
  const old = others.toSorted((a, b) => b.used - a.used).slice(generationsKept - 1);
  for (const { name } of old) removeGeneration(join(folder, name));
}

function removeGeneration(generation: string): void {
  const ours = [segmentName, documentName, temporaryName];
  for (const name of listFiles(generation)) {
    if (ours.some((pattern) => pattern.test(name))) removeFile(join(generation, name));
  }
  removeFile(join(generation, marker));
  try {
    rmdirSync(generation);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(systemErrorCode(error) ?? '')) throw error;
  }
}

/** Whether it was missing. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The names of the real files. */
function listFiles(folder: string): readonly string[] {
  return entriesIn(folder).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

function entriesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

// A small JSON value in a file of its own: the digest, a line break, the JSON. The digest includes key
// and name, so that a file from elsewhere is not taken for this one.

/** Pattern for the file names of documents. */
export const documentName = /^[a-z][a-z0-9-]*\.json$/;

/** The file of a document; throws for a name that is none. */
export function documentFile(name: string): string {
  const file = `${name}.json`;
  if (!documentName.test(file)) throw new Error(`No name of a document: ${name}`);
  return file;
}

/** Undefined when there is none, `damaged` when it is not as it was written. Throws what the system refuses. */
export function readCacheDocument(
  folder: string,
  key: string,
  file: string,
): { readonly value: unknown } | 'damaged' | undefined {
  const path = join(folder, file);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (!stat.isFile()) return 'damaged';
  const text = readFileSync(path, 'utf8');
  const json = text.slice(33);
  return text.slice(0, 33) === seal(key, file, json) ? { value: JSON.parse(json) } : 'damaged';
}

/** Throws what the system refuses. */
export function writeCacheDocument(folder: string, key: string, file: string, json: string): void {
  replaceFile(folder, file, Buffer.from(seal(key, file, json) + json));
}

function seal(key: string, file: string, json: string): string {
  return `${digestOf(Buffer.from(`${key}/${file}\n${json}`))}\n`;
}

/** Content of the folder of a generation. */
export interface FoundSegments {
  readonly opened: readonly OpenedSegment[];
  /** Names of files that are no segments of this key, or no longer. */
  readonly damaged: readonly string[];
}

/** How often the folder is listed at most. */
const mostAttempts = 5;

/**
 * Opens all segments of a generation. When one vanishes between listing and opening, another process
 * has just merged it into a new one, so the folder is listed again.
 */
export function openSegments(generation: string, key: string, problems: CacheProblems): FoundSegments {
  const found = new Map<string, OpenedSegment | 'damaged' | undefined>();
  for (let attempt = 0, hasVanished = true; hasVanished && attempt < mostAttempts; attempt++) {
    const names = problems.reading('', () => listSegments(generation)) ?? [];
    const results = names
      .filter((name) => !found.has(name))
      .map((name) => [name, problems.reading(name, () => tryToOpen(generation, name, key))] as const);
    for (const [name, result] of results) if (result !== 'vanished') found.set(name, result);
    hasVanished = results.some(([, result]) => result === 'vanished');
  }
  const damaged = [...found].flatMap(([name, result]) => (result === 'damaged' ? [name] : []));
  for (const name of damaged) problems.addDamage(name);
  return { opened: [...found.values()].filter((result) => typeof result === 'object'), damaged };
}

function tryToOpen(generation: string, name: string, key: string): OpenedSegment | 'damaged' | 'vanished' {
  try {
    return openSegment(generation, name, key) ?? 'damaged';
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 'vanished';
    throw error;
  }
}
