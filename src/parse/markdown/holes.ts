/**
 * Holes in HTML: what only the whole paper knows (addresses, pictures) is cut out while parsing and filled in by
 * `pages/`. In the syntax tree a hole is a node of its own kind, or a property of an element beside its
 * attributes. Only our plugins make these, and `writeHtml.ts` parts the HTML at them while it writes: no text is ever
 * searched for holes, so nothing that an author writes can be taken for one.
 */
import type { Node } from 'unist';
import type { Hole } from '../../textModel.ts';

/** HTML that is finished already and only has to get past what writes the tree. */
export interface Inset {
  readonly kind: 'inset';
  readonly html: string;
}

export type LinkHole = Extract<Hole, { kind: 'link' }>;

/** Stands in the tree for what comes into the hole. */
export interface HoleNode extends Node {
  readonly type: 'hole';
  readonly hole: Exclude<Hole, LinkHole> | Inset;
}

declare module 'hast' {
  interface RootContentMap {
    hole: HoleNode;
  }
  interface ElementContentMap {
    hole: HoleNode;
  }
  interface Element {
    /** Comes into the place of the attribute `href`. */
    hrefHole?: LinkHole;
  }
}

export function holeNode(hole: HoleNode['hole']): HoleNode {
  return { type: 'hole', hole };
}
