import { join } from 'node:path';
import { digestOf } from '../digestOf.ts';
import { type BlobStore, noBlobs, openBlobStore } from '../engine/blobStore.ts';
import { type CacheProblem, openDiskCache } from '../engine/diskCache.ts';
import type { Diagnostic } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import { diagnose } from '../report/diagnostics.ts';
import { openCommentCache } from './commentMemory.ts';
import { createNullCache, createSourceCache, type CachedSource, type SourceCache } from './sourceMemory.ts';

export interface CacheOptions {
  /** The site folder. */
  readonly site: string;
  /** Digest of this version of the program. */
  readonly program: string;
  /** The time of day, ms: files changed in the last seconds are read again. */
  readonly clock: () => number;
}

/** Caches of a site: one for each set of parse options. */
export interface SiteCaches {
  /** Opens the cache for these options; one that was open for others is closed. */
  readonly open: (options: ParseOptions) => SourceCache;
  /** Encoded pictures, independent of settings. */
  readonly pictures: BlobStore;
  /** Drawn social pictures. */
  readonly drawings: BlobStore;
  /** Writes the caches to disk; the notes report what was lost. */
  readonly save: () => readonly Diagnostic[];
  readonly close: () => void;
}

/** Opens the caches in `.cache` of the site. */
export function createCaches({ site, program, clock }: CacheOptions): SiteCaches {
  let current: { readonly key: string; readonly cache: SourceCache } | undefined;
  return {
    open: (options) => {
      const key = digestOf(JSON.stringify([program, options]));
      if (current?.key === key) return current.cache;
      current?.cache.close();
      const disk = openDiskCache<CachedSource>({ folder: join(site, '.cache'), key });
      const comments = openCommentCache(site, digestOf(JSON.stringify([program, options.timezone])));
      const cache = createSourceCache(disk, comments, clock);
      current = { key, cache };
      return cache;
    },
    pictures: openBlobStore(join(site, '.cache', 'pictures')),
    drawings: openBlobStore(join(site, '.cache', 'drawings')),
    save: () => (current?.cache.save() ?? []).map(noteOf),
    close: () => current?.cache.close(),
  };
}

/** Runs work with caches; they are saved when it succeeds and closed in any case. */
export async function withCaches<Value>(
  caches: SiteCaches,
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly notes: readonly Diagnostic[] }> {
  try {
    const value = await work();
    return { value, notes: caches.save() };
  } finally {
    caches.close();
  }
}

/** Caches that ignore earlier runs and leave nothing for later ones. */
export function createNoCaches(): SiteCaches {
  return {
    open: createNullCache,
    pictures: noBlobs,
    drawings: noBlobs,
    save: () => [],
    close: () => {},
  };
}

function noteOf({ kind, path, code }: CacheProblem): Diagnostic {
  return kind === 'damaged' || code === undefined
    ? diagnose('cache/damaged', { path })
    : diagnose('cache/refused', { path, code });
}
