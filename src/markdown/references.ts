/**
 * Deferred references in HTML: addresses and pictures are known only with the whole site, so they are cut out
 * while parsing and resolved by `views/bodyViews.ts`. In the syntax tree each is a node of its own type, or a property of
 * an element beside its attributes. Only our plugins make these, and `writeHtml.ts` splits the HTML at them
 * while it writes: no text is ever searched for them, so nothing that an author writes can be taken for one.
 */
import type { Node } from 'unist';
import type { DeferredReference } from '../core/model.ts';
import type { Root } from 'hast';

/** Finished HTML that the writer of the tree must not escape. */
export interface FinishedHtml {
  readonly kind: 'inset';
  readonly html: string;
}

export type DeferredLink = Extract<DeferredReference, { kind: 'link' }>;
export type DeferredPlayed = Extract<DeferredReference, { kind: 'played' }>;

/** Node of a deferred reference in the tree. */
export interface DeferredNode extends Node {
  readonly type: 'deferred';
  readonly deferred: Exclude<DeferredReference, DeferredLink | DeferredPlayed> | FinishedHtml;
}

declare module 'hast' {
  interface RootContentMap {
    deferred: DeferredNode;
  }
  interface ElementContentMap {
    deferred: DeferredNode;
  }
  interface Element {
    /** Replaces the attribute `href`. */
    deferredHref?: DeferredLink;
    /** Replaces the attribute `src`. */
    deferredSrc?: DeferredPlayed;
  }
}

export function deferredNode(deferred: DeferredNode['deferred']): DeferredNode {
  return { type: 'deferred', deferred };
}

/** rehype plugin: keeps a place for a line of related articles after the `paragraph`-th paragraph, if more text follows; 0 keeps none. */
export function rehypeRelatedSlot(options: { readonly paragraph: number }) {
  return (tree: Root): void => {
    if (options.paragraph === 0) return;
    const paragraphs = tree.children.flatMap((child, index) =>
      child.type === 'element' && child.tagName === 'p' ? [index] : [],
    );
    const at = paragraphs[options.paragraph - 1];
    if (at === undefined || at === tree.children.length - 1) return;
    tree.children.splice(at + 1, 0, deferredNode({ kind: 'related' }));
  };
}
