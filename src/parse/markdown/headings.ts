import type { Element, ElementContent, Root, RootContent } from 'hast';
import type { VFile } from 'vfile';
import { slugify } from '../slug.ts';
import { sheetOf } from './sheet.ts';
import { walkElements } from './walk.ts';

/** Ids that the built-in theme gives to parts of its pages. */
export const reservedIds: readonly string[] = [
  'hauptinhalt',
  'kommentare',
  'respond',
  'reply-title',
  'commentform',
  'email-notes',
  'comment',
  'author',
  'email',
  'url',
];

/**
 * rehype plugin: gives every heading an id made of its words, and keeps `h1` for the page's headline:
 * a text that uses it has all its headings moved down by one.
 */
export function rehypeHeadings() {
  return (tree: Root, file: VFile): void => {
    const { anchors } = sheetOf(file);
    const headings: Element[] = [];
    walkElements(tree, (element) => {
      if (depthOf(element) > 0 && element.properties['id'] === undefined) headings.push(element);
      const { id } = element.properties;
      if (typeof id === 'string') anchors.push(id);
    });
    const shift = headings.some((heading) => depthOf(heading) === 1) ? 1 : 0;
    const taken = new Set([...reservedIds, ...anchors]);
    for (const heading of headings) {
      heading.tagName = `h${Math.min(6, depthOf(heading) + shift)}`;
      const id = freeId(slugify(textOf(heading), 'abschnitt'), taken);
      taken.add(id);
      anchors.push(id);
      heading.properties['id'] = id;
    }
  };
}

/** The words of a tree, as a reader without pictures and formats gets them. */
export function textOf(node: Root | RootContent | ElementContent): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** 1 to 6 for `h1` to `h6`, 0 for any other element. */
function depthOf(element: Element): number {
  return /^h[1-6]$/.test(element.tagName) ? Number(element.tagName[1]) : 0;
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}
