/** mdast: what stands between two fence lines becomes one element with their attributes. */
import type { Paragraph, Root, RootContent } from 'mdast';
import type { Node } from 'unist';
import { visit } from 'unist-util-visit';
import type { PassageAttributes } from './attributes.ts';

export interface Passage extends Node {
  type: 'passage';
  data: { hName: 'div'; hProperties: PassageAttributes };
  children: RootContent[];
}

declare module 'mdast' {
  interface RootContentMap {
    passage: Passage;
  }
  interface BlockContentMap {
    passage: Passage;
  }
}

/** Passages in passages beyond this depth lie side by side. */
const deepest = 20;

/** A passage that is not closed ends with what it stands in, and is returned; a closing line without a passage is text. */
export function wrapPassages(tree: Root): readonly Passage[] {
  const unclosed: Passage[] = [];
  visit(tree, (node) => {
    if (node.type === 'root') node.children = regroup(node.children, unclosed);
    else if (node.type === 'blockquote' || node.type === 'listItem' || node.type === 'footnoteDefinition')
      node.children = regroup(node.children, unclosed);
  });
  return unclosed;
}

function regroup<Child extends RootContent>(
  children: readonly Child[],
  unclosed: Passage[],
): (Child | Passage | Paragraph)[] {
  const top: (Child | Passage | Paragraph)[] = [];
  const open: Passage[] = [];
  const put = (node: Child | Passage | Paragraph): void => void (open.at(-1)?.children ?? top).push(node);
  for (const child of children) {
    if (child.type !== 'passageFence') put(child);
    else if (child.attributes) {
      const passage: Passage = {
        type: 'passage',
        data: { hName: 'div', hProperties: child.attributes },
        children: [],
        ...(child.position && { position: child.position }),
      };
      put(passage);
      if (open.length < deepest) open.push(passage);
    } else if (!open.pop()) put({ type: 'paragraph', children: [{ type: 'text', value: ':::' }] });
  }
  unclosed.push(...open);
  return top;
}
