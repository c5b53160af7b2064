/** Cache of the sources: identities of their bytes, and the results of parsing them. */
import { type DiskCache, openDiskCache } from '../../cache/diskCache.ts';
import type { CacheProblem } from '../../cache/cacheProblems.ts';
import type { Checked, Diagnostic, Media, Comment } from '../../core/model.ts';
import type { MediaWords } from '../media.ts';
import type { ContentFacts, DocumentKind, DocumentMetas } from './loadDocument.ts';
import {
  digestOfStamps,
  identitiesByReading,
  type SourceIdentities,
  StampedIdentities,
  type Identity,
  type ReadSource,
  type TakenStamps,
} from './sourceIds.ts';
import { join } from 'node:path';
import { digestOf } from '../../core/digestOf.ts';
import { type BlobStore, noBlobs, openBlobStore } from '../../cache/blobStore.ts';
import type { ParseOptions } from '../article.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import {
  clearExactCache,
  emptyExactCache,
  type ExactCache,
  openExactCache,
  removeSegmentsWith,
} from '../../cache/exactCache.ts';
import type { SourceFile } from '../discover.ts';

/** A parsed source; its HTML is stored beside it. */
export interface ParsedDocument<Meta = DocumentMetas[DocumentKind]> {
  readonly frontMatter: Checked<Meta>;
  readonly facts: ContentFacts;
  /** Faults of the content. */
  readonly faults: readonly Diagnostic[];
}

/** Cached values of a file, by its kind. */
export interface CachedSource {
  readonly document?: ParsedDocument;
  readonly media?: Checked<Media>;
  readonly words?: Checked<MediaWords>;
  /** Diagnostics of a bundle of the theme. */
  readonly bundle?: readonly Diagnostic[];
}

export interface SourceCache extends SourceIdentities {
  readonly comments: CommentCache;
  readonly bundleOnce: BundleOnce;
  /** The cache is empty. */
  readonly isEmpty: boolean;
  readonly get: (id: string) => CachedSource | undefined;
  /** HTML that was cached with a document. */
  readonly getHtml: (id: string) => Uint8Array | undefined;
  readonly put: (id: string, value: CachedSource, html?: Uint8Array) => void;
  /** Data of an earlier run beside the sources, by name; unchecked. */
  readonly getDocument: (name: CachedDocument) => unknown;
  readonly putDocument: (name: CachedDocument, value: unknown) => void;
  /** Writes the cache to disk, and drops what no file has used. */
  readonly save: () => readonly CacheProblem[];
  readonly close: () => void;
}

const stampDocument = 'stamps';

/** The snapshot that was published last, the one that was checked last, and what its pages said. */
type CachedDocument = 'edition' | 'checked-edition' | 'checked-pages';

const noBytes = new Uint8Array();

/** `clock`, `taken`: see `StampedIdentities`. */
function createSourceCache(
  cache: DiskCache<CachedSource>,
  comments: CommentCache,
  clock: () => number,
  taken: TakenStamps,
): SourceCache {
  const identities = new StampedIdentities(cache.readDocument(stampDocument), clock, taken);
  const { peek, learn, identify, lastIdOf, read, believe } = identities;
  return {
    peek,
    learn,
    identify,
    lastIdOf,
    read,
    believe,
    comments,
    bundleOnce: async (id, bundle) => {
      // Loaded only where something is to be bundled.
      const { prebuiltBundles } = await import('../../cache/prebuiltBundles.ts');
      const prebuilt = prebuiltBundles.get(id);
      if (prebuilt !== undefined) return { value: Buffer.from(prebuilt), diagnostics: [] };
      identities.want(id);
      const known = cache.get(id)?.bundle;
      const bytes = known && cache.bytes(id);
      if (known && bytes) return { value: bytes, diagnostics: known };
      const made = await bundle();
      if (made.value) cache.put(id, { bundle: made.diagnostics }, made.value);
      return made;
    },
    isEmpty: cache.isEmpty,
    get: cache.get,
    getHtml: cache.bytes,
    put: (id, value, html = noBytes) => cache.put(id, value, html),
    getDocument: cache.readDocument,
    putDocument: cache.writeDocument,
    save: () => {
      const { ids, stamps } = identities.take();
      const problems = [...comments.problems(), ...cache.save(ids)];
      if (stamps !== undefined) cache.writeDocument(stampDocument, stamps);
      return problems;
    },
    close: cache.close,
  };
}

/** A cache that holds nothing, for runs that start from the sources alone. */
export function createNullCache(): SourceCache {
  return {
    ...identitiesByReading,
    comments: emptyExactCache,
    bundleOnce: (_, bundle) => bundle(),
    isEmpty: true,
    get: () => undefined,
    getHtml: () => undefined,
    put: () => {},
    getDocument: () => undefined,
    putDocument: () => {},
    save: () => [],
    close: () => {},
  };
}

/** Bundles the files that the id stands for, or returns the cached result. */
export type BundleOnce = (
  id: string,
  bundle: () => Promise<Checked<Uint8Array>>,
) => Promise<Checked<Uint8Array>>;

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
  /** The result of the last build, by its `inputs`: a digest. */
  readonly lastBuild: (inputs: string) => ExactCache<unknown>;
  /** The same of the last check. */
  readonly lastCheck: (inputs: string) => ExactCache<unknown>;
  /** Digest of the stamps of files; undefined while one of them is too fresh to be believed, or is gone. */
  readonly stampsOf: (files: readonly SourceFile[]) => string | undefined;
  /** Writes the caches to disk; the notes report what was lost. */
  readonly save: () => readonly Diagnostic[];
  readonly close: () => void;
}

/** Opens the caches in `.cache` of the site. */
export function createCaches({ site, program, clock }: CacheOptions): SiteCaches {
  let current: { readonly key: string; readonly cache: SourceCache } | undefined;
  const taken: TakenStamps = new Map();
  return {
    open: (options) => {
      const key = digestOf(JSON.stringify([program, { ...options, config: options.config?.digest }]));
      if (current?.key === key) return current.cache;
      current?.cache.close();
      const disk = openDiskCache<CachedSource>({ folder: join(site, '.cache'), key });
      const comments = openCommentCache(site, digestOf(JSON.stringify([program, options.timezone])));
      const cache = createSourceCache(disk, comments, clock, taken);
      current = { key, cache };
      return cache;
    },
    pictures: openBlobStore(join(site, '.cache', 'pictures')),
    drawings: openBlobStore(join(site, '.cache', 'drawings')),
    lastBuild: (inputs) => openExactCache({ root: site, name: 'last-build', key: inputs }),
    lastCheck: (inputs) => openExactCache({ root: site, name: 'last-check', key: inputs }),
    stampsOf: (files) => digestOfStamps(files, clock(), taken),
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
    lastBuild: () => emptyExactCache,
    lastCheck: () => emptyExactCache,
    stampsOf: () => undefined,
    save: () => [],
    close: () => {},
  };
}

function noteOf({ kind, path, code }: CacheProblem): Diagnostic {
  return kind === 'damaged' || code === undefined
    ? diagnose('cache/damaged', { path })
    : diagnose('cache/refused', { path, code });
}

// Cache of parsed comments, apart from all other caches, because a deleted comment must leave no trace.

/** Parsed comment of a file, or the diagnostics why there is none. */
export type CommentCache = ExactCache<Checked<Comment>>;

const name = 'comments';

/**
 * Opens the comment cache of a site folder; `key`: digest of everything that parsing a comment depends on.
 */
export function openCommentCache(site: string, key: string): CommentCache {
  return openExactCache({ root: site, name, key });
}

/**
 * Removes all cached comments, also those of earlier versions of the program, which kept them among
 * everything else. Throws what the system refuses.
 */
export function forgetComments(site: string): void {
  clearExactCache(site, name);
  removeSegmentsWith(join(site, '.cache'), '{"comment":');
}

/** The cached value of a file, or its bytes. */
export type CachedOrRead<Value> = (Identity & { readonly known: Value }) | ReadSource;

/**
 * Looks a file up in the cache, and reads it when it is not there. Without a value when the system refuses.
 */
export function cachedOrRead<Value>(
  cache: SourceCache,
  source: SourceFile,
  unwrap: (cached: CachedSource) => Value | undefined,
): Checked<CachedOrRead<Value>> {
  const { value: identity, diagnostics } = cache.identify(source);
  if (!identity) return { diagnostics };
  const cached = cache.get(identity.id);
  const known = cached && unwrap(cached);
  if (known !== undefined) return { value: { ...identity, known }, diagnostics };
  const { bytes } = identity;
  return bytes ? { value: { ...identity, bytes }, diagnostics } : cache.read(source);
}
