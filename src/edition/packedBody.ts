/** A body in two parts: its HTML, which only the pages that show it need, and all else, which the whole paper does. */
import { digestOf } from '../digestOf.ts';
import { createEncoder } from '../createEncoder.ts';
import type { Body, Hole } from '../textModel.ts';

/** All of a body but its HTML. */
export interface BodyFacts extends Omit<Body, 'html'> {
  /** Lengths of the HTML's parts in UTF-16 units. */
  readonly cuts: readonly number[];
  /** Of the HTML and what its holes ask for, but not of their places: another digest means another text for readers. */
  readonly digest: string;
}

export interface PackedBody {
  readonly facts: BodyFacts;
  /** The parts of the HTML one after the other, UTF-8. */
  readonly html: Uint8Array;
}

/** Many times faster than `TextEncoder`, and `Buffer.from` returns a piece of a larger memory, all of which a message would carry. */
const encode = createEncoder();

export function packBody({ html: parts, ...rest }: Body): PackedBody {
  const html = new Uint8Array(encode(parts.join('')));
  const cuts = parts.map(({ length }) => length);
  const digest = digestOf(JSON.stringify([digestOf(html), cuts, rest.holes.map(withoutPlaces)]));
  return { facts: { ...rest, cuts, digest }, html };
}

export function unpackBody(
  { cuts, holes, opening, words, characters, anchors }: BodyFacts,
  html: Uint8Array,
): Body {
  const text = Buffer.from(html.buffer, html.byteOffset, html.byteLength).toString('utf8');
  let end = 0;
  const parts = cuts.map((length) => text.slice(end, (end += length)));
  return { html: parts, holes, opening, words, characters, anchors };
}

/**
 * Stands for a body where only the question counts whether a page would be another: its digest in place
 * of the HTML. NUL is in no text, so what fills the holes cannot be taken for it.
 */
export function standIn({ cuts, digest, ...rest }: BodyFacts): Body {
  return { ...rest, html: cuts.map((_, index) => (index === 0 ? `\0${digest}` : '\0')) };
}

function withoutPlaces(hole: Hole): unknown {
  const image = 'image' in hole ? { ...hole.image, position: undefined } : undefined;
  return { ...hole, image, position: undefined };
}
