/** rehype plugin: headings get ids that nothing else on a page has. */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { slugify } from '../core/slug.ts';
import { positionOf, contextOf } from './documentContext.ts';
import { isEmpty, textOf, walkElements } from './tree.ts';

/** Ids that the built-in theme gives to parts of its pages. */
const reservedIds: readonly string[] = [
  'hauptinhalt',
  'gegendarstellung',
  'kommentare',
  'respond',
  'reply-title',
  'commentform',
  'email-notes',
  'comment',
  'author',
  'email',
  'url',
  'fax',
  'consent',
  'remember',
];

/** Prefixes of ids of comments, ticker entries, chart patterns, and of messages in the form. */
const reservedForms = /^(?:kommentar|eintrag|diagramm)-|-error$/;

/** Whether the theme, or the program, may give the id to something on the page of a text. */
export function isReservedId(id: string): boolean {
  return reservedIds.includes(id) || reservedForms.test(id);
}

/**
 * rehype plugin: gives every heading an id made of its words, and keeps `h1` for the page's headline:
 * a text that uses it has all its headings moved down by one.
 */
export function rehypeHeadings() {
  return (tree: Root, file: VFile): void => {
    const context = contextOf(file);
    const { anchors } = context;
    const headings: Element[] = [];
    walkElements(tree, (element, index, parent) => {
      if (depthOf(element) > 0 && isEmpty(element)) {
        parent.children[index] = { type: 'text', value: '' };
        const place = { file: context.file, position: positionOf(context, element) };
        context.diagnostics.push(diagnose('text/empty-heading', {}, place));
        return;
      }
      const { id } = element.properties;
      if (depthOf(element) > 0 && id !== 'footnote-label') headings.push(element);
      if (typeof id === 'string') anchors.push(id);
    });
    const shift = headings.some((heading) => depthOf(heading) === 1) ? 1 : 0;
    const idFor = idGiver(new Set([...reservedIds, ...anchors]));
    for (const heading of headings) {
      heading.tagName = `h${Math.min(6, depthOf(heading) + shift)}`;
      if (heading.properties['id'] !== undefined) continue;
      const id = idFor(slugify(textOf(heading), 'abschnitt'));
      anchors.push(id);
      heading.properties['id'] = id;
    }
  };
}

/**
 * rehype plugin: where a text begins with the headline that its page has already, it is left out, whatever its marks,
 * spaces and capitals. A heading that is a link, or to which the text links, stays.
 */
export function rehypeTitleOnce() {
  return (tree: Root, file: VFile): void => {
    const { title } = contextOf(file);
    const index = tree.children.findIndex((node) => node.type === 'element' && depthOf(node) > 0);
    const heading = tree.children[index];
    if (title === undefined || heading?.type !== 'element' || depthOf(heading) !== 1) return;
    const words = wordsOf(textOf(heading));
    if (words === '' || words !== wordsOf(title) || hasMoreThanWords(heading)) return;
    if (isLinkedTo(slugify(textOf(heading), 'abschnitt'), tree)) return;
    tree.children.splice(index, 1);
  };
}

function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** A link, a picture, a note. */
function hasMoreThanWords(heading: Element): boolean {
  let found = heading.properties['id'] !== undefined;
  walkElements(heading, ({ tagName }) => {
    found ||= !plainElements.has(tagName);
  });
  return found;
}

function isLinkedTo(id: string, tree: Root): boolean {
  let found = false;
  walkElements(tree, ({ properties }) => {
    found ||= properties['href'] === `#${id}`;
  });
  return found;
}

const plainElements: ReadonlySet<string> = new Set(['br', 'code', 'del', 'em', 'span', 'strong']);

/** 1 to 6 for `h1` to `h6`, 0 for any other element. */
function depthOf(element: Element): number {
  return /^h[1-6]$/.test(element.tagName) ? Number(element.tagName[1]) : 0;
}

/** Gives each wanted id once, numbered from 2 where it is taken. */
function idGiver(taken: Set<string>): (wanted: string) => string {
  const next = new Map<string, number>();
  return (wanted) => {
    let number = next.get(wanted) ?? 1;
    let id = number === 1 ? wanted : `${wanted}-${number}`;
    while (taken.has(id)) id = `${wanted}-${++number}`;
    next.set(wanted, number + 1);
    taken.add(id);
    return id;
  };
}
