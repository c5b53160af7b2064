/**
 * A browser must read the written HTML as the same tree, or the checks of the tree say nothing about the
 * page. A sanitised tree need not be stable: a paragraph may stand in a paragraph, a link in a link, where an
 * element between them was removed. So the tree is written and read again until it no longer changes.
 */
import type { Element, Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { defaultTreeAdapter, html as htmlNames, parseFragment } from 'parse5';
import { walkElements } from './walk.ts';
import { writeHtml } from './writeHtml.ts';

/** Each reading closes or moves what the one before brought to light; more than a few are a sign of something new. */
const mostReadings = 8;

/** Undefined for a tree that never comes to rest. Elements keep their places in the source. */
export function settleHtml(tree: Root): Root | undefined {
  const elements: Element[] = [];
  walkElements(tree, (element) => {
    element.properties[numberName] = String(elements.push(element) - 1);
  });
  let settling = tree;
  let written = write(tree);
  for (let reading = 0; reading < mostReadings; reading++) {
    const read = readAsBrowser(written);
    const again = write(read);
    if (again === written) return withPlaces(settling, elements);
    settling = read;
    written = again;
  }
  return undefined;
}

/** Each element carries its number while it is written and read; no source can have given one that is left. */
const numberName = 'dataNumber';

function withPlaces(tree: Root, elements: readonly Element[]): Root {
  walkElements(tree, (element) => {
    const original = elements[Number(element.properties[numberName])];
    delete element.properties[numberName];
    if (original?.position) element.position = original.position;
  });
  return tree;
}

function write(tree: Root): string {
  return writeHtml(tree).html.join('');
}

/** In a box of a page, where texts stand. */
export function readAsBrowser(html: string): Root {
  const box = defaultTreeAdapter.createElement('div', htmlNames.NS.HTML, []);
  const tree = fromParse5(parseFragment(box, html, {}));
  return tree.type === 'root' ? tree : { type: 'root', children: [] };
}
