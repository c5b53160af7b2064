/** Cache of the sources: identities of their bytes, and the results of parsing them. */
import type { BundleOnce } from '../assets/themeAssets.ts';
import type { CacheProblem, DiskCache } from '../engine/diskCache.ts';
import type { Checked, Diagnostic, Media } from '../model.ts';
import type { MediaWords } from '../parse/media.ts';
import { type CommentCache, noCommentCache } from './commentMemory.ts';
import type { ContentFacts } from './packedBody.ts';
import type { DocumentKind, DocumentMetas } from './sourceReaders.ts';
import { identitiesByReading, type SourceIdentities, StampedIdentities } from './sourceIdentities.ts';

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
  /** The stored data of the last published snapshot; unchecked. */
  readonly getSnapshot: () => unknown;
  readonly putSnapshot: (snapshot: unknown) => void;
  /** Writes the cache to disk, and drops what no file has used. */
  readonly save: () => readonly CacheProblem[];
  readonly close: () => void;
}

const stampDocument = 'stamps';
const snapshotDocument = 'edition';
const noBytes = new Uint8Array();

/** `clock`: see `StampedIdentities`. */
export function createSourceCache(
  cache: DiskCache<CachedSource>,
  comments: CommentCache,
  clock: () => number,
): SourceCache {
  const identities = new StampedIdentities(cache.readDocument(stampDocument), clock);
  const { peek, learn, identify, lastIdOf, read } = identities;
  return {
    peek,
    learn,
    identify,
    lastIdOf,
    read,
    comments,
    bundleOnce: async (id, bundle) => {
      // Loaded only where something is to be bundled.
      const { prebuiltBundles } = await import('../assets/prebuiltBundles.ts');
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
    getSnapshot: () => cache.readDocument(snapshotDocument),
    putSnapshot: (snapshot) => cache.writeDocument(snapshotDocument, snapshot),
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
    comments: noCommentCache,
    bundleOnce: (_, bundle) => bundle(),
    isEmpty: true,
    get: () => undefined,
    getHtml: () => undefined,
    put: () => {},
    getSnapshot: () => undefined,
    putSnapshot: () => {},
    save: () => [],
    close: () => {},
  };
}
