/** What the writer and the proof both ask of the tree of a text. */
import type { Element, ElementContent, Nodes, Root, RootContent } from 'hast';
import { decodeLoosely } from '../../core/paths.ts';
import { isSoundWebAddress, mailboxes, telephoneNumber } from '../../markdown/addresses.ts';
import { parseEmbedUrl } from '../../markdown/embeds.ts';
import { isReservedId } from '../../markdown/headings.ts';
import type { PlacedMedia, TextTargets } from '../model.ts';

export type Node = RootContent | ElementContent;

export function isElement<Name extends string>(
  node: Nodes | undefined,
  ...names: readonly Name[]
): node is Element & { tagName: Name } {
  return node?.type === 'element' && (names.length === 0 || names.some((name) => name === node.tagName));
}

/** An attribute as text; empty where there is none. */
export function attribute({ properties }: Element, name: string): string {
  const value = properties[name];
  if (Array.isArray(value)) return value.join(' ');
  return value === undefined || value === null || typeof value === 'boolean' ? '' : String(value);
}

export function element(
  tagName: string,
  children: readonly ElementContent[],
  properties: Element['properties'] = {},
): Element {
  return { type: 'element', tagName, properties, children: [...children] };
}

/** All text under a node as it stands there, whatever its depth. */
export function wholeText(node: Nodes): string {
  let text = '';
  const open: Nodes[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.type === 'text') text += next.value;
    else if (isElement(next, 'br')) text += '\n';
    else if ('children' in next)
      for (let at = next.children.length - 1; at >= 0; at--) {
        const child = next.children[at];
        if (child) open.push(child);
      }
  }
  return text;
}

export const blankRun = /[ \t\n\r\f]+/g;

/** The same as a reader sees it in one line. */
export function lineOf(node: Nodes): string {
  return wholeText(node)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/** Short, for remarks and differences. */
export function short(text: string, most = 120): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Says nothing to readers. */
export const unseenElements: ReadonlySet<string> = new Set(
  'script style template head title link meta noscript colgroup col param source track area map datalist'.split(
    ' ',
  ),
);

const blockElements: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1
  h2 h3 h4 h5 h6 header hgroup hr html iframe legend li main menu nav ol optgroup p pre section summary table tbody td
  tfoot th thead tr ul video audio object embed import-gallery import-embed import-pull-quote import-code`.split(
    /\s+/,
  ),
);

/** Whether an element stands for itself, or holds something that does. Deep trees are cut before (`shallow`). */
export function isBlock(node: Node): boolean {
  if (node.type !== 'element' || node.tagName === 'import-footnote') return false;
  return blockElements.has(node.tagName) || node.children.some(isBlock);
}

/** Deeper elements are nobody's intention; their words are kept. */
const deepest = 150;

/** The same tree, or a copy in which what lies too deep is its words alone. */
export function shallow(tree: Root, most = deepest): Root {
  const open: { readonly node: Nodes; readonly depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.depth > most) return cut(tree, most);
    if ('children' in next.node)
      for (const child of next.node.children) open.push({ node: child, depth: next.depth + 1 });
  }
  return tree;
}

function cut(tree: Root, most: number): Root {
  const copy = (node: Node, depth: number): Node => {
    if (node.type !== 'element') return node;
    if (depth >= most) return { type: 'text', value: ` ${wholeText(node)} ` };
    return { ...node, children: node.children.map((child) => copy(child, depth + 1)).filter(isContent) };
  };
  return { type: 'root', children: tree.children.map((child) => copy(child, 1)) };
}

function isContent(node: Node): node is ElementContent {
  return node.type !== 'doctype';
}

// Names of places, and links.

/** The ids in a tree to which something in it may lead. */
export function idsIn(tree: Root): ReadonlySet<string> {
  const ids = new Set<string>();
  walk(tree, (one) => {
    for (const id of namesOf(one)) ids.add(id);
  });
  return ids;
}

export function namesOf(one: Element): readonly string[] {
  const names = [attribute(one, 'id'), one.tagName === 'a' ? attribute(one, 'name') : ''];
  return names.filter((id) => id !== '' && !/\s/.test(id) && !isReservedId(id));
}

export function walk(node: Nodes, visit: (one: Element) => void): void {
  if (node.type === 'element') visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

/** Where a link leads in the new blog; undefined where it can lead nowhere: its words stay. */
export function targetOf(
  written: string,
  targets: TextTargets,
  ids: ReadonlySet<string>,
): string | undefined {
  const href = written.trim();
  if (href === '') return undefined;
  if (href.startsWith('#')) {
    const id = decodeLoosely(href.slice(1));
    return ids.has(id) ? `#${id}` : undefined;
  }
  const target = targets.link(href).trim().replace(/^\/\//, 'https://');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(decodeLoosely(target).replace(/[\p{Cc}\s]/gu, ''))?.[1];
  switch (scheme?.toLowerCase()) {
    case undefined:
      return /[\n\r]|^[#?]?$/.test(target) ? undefined : target;
    case 'http':
    case 'https':
      return isSoundWebAddress(target) ? target.replaceAll(/\s/g, '%20') : undefined;
    case 'mailto':
      return mailboxes(target) === undefined ? undefined : `mailto:${mailboxes(target)}`;
    case 'tel':
      return telephoneNumber(target) === undefined ? undefined : `tel:${telephoneNumber(target)}`;
    default:
      return undefined;
  }
}

/** The address of what can be embedded, as the browser shows it; undefined for all else. */
export function embedAddress(url: string): string | undefined {
  const whole = url.trim().replace(/^(?:https?:)?\/\//i, 'https://');
  return (parseEmbedUrl(whole) ?? parseEmbedUrl(whole.replace(/\/embed\/?$/, '')))?.url;
}

// Pictures.

export interface Picture {
  readonly image: Element;
  /** Around it. */
  readonly href: string;
}

/** The picture that an element shows and nothing else, perhaps with a link around it. */
export function lonePicture(node: Node, href = ''): Picture | undefined {
  if (node.type !== 'element') return undefined;
  if (node.tagName === 'img') return { image: node, href };
  if (!['a', 'p', 'div', 'span', 'picture', 'figure', 'center', 'li'].includes(node.tagName))
    return undefined;
  const [only, ...others] = node.children.filter(isSeen);
  if (!only || others.length > 0) return undefined;
  return lonePicture(only, node.tagName === 'a' ? attribute(node, 'href') : href);
}

/** Neither space nor comment, nor what no reader sees. */
export function isSeen(node: Node): boolean {
  if (node.type === 'text') return node.value.replaceAll('\u00a0', ' ').trim() !== '';
  return node.type === 'element' && node.tagName !== 'br' && !unseenElements.has(node.tagName);
}

/** The words that stand for a picture which is not here: what it shows, else the name of its file. */
export function wordsFor(image: Element): string {
  const alt = attribute(image, 'alt').replace(/\s+/g, ' ').trim();
  if (alt !== '') return alt;
  const name = decodeLoosely(
    attribute(image, 'src')
      .replace(/[?#].*$/s, '')
      .replace(/^.*\//s, ''),
  );
  return /^data:/i.test(attribute(image, 'src')) || name === '' ? 'Bild' : name.slice(0, 100);
}

export function mediaOf(one: Element, targets: TextTargets): PlacedMedia | undefined {
  const src = attribute(one, 'src').trim();
  return src === '' ? undefined : targets.media(src);
}

/** The address of a film or sound: its own, or that of its first source. */
export function playedSource(one: Element): string {
  const source = one.children.find((child) => isElement(child, 'source') && attribute(child, 'src') !== '');
  return attribute(one, 'src') || (isElement(source) ? attribute(source, 'src') : '');
}

// Headings and lists.

/** 1 to 6 for `h1` to `h6`, 0 for any other element. */
export function depthOf({ tagName }: Element): number {
  return /^h[1-6]$/.test(tagName) ? Number(tagName[1]) : 0;
}

/** Below the headline of the page, without jumps. */
export function levelsOf(headings: readonly Element[]): ReadonlyMap<Element, number> {
  const levels = new Map<Element, number>();
  const open: { readonly depth: number; readonly level: number }[] = [];
  for (const heading of headings) {
    const depth = depthOf(heading);
    while ((open.at(-1)?.depth ?? 0) >= depth) open.pop();
    const level = Math.min(6, (open.at(-1)?.level ?? 1) + 1);
    open.push({ depth, level });
    levels.set(heading, level);
  }
  return levels;
}

export function saysSomething(node: Element): boolean {
  if (lineOf(node) !== '') return true;
  let found = false;
  walk(node, (one) => {
    found ||= ['img', 'video', 'audio', 'iframe', 'import-embed', 'hr', 'input'].includes(one.tagName);
  });
  return found;
}

/** Whether the spaces of a preformatted text say something. */
export function isDrawn(text: string): boolean {
  return /\S {2,}\S|\t/.test(text.trim()) || /\n +\S/.test(text.replace(/^\s*\n/, ''));
}

/** Whatever stands between items belongs to the one before. */
export function itemsOf(list: Element): readonly Element[] {
  const items: Element[] = [];
  for (const child of list.children) {
    const last = items.at(-1);
    if (isElement(child, 'li')) items.push(child);
    else if (!isSeen(child)) continue;
    else if (last) items[items.length - 1] = { ...last, children: [...last.children, child] };
    else items.push(element('li', [child]));
  }
  return items;
}

/** The box of a task at the beginning of an item. */
export function boxIn(item: Element): Element | undefined {
  const first = item.children.find((child) => child.type !== 'text' || child.value.trim() !== '');
  if (isElement(first, 'input')) return attribute(first, 'type') === 'checkbox' ? first : undefined;
  return isElement(first, 'p', 'label') ? boxIn(first) : undefined;
}

/** The numbers of a list that counts, as the source shows them. */
export function numbersOf(list: Element, items: readonly Element[]): readonly number[] {
  const isReversed = list.properties['reversed'] !== undefined && list.properties['reversed'] !== false;
  const step = isReversed ? -1 : 1;
  let number = wholeNumber(attribute(list, 'start')) ?? (isReversed ? items.length : 1);
  return items.map((item) => {
    number = wholeNumber(attribute(item, 'value')) ?? number;
    const own = Math.max(0, number);
    number += step;
    return own;
  });
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,8}$/.test(text) ? Number(text) : undefined;
}
