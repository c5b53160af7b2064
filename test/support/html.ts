/** HTML as a browser's parser reads it. */
import type { Element, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';

/** All elements of a page for which `matches` holds, in order. */
export function elementsIn(html: string, matches: (element: Element) => boolean): readonly Element[] {
  const found: Element[] = [];
  visit(fromHtml(html), 'element', (element) => {
    if (matches(element)) found.push(element);
  });
  return found;
}

/** What a reader reads of an element, runs of white space as one space. */
export function wordsOf(node: Nodes): string {
  return rawText(node).replace(/\s+/g, ' ').trim();
}

function rawText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'element' && node.tagName === 'script') return '';
  return 'children' in node ? node.children.map(rawText).join('') : '';
}

/** The words of the first element with a tag name, or with a class when `name` begins with a dot; empty without one. */
export function wordsAt(html: string, name: string): string {
  const [first] = elementsIn(html, ({ tagName, properties }) =>
    name.startsWith('.')
      ? Array.isArray(properties['className']) && properties['className'].includes(name.slice(1))
      : tagName === name,
  );
  return first ? wordsOf(first) : '';
}

/** Every address that a page names in an attribute. */
export function addressesIn(html: string): readonly string[] {
  return elementsIn(html, () => true).flatMap((element) => [
    ...['href', 'src', 'action', 'poster'].flatMap((name) => {
      const value = element.properties[name];
      return typeof value === 'string' ? [value] : [];
    }),
    ...widthsIn(element),
  ]);
}

/** The addresses that an element offers for several widths. */
export function widthsIn({ properties: { srcSet } }: Element): readonly string[] {
  const offers = Array.isArray(srcSet) ? srcSet : String(srcSet ?? '').split(',');
  return offers.map((offer) => String(offer).trim().split(' ')[0] ?? '').filter((address) => address !== '');
}

/** Every id on a page, in order, repetitions included. */
export function idsIn(html: string): readonly string[] {
  return elementsIn(html, () => true).flatMap(({ properties: { id } }) =>
    typeof id === 'string' ? [id] : [],
  );
}
