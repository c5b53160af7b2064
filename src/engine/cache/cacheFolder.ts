/**
 * The folders of the cache: `.cache`, and in it one folder a generation, named by its key. A marker in
 * it says when the generation was last used. All times are those that the file system gives to files,
 * compared with each other only. Nothing but files with our names is ever removed.
 */
import { type Dirent, lstatSync, mkdirSync, readdirSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiskCacheRequest } from '../diskCache.ts';
import { documentName } from './cacheDocument.ts';
import { removeFile, replaceFile, temporaryName } from './growingFile.ts';
import { segmentName } from './openSegment.ts';
import { systemErrorCode } from './systemErrorCode.ts';

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
