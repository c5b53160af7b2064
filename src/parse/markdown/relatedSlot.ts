import type { Root } from 'hast';
import { deferredNode } from './holes.ts';

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
