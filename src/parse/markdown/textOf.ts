import type { Element, Nodes } from 'hast';

/** The words of a tree, as a reader without pictures and formats gets them; numbers of footnotes are none. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element' && node.properties['dataFootnoteRef'] !== undefined) return '';
  let text = '';
  for (const child of node.children) text += textOf(child);
  return text;
}

/** Whether an element shows nothing: no words, no picture, nothing embedded. */
export function isEmpty(element: Element): boolean {
  if (textOf(element).trim() !== '' || element.properties['dataFootnoteRef'] !== undefined) return false;
  return element.children.every(
    (child) =>
      child.type !== 'element' ||
      (['b', 'br', 'code', 'del', 'em', 'i', 'span', 'strong'].includes(child.tagName) && isEmpty(child)),
  );
}
