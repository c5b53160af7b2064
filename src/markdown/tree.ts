/** Walks and reads HTML trees. */
import type { Element, Parents, Root, Nodes } from 'hast';

/**
 * Calls `visit` for every element under a tree, parents first. The general walker of unist builds a
 * name for every node it meets, which alone was a tenth of the time of reading contents.
 * A visit that returns `'skip'` keeps the walk out of the element's children.
 */
export function walkElements(
  tree: Root | Element,
  visit: (element: Element, index: number, parent: Parents) => 'skip' | void,
): void {
  for (let index = 0; index < tree.children.length; index++) {
    const child = tree.children[index];
    if (child?.type !== 'element') continue;
    if (visit(child, index, tree) !== 'skip') walkElements(child, visit);
  }
}

/** The words of a tree, as a reader without pictures and formats gets them; numbers of footnotes are none. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element' && node.properties['dataFootnoteRef'] !== undefined) return '';
  if (node.type === 'element' && node.tagName === 'br') return '\n';
  const formula =
    node.type === 'element' && node.tagName === 'semantics' ? node.children.find(isAnnotation) : undefined;
  if (formula) return textOf(formula);
  let text = '';
  for (const child of node.children) text += textOf(child);
  return text;
}

/** Formulas in MathML say at their end what was typed. */
function isAnnotation(node: Nodes): boolean {
  return node.type === 'element' && node.tagName === 'annotation';
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
