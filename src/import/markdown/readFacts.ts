/** What a tree says: that of a source, as the new blog is to say it, and that of our pipeline (`renderedTree.ts`). */
import type { Element, Root } from 'hast';
import { playedKind } from '../../config/documentTypes.ts';
import type { PlacedMedia, TextTargets } from '../model.ts';
import { Collector, type Facts, type Mark, plainWords } from './facts.ts';
import {
  attribute,
  depthOf,
  isDrawn,
  levelsOf,
  saysSomething,
  embedAddress,
  idsIn,
  isBlock,
  isElement,
  isSeen,
  lineOf,
  lonePicture,
  mediaOf,
  type Node,
  playedSource,
  shallow,
  targetOf,
  unseenElements,
  wholeText,
  wordsFor,
} from './textTree.ts';
import { rowsOf } from './tables.ts';

export interface TreeFacts extends Facts {
  /** Pictures of which the text says more than the file itself does, or the same. */
  readonly captioned: ReadonlySet<string>;
  readonly media: ReadonlyMap<string, PlacedMedia>;
}

export interface FactOptions {
  readonly targets: TextTargets;
  /** The one name of a target that can be written in several ways. */
  readonly nameOfTarget: (target: string) => string;
  /** The levels of headings are those that are to be, not those that the tree has. */
  readonly isSource: boolean;
}

interface Reading extends FactOptions {
  readonly ids: ReadonlySet<string>;
  readonly levels: ReadonlyMap<Element, number>;
  readonly collector: Collector;
  readonly notes: Element[];
  readonly media: Map<string, PlacedMedia>;
  readonly captioned: Set<string>;
  inLink: boolean;
  depth: number;
}

export function readFacts(given: Root, options: FactOptions): TreeFacts {
  // A page has more elements around the same words.
  const tree = options.isSource ? shallow(given) : shallow(given, 1000);
  const headings: Element[] = [];
  collectHeadings(tree.children, headings);
  const reading: Reading = {
    ...options,
    ids: idsIn(tree),
    levels: options.isSource ? levelsOf(headings) : new Map(headings.map((one) => [one, depthOf(one)])),
    collector: new Collector(),
    notes: [],
    media: new Map(),
    captioned: new Set(),
    inLink: false,
    depth: 0,
  };
  read(tree.children, reading);
  for (let at = 0; at < reading.notes.length; at++) {
    reading.collector.part();
    read(reading.notes[at]?.children ?? [], reading);
  }
  const { media, captioned } = reading;
  return { ...reading.collector.facts(), media, captioned };
}

function collectHeadings(nodes: readonly Node[], headings: Element[]): void {
  for (const node of nodes) {
    if (node.type !== 'element') continue;
    if (depthOf(node) > 0 && lineOf(node) !== '') headings.push(node);
    collectHeadings(node.children, headings);
  }
}

function read(nodes: readonly Node[], reading: Reading): void {
  for (const node of nodes) {
    if (node.type === 'text') reading.collector.add(node.value);
    else if (node.type === 'element' && !unseenElements.has(node.tagName)) readElement(node, reading);
  }
}

const markOf: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'em'],
  ['i', 'em'],
  ['del', 'del'],
  ['s', 'del'],
  ['strike', 'del'],
  ['code', 'code'],
  ['tt', 'code'],
  ['sub', 'sub'],
  ['sup', 'sup'],
  ['mark', 'mark'],
  ['ins', 'ins'],
  ['u', 'u'],
  ['kbd', 'kbd'],
]);

const inlineElements: ReadonlySet<string> = new Set(
  'span font big abbr bdi bdo cite dfn q rp rt ruby samp time var wbr label nobr acronym data output tt'.split(
    ' ',
  ),
);

function readElement(node: Element, reading: Reading): void {
  const { collector } = reading;
  const inside = (): void => read(node.children, reading);
  const mark = markOf.get(node.tagName);
  if (mark) {
    collector.mark(mark, inside);
    return;
  }
  if (node.tagName === 'small') {
    // A caption that holds more than words stands below its picture as a small paragraph.
    read(withoutCreditSigns(node).children, reading);
    return;
  }
  if (inlineElements.has(node.tagName)) {
    inside();
    return;
  }
  if (node.tagName === 'import-footnote') {
    reading.notes.push(node);
    collector.add(' ※ ');
    return;
  }
  if (node.tagName === 'input') {
    const isTask = reading.depth > 0 && attribute(node, 'type') === 'checkbox';
    if (isTask) collector.add(isTicked(node) ? ' ☑ ' : ' ☐ ');
    return;
  }
  if (node.tagName === 'a') readLink(node, reading);
  else if (node.tagName === 'img') readPicture(node, reading);
  else {
    collector.part();
    readBlock(node, reading);
    collector.part();
  }
}

function readBlock(node: Element, reading: Reading): void {
  const { collector } = reading;
  const inside = (): void => read(node.children, reading);
  switch (node.tagName) {
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      readList(node, reading);
      return;
    case 'blockquote':
    case 'import-pull-quote':
      if (saysSomething(node))
        collector.fact('quote', () => {
          const isPulled = node.tagName === 'import-pull-quote';
          for (const child of node.children)
            read(isPulled && isElement(child, 'blockquote') ? child.children : [child], reading);
          return '';
        });
      return;
    case 'table':
      readTable(node, reading);
      return;
    case 'pre':
    case 'import-code':
      readPreformatted(node, reading);
      return;
    case 'figure':
      readFigure(node, reading);
      return;
    case 'import-gallery':
      for (const child of node.children) if (child.type === 'element') readElement(child, reading);
      return;
    case 'import-embed':
      readEmbed(attribute(node, 'url'), node, reading);
      return;
    case 'iframe':
    case 'embed':
    case 'object':
      readEmbed(attribute(node, 'src') || attribute(node, 'data'), node, reading);
      return;
    case 'video':
    case 'audio':
      readPlayed(node, reading);
      return;
    default:
      if (depthOf(node) > 0 && reading.levels.has(node)) readHeading(node, reading);
      else inside();
  }
}

function readHeading(node: Element, reading: Reading): void {
  const { collector } = reading;
  const seen = node.children.filter(isSeen);
  const [only] = seen;
  // Headings are bold by themselves.
  const isBold = seen.length === 1 && isElement(only, 'strong', 'b');
  collector.fact('heading', () => {
    read(isBold ? only.children : node.children, reading);
    return `h${reading.levels.get(node) ?? 2}`;
  });
}

function readLink(node: Element, reading: Reading): void {
  const { collector, targets, ids } = reading;
  const href = attribute(node, 'href');
  const target = reading.inLink || href === '' ? undefined : targetOf(href, targets, ids);
  if (target === undefined || !saysSomething(node)) {
    read(node.children, reading);
    return;
  }
  collector.fact('link', () => {
    reading.inLink = true;
    read(node.children, reading);
    reading.inLink = false;
    return reading.nameOfTarget(target);
  });
}

function readPicture(image: Element, reading: Reading): void {
  const { collector, targets, ids, media } = reading;
  const src = attribute(image, 'src').trim();
  if (src === '') return;
  const placed = mediaOf(image, targets);
  if (placed) {
    media.set(placed.reference, placed);
    collector.fact('picture', () => {
      const alt = attribute(image, 'alt').trim() || (placed.alt ?? '');
      return `${placed.reference} [${plainWords(alt)}]`;
    });
  } else {
    addLink(wordsFor(image), reading.inLink ? undefined : targetOf(src, targets, ids), reading);
  }
}

function addLink(words: string, target: string | undefined, { collector, nameOfTarget }: Reading): void {
  if (target === undefined) collector.add(words);
  else
    collector.fact('link', () => {
      collector.add(words);
      return nameOfTarget(target);
    });
}

/** Who made a picture is data here, before which the page puts a word. */
const creditSigns = /(?:Fotos?|Bild|Grafik|Illustration|Karte)\s*:|©/gu;

function readCaption(caption: Element, reading: Reading): void {
  reading.collector.part();
  read(caption.children.some(isBlock) ? caption.children : withoutCreditSigns(caption).children, reading);
  reading.collector.part();
}

function withoutCreditSigns(node: Element): Element {
  return {
    ...node,
    children: node.children.map((child) => {
      if (child.type === 'element') return withoutCreditSigns(child);
      return child.type === 'text' ? { ...child, value: withoutCredit(child.value) } : child;
    }),
  };
}

/** Brackets and dots around a credit go with its word. */
function withoutCredit(text: string): string {
  return text.replace(creditSigns, ' ').replace(/[()[\]|.]/g, ' ');
}

function readFigure(figure: Element, reading: Reading): void {
  const caption = figure.children.find((child): child is Element => isElement(child, 'figcaption'));
  const rest = figure.children.filter((child) => child !== caption);
  const picture = lonePicture({ ...figure, tagName: 'div', children: rest });
  const hasEmbed = rest.some((child) => isElement(child, 'import-embed', 'video', 'audio'));
  read(rest, reading);
  if (!caption) return;
  const placed = picture && mediaOf(picture.image, reading.targets);
  if (placed && lineOf(caption) !== '') reading.captioned.add(placed.reference);
  if (picture || hasEmbed) readCaption(caption, reading);
  else read([caption], reading);
}

function readEmbed(url: string, node: Element, reading: Reading): void {
  const { collector, targets, ids } = reading;
  const address = embedAddress(url);
  if (address !== undefined) collector.fact('embed', () => address);
  else addLink(url, targetOf(url, targets, ids), reading);
  for (const child of node.children) if (child.type === 'element') readCaption(child, reading);
}

function readPlayed(node: Element, reading: Reading): void {
  const { collector, targets, ids } = reading;
  const src = playedSource(node).trim();
  if (src === '') return;
  const placed = targets.media(src);
  if (placed && playedKind(placed.reference) !== undefined) {
    collector.fact('embed', () => placed.reference);
    return;
  }
  const address = placed ? undefined : embedAddress(src);
  if (address !== undefined) {
    collector.fact('embed', () => address);
    return;
  }
  const words = attribute(node, 'title') || src.replace(/[?#].*$/s, '').replace(/^.*\//s, '') || src;
  addLink(words, placed?.reference ?? targetOf(src, targets, ids), reading);
}

// Lists, tables, code.

function isTicked({ properties }: Element): boolean {
  const { checked } = properties;
  return checked !== undefined && checked !== null && checked !== false;
}

function readList(list: Element, reading: Reading): void {
  const { collector } = reading;
  const items = list.children.filter(
    (child): child is Element => child.type === 'element' && saysSomething(child),
  );
  const isGallery =
    list.tagName !== 'ol' &&
    items.length > 1 &&
    items.every((item) => {
      const picture = lonePicture(item);
      return picture !== undefined && mediaOf(picture.image, reading.targets) !== undefined;
    });
  if (isGallery || items.length === 0) {
    read(list.children, reading);
    return;
  }
  reading.depth++;
  const own = items.filter((item, at) => item.tagName === 'li' || at === 0);
  collector.fact('list', () => {
    const shape = `${list.tagName === 'ol' ? 'ol' : 'ul'} ${own.length} (${reading.depth})`;
    for (const child of list.children) {
      if (child.type === 'element' && own.includes(child)) collector.border('list');
      read([child], reading);
    }
    return shape;
  });
  reading.depth--;
}

function readTable(table: Element, reading: Reading): void {
  const { collector } = reading;
  if (!saysSomething(table)) return;
  if (rowsOf(table).length === 0) {
    read(table.children, reading);
    return;
  }
  const captions: Element[] = [];
  collector.fact('table', () => {
    let shape = '';
    const readRows = (parts: readonly Node[]): void => {
      for (const part of parts) {
        if (isElement(part, 'caption')) captions.push(part);
        else if (isElement(part, 'thead', 'tbody', 'tfoot')) readRows(part.children);
        else if (isElement(part, 'tr')) shape += `${readRow(part, reading)} `;
      }
    };
    readRows(table.children);
    return shape.trim();
  });
  for (const caption of captions) read([caption], reading);
}

/** Returns the number of its cells. */
function readRow(row: Element, reading: Reading): number {
  const { collector } = reading;
  let cells = 0;
  for (const cell of row.children) {
    if (!isElement(cell, 'td', 'th')) continue;
    cells++;
    collector.border('table');
    collector.part();
    const isHead = cell.tagName === 'th';
    const seen = cell.children.filter(isSeen);
    const [only] = seen;
    const isBold = isHead && seen.length === 1 && isElement(only, 'strong', 'b');
    read(isBold ? only.children : cell.children, reading);
    collector.part();
  }
  return cells;
}

function readPreformatted(node: Element, reading: Reading): void {
  const { collector } = reading;
  const seen = node.children.filter(isSeen);
  const text = wholeText(node);
  const isCode =
    node.tagName === 'import-code' ||
    isDrawn(text) ||
    (seen.length === 1 && isElement(seen[0], 'code', 'import-code'));
  if (!isCode) read(node.children, reading);
  else if (text.trim() !== '')
    collector.fact('code', () => {
      collector.plainly(() => collector.add(text));
      return text.replace(/\r\n?/g, '\n').replace(/^\n|\n$/g, '');
    });
}
