import type { Nodes } from 'hast';

/** The words of a tree, as a reader without pictures and formats gets them; numbers of footnotes are none. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element' && node.properties['dataFootnoteRef'] !== undefined) return '';
  let text = '';
  for (const child of node.children) text += textOf(child);
  return text;
}
