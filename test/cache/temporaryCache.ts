import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type DiskCache, openDiskCache } from '../../src/cache/diskCache.ts';
import type { DiskCacheRequest } from '../../src/cache/cacheProblems.ts';
import { idOf, type Sample } from './cacheSamples.ts';

export const key = 'a'.repeat(32);
export const otherKey = 'b'.repeat(32);

export interface TemporaryCache extends DiskCacheRequest {
  readonly site: string;
  /** The folder of the generation. */
  readonly generation: string;
}

/** A site without a cache; gone after the test. */
export function temporaryCache(): TemporaryCache {
  const site = realpathSync(mkdtempSync(join(tmpdir(), 'blattmacher-cache-')));
  onTestFinished(() => rmSync(site, { recursive: true, force: true }));
  const folder = join(site, '.cache');
  return { site, folder, key, generation: join(folder, key) };
}

/** Opens the cache until the test ends. */
export function open(request: DiskCacheRequest): DiskCache<Sample> {
  const cache = openDiskCache<Sample>(request);
  onTestFinished(() => cache.close());
  return cache;
}

export function idsOf(numbers: readonly number[]): ReadonlySet<string> {
  return new Set(numbers.map(idOf));
}

export function range(start: number, end: number): readonly number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

/** The names of the segments in a generation's folder. */
export function segmentsIn(generation: string): readonly string[] {
  return readdirSync(generation).filter((name) => name.endsWith('.segment'));
}
