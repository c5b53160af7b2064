/**
 * Content in two parts: its HTML, which only the pages that show it need, and its facts, which the whole site
 * needs.
 */
import { digestOf } from '../digestOf.ts';
import { createEncoder } from '../createEncoder.ts';
import type { Content, DeferredReference } from '../textModel.ts';

/** Everything of a content but its HTML. */
export interface ContentFacts extends Omit<Content, 'html'> {
  /** Lengths of the HTML's parts in UTF-16 units. */
  readonly cuts: readonly number[];
  /**
   * Digest of the HTML and its deferred references without their positions: another digest means another text
   * for readers.
   */
  readonly digest: string;
}

export interface PackedContent {
  readonly facts: ContentFacts;
  /** The parts of the HTML one after the other, UTF-8. */
  readonly html: Uint8Array;
}

/**
 * Many times faster than `TextEncoder`; `Buffer.from` returns a slice of a larger buffer, all of which a
 * message would carry.
 */
const encode = createEncoder();

export function packContent({ html: parts, ...rest }: Content): PackedContent {
  const html = new Uint8Array(encode(parts.join('')));
  const cuts = parts.map(({ length }) => length);
  const digest = digestOf(JSON.stringify([digestOf(html), cuts, rest.deferredReferences.map(withoutPlaces)]));
  return { facts: { ...rest, cuts, digest }, html };
}

export function unpackContent(
  { cuts, deferredReferences, opening, words, characters, anchors }: ContentFacts,
  html: Uint8Array,
): Content {
  const text = Buffer.from(html.buffer, html.byteOffset, html.byteLength).toString('utf8');
  let end = 0;
  const parts = cuts.map((length) => text.slice(end, (end += length)));
  return { html: parts, deferredReferences, opening, words, characters, anchors };
}

/**
 * Placeholder of a content for fingerprints: its digest in place of the HTML. NUL occurs in no text, so the
 * two cannot be confused.
 */
export function placeholder({ cuts, digest, ...rest }: ContentFacts): Content {
  return { ...rest, html: cuts.map((_, index) => (index === 0 ? `\0${digest}` : '\0')) };
}

function withoutPlaces(deferred: DeferredReference): unknown {
  const image = 'image' in deferred ? { ...deferred.image, position: undefined } : undefined;
  return { ...deferred, image, position: undefined };
}
