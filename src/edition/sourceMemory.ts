/** What earlier runs learned of the sources: which bytes they hold, and what parsing these gave. */
import type { BundleOnce } from '../assets/themeAssets.ts';
import type { CacheProblem, DiskCache } from '../engine/diskCache.ts';
import type { Checked, Diagnostic, Media } from '../model.ts';
import type { MediaWords } from '../parse/media.ts';
import { type CommentMemory, noCommentMemory } from './commentMemory.ts';
import type { BodyFacts } from './packedBody.ts';
import type { DocumentKind, DocumentMetas } from './sourceReaders.ts';
import { identitiesByReading, type SourceIdentities, StampedIdentities } from './sourceIdentities.ts';

/** A source with head and body, as parsing left it; its HTML is kept beside it. */
export interface ParsedDocument<Meta = DocumentMetas[DocumentKind]> {
  readonly head: Checked<Meta>;
  readonly facts: BodyFacts;
  /** What is wrong with the body. */
  readonly faults: readonly Diagnostic[];
}

/** What can be remembered of a file, by its kind. */
export interface Remembered {
  readonly document?: ParsedDocument;
  readonly media?: Checked<Media>;
  readonly words?: Checked<MediaWords>;
  /** What is to be told of a bundle of the theme. */
  readonly bundle?: readonly Diagnostic[];
}

export interface SourceMemory extends SourceIdentities {
  readonly comments: CommentMemory;
  readonly bundleOnce: BundleOnce;
  /** Nothing is remembered of any file. */
  readonly isEmpty: boolean;
  readonly recall: (id: string) => Remembered | undefined;
  /** The HTML that was remembered with a document. */
  readonly recallHtml: (id: string) => Uint8Array | undefined;
  readonly remember: (id: string, value: Remembered, html?: Uint8Array) => void;
  /** What was kept of the edition that was published last, or anything else. */
  readonly recallEdition: () => unknown;
  readonly rememberEdition: (edition: unknown) => void;
  /** Makes it last, and forgets what no file has asked for. */
  readonly save: () => readonly CacheProblem[];
  readonly close: () => void;
}

const stampDocument = 'stamps';
const editionDocument = 'edition';
const noBytes = new Uint8Array();

/** `clock`: see `StampedIdentities`. */
export function createSourceMemory(
  cache: DiskCache<Remembered>,
  comments: CommentMemory,
  clock: () => number,
): SourceMemory {
  const identities = new StampedIdentities(cache.readDocument(stampDocument), clock);
  const { glimpse, learn, identify, toldOf, read } = identities;
  return {
    glimpse,
    learn,
    identify,
    toldOf,
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
    recall: cache.get,
    recallHtml: cache.bytes,
    remember: (id, value, html = noBytes) => cache.put(id, value, html),
    recallEdition: () => cache.readDocument(editionDocument),
    rememberEdition: (edition) => cache.writeDocument(editionDocument, edition),
    save: () => {
      const { ids, stamps } = identities.take();
      const problems = [...comments.problems(), ...cache.save(ids)];
      if (stamps !== undefined) cache.writeDocument(stampDocument, stamps);
      return problems;
    },
    close: cache.close,
  };
}

/** For a run that believes nothing of earlier ones and leaves nothing for later ones. */
export function createForgetfulMemory(): SourceMemory {
  return {
    ...identitiesByReading,
    comments: noCommentMemory,
    bundleOnce: (_, bundle) => bundle(),
    isEmpty: true,
    recall: () => undefined,
    recallHtml: () => undefined,
    remember: () => {},
    recallEdition: () => undefined,
    rememberEdition: () => {},
    save: () => [],
    close: () => {},
  };
}
