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

/** Paragraphs after which something stands that pages put there; 0: nowhere. */
interface Slots {
  readonly related: number;
  readonly hook: number;
}

/** rehype plugin: keeps places inside the text for a line of related articles and for the theme's own part, where more text follows. */
export function rehypeSlots({ related, hook }: Slots) {
  return (tree: Root): void => {
    if (related === 0 && hook === 0) return;
    const paragraphs = tree.children.flatMap((child, index) =>
      child.type === 'element' && child.tagName === 'p' ? [index] : [],
    );
    const last = tree.children.length - 1;
    const slots = [
      { kind: 'related', at: paragraphs[related - 1] },
      { kind: 'hook', at: paragraphs[hook - 1] },
    ] as const;
    // From the end on, so that places before stay what they are.
    for (const { kind, at } of slots.toSorted((one, other) => (other.at ?? 0) - (one.at ?? 0)))
      if (at !== undefined && at !== last) tree.children.splice(at + 1, 0, deferredNode({ kind }));
  };
}
