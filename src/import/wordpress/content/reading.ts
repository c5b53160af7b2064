/** What all parts of the reader of WordPress texts share: the surroundings of a text, the reading that is going on, nodes. */
import type { Element, ElementContent, Properties } from 'hast';
import type { DifferenceKind } from '../../model.ts';

/** A file of the media library. */
export interface KnownAttachment {
  readonly id: string;
  /** Whole address of the file, as large as the library has it. */
  readonly url: string;
  readonly alt?: string;
  /** May have HTML. */
  readonly caption?: string;
  readonly title?: string;
  readonly mime?: string;
}

/** What a text refers to beside itself. All functions are pure look-ups. */
export interface Surroundings {
  /** The blog's own, in lower case: `www.hafenpost.de`. */
  readonly hosts: ReadonlySet<string>;
  readonly attachment: (id: string) => KnownAttachment | undefined;
  /** By `mediaKey` (pictures.ts) of its address. */
  readonly attachmentAt: (key: string) => KnownAttachment | undefined;
  /** Those that were uploaded to a post, in the order in which WordPress shows them (menu order, then date or number). */
  readonly attachmentsOf: (postId: string) => readonly KnownAttachment[];
  /** Content of a reusable block (`wp_block`). */
  readonly reusableBlock: (id: string) => string | undefined;
}

export interface PostToRead {
  readonly id: string;
  /** Whole address, against which relative ones are resolved; the blog's own address where a post has none. */
  readonly url: string;
  /** The value of its meta key `footnotes` (JSON). */
  readonly footnotes?: string;
}

/** How WordPress shows ends of lines: as paragraphs and breaks (classic), or as blanks (blocks). */
export type Manner = 'classic' | 'blocks';

/**
 * The reading of one text. `items` are clean nodes in their order, phrasing and blocks mixed, with `isBreak` nodes where a
 * paragraph ends; `flow` and `phrasing` (paragraphs.ts) make well-formed content of them.
 */
export interface Reading {
  readonly surroundings: Surroundings;
  readonly post: PostToRead;
  readonly remark: (kind: DifferenceKind, reason: string, before: string, after?: string) => void;
  /** HTML, perhaps with shortcodes, read by itself. */
  readonly items: (html: string, manner: Manner) => readonly ElementContent[];
  /** The same without a look for shortcodes. */
  readonly plainItems: (html: string, manner: Manner) => readonly ElementContent[];
  /** A comment that stands for nodes in HTML that is still to be parsed. */
  readonly place: (nodes: readonly ElementContent[]) => string;
  /** What such a comment stands for. */
  readonly placed: (comment: string) => readonly ElementContent[] | undefined;
  /** Text of a footnote of the block editor by its id; it counts as shown from then on. */
  readonly takeNote: (id: string) => string | undefined;
}

/** Begins the comments of `place`. No source has it: it is taken out of what is read. */
export const placeMark = '\uFDD0';

export function el(
  tagName: string,
  properties: Properties = {},
  children: readonly ElementContent[] = [],
): Element {
  return { type: 'element', tagName, properties, children: [...children] };
}

/** A call with very many arguments would fail. */
export function append<Item>(into: Item[], items: readonly Item[]): void {
  for (const item of items) into.push(item);
}

export function text(value: string): ElementContent {
  return { type: 'text', value };
}

/** Ends a paragraph; is in no finished tree. */
export const paragraphEnd: ElementContent = { type: 'comment', value: 'paragraph ends' };

export function isBreak(node: ElementContent): boolean {
  return node.type === 'comment';
}

/** A line break that a line of the source makes: it counts for nothing beside a block. */
export const lineEnd: Element = el('br', { isSoft: true });

export function isLineEnd(node: ElementContent | undefined): boolean {
  return node?.type === 'element' && node.tagName === 'br' && node.properties['isSoft'] === true;
}

export function isBlank(node: ElementContent): boolean {
  return (node.type === 'text' && /^[\s\u00A0]*$/.test(node.value)) || isBreak(node) || isLineEnd(node);
}

export function isTag<Name extends string>(
  node: ElementContent | undefined,
  ...names: readonly Name[]
): node is Element & { tagName: Name } {
  return node?.type === 'element' && names.some((name) => name === node.tagName);
}

/** All words below nodes, blanks made one. */
export function wordsOf(nodes: readonly ElementContent[]): string {
  const parts: string[] = [];
  collectWords(nodes, parts);
  return parts.join('').replaceAll(/\s+/g, ' ').trim();
}

function collectWords(nodes: readonly ElementContent[], parts: string[]): void {
  for (const node of nodes) {
    if (node.type === 'text') parts.push(node.value);
    else if (isTag(node, 'br') || isBreak(node)) parts.push(' ');
    else if (node.type === 'element') {
      const isApart = blockNames.has(node.tagName) || cells.has(node.tagName);
      if (isApart) parts.push(' ');
      collectWords(node.children, parts);
      if (isApart) parts.push(' ');
    }
  }
}

const cells: ReadonlySet<string> = new Set(['li', 'td', 'th', 'dt', 'dd', 'figcaption', 'summary', 'cite']);

/** Elements of a finished tree that stand where paragraphs stand. */
const blockNames: ReadonlySet<string> = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'dl',
  'blockquote',
  'pre',
  'table',
  'figure',
  'hr',
  'details',
  'video',
  'audio',
  'import-gallery',
  'import-embed',
  'import-pull-quote',
  'import-code',
]);

export function isBlock(node: ElementContent): boolean {
  if (node.type !== 'element') return false;
  return blockNames.has(node.tagName) || (node.tagName === 'import-left-over' && node.children.some(isBlock));
}

const shortLength = 160;

/** For people: in one line, and not long. */
export function short(value: string): string {
  const line = value
    .slice(0, shortLength * 8)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > shortLength ? `${line.slice(0, shortLength - 1).trimEnd()}…` : line;
}

/** What cannot be shown here, by name, with what can still be read of it. */
export function leftOver(name: string, children: readonly ElementContent[] = []): Element {
  return el('import-left-over', { name }, children);
}

/** A place that a link leads to, where no element is that could have its name. */
export function anchorOf(id: string): Element {
  return el('a', { id });
}

export function isAnchor(node: ElementContent): node is Element & { tagName: 'a' } {
  return isTag(node, 'a') && node.children.length === 0 && node.properties['id'] !== undefined;
}
