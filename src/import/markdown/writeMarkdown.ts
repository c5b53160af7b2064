/** The tree of a text → Markdown of our dialect, as an author would have typed it. */
import type { Element, ElementContent } from 'hast';
import { languageTag } from '../../config/germanOptions.ts';
import { decodeLoosely } from '../../core/paths.ts';
import { slugify } from '../../core/slug.ts';
import type { MarkdownRenderer } from '../../markdown/markdown.ts';
import type { TextTargets, TextTree, WrittenText } from '../model.ts';
import { htmlOf, htmlTable } from './htmlBlocks.ts';
import { anchorPieces, commentOn, inlinePieces, type Writing } from './inlines.ts';
import { anyFile, createGroups, createSettle, type Piece, type Settle, tidy } from './phrases.ts';
import { type Shown, showEmbed, showGallery, showPicture, showPlayed } from './pictures.ts';
import { fitsMarkdown, markdownTable, rowsOf } from './tables.ts';
import {
  attribute,
  boxIn,
  depthOf,
  isDrawn,
  itemsOf,
  levelsOf,
  numbersOf,
  saysSomething,
  element,
  idsIn,
  isBlock,
  isElement,
  isSeen,
  lineOf,
  lonePicture,
  mediaOf,
  namesOf,
  type Node,
  shallow,
  short,
  walk,
  wholeText,
} from './textTree.ts';

export interface WritingOptions {
  /** Of the blog that is written to: decides which signs need a backslash. */
  readonly render: MarkdownRenderer;
  /** The program from which the text comes: `WordPress`. Stands in the comments that say what is left over. */
  readonly source: string;
}

/** Writes any tree; what Markdown cannot say as the tree does is told in remarks. */
export function writeMarkdown(
  given: TextTree,
  targets: TextTargets,
  { render, source }: WritingOptions,
): WrittenText {
  const tree = shallow(given);
  const linkedIds = new Set<string>();
  const headings: Element[] = [];
  walk(tree, (one) => {
    const href = attribute(one, 'href').trim();
    if (href.startsWith('#')) linkedIds.add(decodeLoosely(href.slice(1)));
    if (depthOf(one) > 0 && lineOf(one) !== '') headings.push(one);
  });
  const writing: BlockWriting = {
    targets,
    ids: idsIn(tree),
    linkedIds,
    source,
    remarks: [],
    notes: [],
    next: createGroups(),
    comments: [],
    anchors: [],
    levels: levelsOf(headings),
    usedIds: new Set(),
    settle: createSettle(render),
    read: (markdown) => render({ file: anyFile, markdown, firstLine: 1 }).content.html.join(''),
    nesting: 0,
  };
  tellOfLevels(headings, writing);
  const blocks = flow(tree.children, writing).map(({ text }) => text);
  if (writing.anchors.length > 0) blocks.push(writing.anchors.splice(0).join(''));
  // A note may hold marks of further notes.
  for (let at = 0; at < writing.notes.length; at++) {
    const text = flow(writing.notes[at]?.children ?? [], writing)
      .map((block) => block.text)
      .join('\n\n');
    blocks.push(indented(text === '' ? '–' : text, `[^${at + 1}]: `, '    '));
  }
  return { markdown: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, remarks: writing.remarks };
}

interface BlockWriting extends Writing {
  readonly levels: ReadonlyMap<Element, number>;
  readonly usedIds: Set<string>;
  readonly settle: Settle;
  /** The HTML that our pipeline makes of a piece of Markdown. */
  readonly read: (markdown: string) => string;
  /** Quotations and lists around the place at hand. */
  nesting: number;
}

interface Block {
  readonly text: string;
  readonly list?: 'ul' | 'ol';
}

/** Quotations and lists in each other beyond this depth lie side by side. */
const deepest = 25;

// Blocks.

function flow(nodes: readonly Node[], writing: BlockWriting): Block[] {
  const blocks: Block[] = [];
  let run: Node[] = [];
  const add = (more: readonly Block[]): void => {
    for (const block of more) {
      // What is left over within words stands before them.
      blocks.push(...writing.comments.splice(0).map((text) => ({ text })));
      if (block.text !== '') blocks.push(apart(block, blocks.at(-1)));
    }
  };
  const endRun = (): void => {
    if (run.length > 0) add(paragraphs(run, writing));
    run = [];
  };
  for (const node of nodes) {
    if (node.type !== 'text' && node.type !== 'element') continue;
    if (!isBlock(node)) {
      run.push(node);
      continue;
    }
    endRun();
    if (node.type === 'element') add(inLanguage(node, blocksOf(node, writing)));
  }
  endRun();
  blocks.push(...writing.comments.splice(0).map((text) => ({ text })));
  return blocks;
}

/** Beside each other, two lists would be one, and a paragraph with a number a part of a list. */
function apart(block: Block, last: Block | undefined): Block {
  const isAfterNumber = last !== undefined && (last.list === 'ol' || beginsWithNumber.test(last.text));
  if (block.list === undefined && isAfterNumber && beginsWithNumber.test(block.text))
    return { text: block.text.replace(beginsWithNumber, String.raw`$1\$2`) };
  if (block.list === undefined || last === undefined) return block;
  const isUsual = block.list === 'ol' ? !/^\d+\)/.test(last.text) : !last.text.startsWith('* ');
  const isSame = last.list === block.list || (block.list === 'ol' && isAfterNumber);
  if (!isSame || !isUsual) return block;
  return { ...block, text: block.list === 'ul' ? withStars(block.text) : withBrackets(block.text) };
}

const beginsWithNumber = /^(\d{1,9})([.)])(?=\s)/;

function withStars(text: string): string {
  return text.replace(/^- /gm, '* ');
}

function withBrackets(text: string): string {
  return text.replace(/^(\d{1,9})\. /gm, '$1) ');
}

function inLanguage(node: Element, blocks: readonly Block[]): readonly Block[] {
  const lang = attribute(node, 'lang');
  if (!new RegExp(`^${languageTag}$`).test(lang) || blocks.length === 0) return blocks;
  return [passage(`lang=${lang}`, blocks)];
}

function passage(attributes: string, blocks: readonly Block[]): Block {
  const last = blocks.at(-1);
  // What goes on until an empty line would take the closing one.
  const isOpen = last?.list !== undefined || /^[<>]/m.test(last?.text ?? '');
  return { text: `::: {${attributes}}\n${joined(blocks)}\n${isOpen ? '\n' : ''}:::` };
}

function blocksOf(node: Element, writing: BlockWriting): readonly Block[] {
  const { tagName, children } = node;
  if (tagName !== 'import-left-over' && depthOf(node) === 0 && tagName !== 'a')
    writing.anchors.push(...anchorPieces(node, writing));
  switch (tagName) {
    case 'p':
      return flow(children, writing);
    case 'blockquote':
      return nested(node, writing, () => quotation(node, writing));
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return nested(node, writing, () => listOf(node, writing));
    case 'dl':
      return [{ text: termsOf(node, writing) }];
    case 'pre':
      return preformatted(node, writing);
    case 'import-code': {
      const code = wholeText(node);
      return code.trim() === '' ? [] : [{ text: fenced(code, attribute(node, 'language')) }];
    }
    case 'hr':
      return [{ text: '---' }];
    case 'table':
      return tableBlocks(node, undefined, writing);
    case 'figure':
      return figureBlocks(node, writing);
    case 'details':
      return detailsBlocks(node, writing);
    default:
      if (depthOf(node) > 0) return headingBlocks(node, writing);
      return specialBlocks(node, writing);
  }
}

function specialBlocks(node: Element, writing: BlockWriting): readonly Block[] {
  const caption = node.children.find((child): child is Element => isElement(child, 'figcaption'));
  switch (node.tagName) {
    case 'import-gallery':
      return galleryBlocks(node, caption, writing);
    case 'import-embed':
      return shown(showEmbed(attribute(node, 'url'), caption, writing), writing);
    case 'iframe':
    case 'embed':
    case 'object': {
      const url = attribute(node, 'src') || attribute(node, 'data');
      return url === '' ? flow(node.children, writing) : shown(showEmbed(url, caption, writing), writing);
    }
    case 'video':
    case 'audio':
      return shown(showPlayed(node, caption, writing), writing);
    case 'import-pull-quote':
      return pullQuote(node, writing);
    case 'import-left-over':
      return [{ text: commentOn(node, writing.source) }, ...flow(node.children, writing)];
    default:
      // A block in an inline element: each of its blocks gets that element.
      return flow(isWrapper(node) ? distributed(node) : node.children, writing);
  }
}

const wrappers: ReadonlySet<string> = new Set(
  'a strong b em i del s strike u ins mark small sub sup span cite q code'.split(' '),
);

function isWrapper({ tagName }: Element): boolean {
  return wrappers.has(tagName);
}

/** `<strong><p>…</p></strong>` as `<p><strong>…</strong></p>`. */
function distributed(node: Element): readonly Node[] {
  const result: Node[] = [];
  let run: ElementContent[] = [];
  const endRun = (): void => {
    if (run.some(isSeen)) result.push({ ...node, children: run });
    run = [];
  };
  for (const child of node.children) {
    if (child.type !== 'element' || !isBlock(child)) run.push(child);
    else {
      endRun();
      const mayHold = !/^(?:import-|table$|hr$|iframe$|video$|audio$|pre$)/.test(child.tagName);
      result.push(mayHold ? { ...child, children: [{ ...node, children: child.children }] } : child);
    }
  }
  endRun();
  return result;
}

function nested(node: Element, writing: BlockWriting, write: () => readonly Block[]): readonly Block[] {
  if (writing.nesting >= deepest) {
    const reason = 'So viele Zitate und Listen ineinander versteht Markdown nicht; die Wörter bleiben.';
    const kind = node.tagName === 'blockquote' ? 'quote' : 'list';
    writing.remarks.push({ kind, reason, before: short(lineOf(node)) });
    return flow(node.children, writing);
  }
  writing.nesting++;
  const blocks = write();
  writing.nesting--;
  return blocks;
}

// Paragraphs.

function paragraphs(run: readonly Node[], writing: BlockWriting): readonly Block[] {
  const { before, inner, after } = picturesApart(run, writing);
  return [
    ...before.flatMap((picture) => shown(showPicture(picture, undefined, writing), writing)),
    ...partsOf(inner).flatMap((part) => paragraph(inlinePieces(part, writing), writing)),
    ...after.flatMap((picture) => shown(showPicture(picture, undefined, writing), writing)),
  ];
}

function paragraph(pieces: readonly Piece[], writing: BlockWriting): readonly Block[] {
  const anchors = writing.anchors.splice(0);
  const text = writing.settle(tidy([...anchors, ...pieces], writing.next), { newLine: '\\\n' });
  if (text !== anchors.join('')) return [{ text: text.replace(/(?:\\\n)+$/, '') }];
  writing.anchors.push(...anchors);
  return [];
}

/** Pictures at the edges of a paragraph stand for themselves. */
function picturesApart(run: readonly Node[], { targets }: BlockWriting) {
  const inner = [...run];
  const before = [];
  const after = [];
  const isNothing = (node: Node | undefined): boolean =>
    node !== undefined && !isSeen(node) && !isElement(node, 'import-left-over') && !hasName(node);
  for (;;) {
    while (isNothing(inner[0])) inner.shift();
    const picture = inner[0] && lonePicture(inner[0]);
    if (!picture || !mediaOf(picture.image, targets)) break;
    before.push(picture);
    inner.shift();
  }
  for (;;) {
    while (isNothing(inner.at(-1))) inner.pop();
    const last = inner.at(-1);
    const picture = last && lonePicture(last);
    if (!picture || !mediaOf(picture.image, targets)) break;
    after.unshift(picture);
    inner.pop();
  }
  return { before, inner, after };
}

function hasName(node: Node): boolean {
  return node.type === 'element' && namesOf(node).length > 0;
}

/** Two line breaks in a row end a paragraph. */
function partsOf(nodes: readonly Node[]): readonly (readonly Node[])[] {
  const parts: Node[][] = [];
  let part: Node[] = [];
  let breaks: Node[] = [];
  for (const node of nodes) {
    if (isElement(node, 'br')) breaks.push(node);
    else if (breaks.length > 0 && node.type === 'text' && node.value.trim() === '') breaks.push(node);
    else {
      const count = breaks.filter((one) => isElement(one, 'br')).length;
      if (count > 1) {
        parts.push(part);
        part = [];
      } else part.push(...breaks);
      breaks = [];
      part.push(node);
    }
  }
  return [...parts, part];
}

function shown({ pieces, below }: Shown, writing: BlockWriting): readonly Block[] {
  const picture = paragraph(pieces, writing);
  if (!below) return picture;
  if (below.children.some(isBlock)) return [...picture, ...flow(below.children, writing)];
  const words = inlinePieces(below.children, writing);
  return [...picture, ...paragraph(['<small>', ...words, '</small>'], writing)];
}

// Headings.

function tellOfLevels(headings: readonly Element[], { levels, remarks }: BlockWriting): void {
  if (headings.every((heading) => levels.get(heading) === depthOf(heading))) return;
  remarks.push({
    kind: 'heading',
    reason: 'Zwischenüberschriften beginnen unter der Überschrift des Artikels und überspringen keine Stufe.',
    before: short(headings.map(({ tagName }) => tagName).join(' ')),
    after: short(headings.map((heading) => `h${levels.get(heading) ?? 2}`).join(' ')),
  });
}

function headingBlocks(heading: Element, writing: BlockWriting): readonly Block[] {
  const inner = withoutBold(heading.children);
  if (lineOf(heading) === '') return flow(inner, writing);
  const prefix = `${'#'.repeat(writing.levels.get(heading) ?? 2)} `;
  const own = slugify(lineOf(heading), 'abschnitt');
  const id = namesOf(heading).find(
    (name) => !writing.usedIds.has(name) && (writing.linkedIds.has(name) || !name.startsWith('h-')),
  );
  const isOwn = id === undefined || (id === own && !writing.usedIds.has(own));
  writing.usedIds.add(id ?? own);
  const anchors = writing.anchors.splice(0);
  const words = inlinePieces(inner, writing);
  const settled = (first: readonly string[]): string => {
    const pieces = tidy([...first, ...words], writing.next);
    const text = writing.settle(pieces, { prefix, newLine: '<br>' });
    return prefix + text.replace(/(^|\s)(#+)$/, String.raw`$1\$2`);
  };
  const text = settled(anchors);
  if (isOwn) return [{ text }];
  const named = `${text} {#${id}}`;
  if (/^[\p{L}\p{N}_-]{1,100}$/u.test(id) && writing.read(named).includes(` id="${id}"`))
    return [{ text: named }];
  return [{ text: settled([...anchors, ...anchorPieces({ ...heading, children: [] }, writing)]) }];
}

/** Headings are bold by themselves. */
function withoutBold(children: readonly ElementContent[]): readonly ElementContent[] {
  const seen = children.filter(isSeen);
  const [only] = seen;
  return seen.length === 1 && isElement(only, 'strong', 'b') ? withoutBold(only.children) : children;
}

// Quotations.

function quotation(quote: Element, writing: BlockWriting): readonly Block[] {
  const text = joined(flow(withSource(quote), writing));
  return text === '' ? [] : [{ text: text.replace(/^/gm, '> ').replace(/^> $/gm, '>') }];
}

/** A `cite` at the end becomes a paragraph that begins with a dash. */
function withSource(quote: Element): readonly Node[] {
  const at = quote.children.findLastIndex(isSeen);
  const last = quote.children[at];
  if (!isElement(last, 'cite', 'footer')) return quote.children;
  const words = lineOf(last);
  const dash: readonly ElementContent[] = /^[–—-]/.test(words) ? [] : [{ type: 'text', value: '— ' }];
  const source = element('p', [...dash, ...last.children.flatMap(withoutParagraph)]);
  return words === '' ? quote.children.slice(0, at) : [...quote.children.slice(0, at), source];
}

function withoutParagraph(node: ElementContent): readonly ElementContent[] {
  return isElement(node, 'p', 'cite') ? node.children : [node];
}

function pullQuote(quote: Element, writing: BlockWriting): readonly Block[] {
  const children = quote.children.flatMap((child) =>
    isElement(child, 'blockquote') ? child.children : [child],
  );
  const inner = flow(withSource({ ...quote, children }), writing);
  return inner.length === 0 ? [] : [passage('kasten=zitat', inner)];
}

// Lists.

function listOf(list: Element, writing: BlockWriting): readonly Block[] {
  const isOrdered = list.tagName === 'ol';
  const items = itemsOf(list).filter(saysSomething);
  const numbers = isOrdered ? numbersOf(list, items) : [];
  const written = items.map((item) => {
    const box = boxIn(item);
    const blocks = flow(item.children, writing);
    return { blocks, box: box === undefined ? '' : attributeBox(box) };
  });
  const isTight =
    written.length < 1000 && written.every(({ blocks }) => blocks.slice(1).every(mayFollowWords));
  const lines = written.map(({ blocks, box }, at) => {
    const marker = isOrdered ? `${numbers[at] ?? at + 1}. ` : '- ';
    const text = joined(blocks, isTight);
    const body = box === '' ? text.replace(/^\[(?=[ xX]\](?:\s|$))/, String.raw`\[`) : box + text;
    return indented(body, marker, ' '.repeat(marker.length));
  });
  const text = lines.join(isTight ? '\n' : '\n\n');
  if (text === '') return [];
  if (!isOrdered) return [{ text, list: 'ul' }];
  // A single „13. Mai“ is no list to our parser.
  const isCertain = items.length > 1 && numbers.every((one, at) => one === (numbers[0] ?? 1) + at);
  if (isCertain || writing.read(text).startsWith('<ol')) return [{ text, list: 'ol' }];
  return [{ text: htmlOf([list], writing) }];
}

/** Without an empty line between, only a list that begins with 1 does. */
function mayFollowWords({ list, text }: Block): boolean {
  return list === 'ul' || (list === 'ol' && /^1[.)]/.test(text));
}

function attributeBox({ properties }: Element): string {
  const { checked } = properties;
  return checked === undefined || checked === null || checked === false ? '[ ] ' : '[x] ';
}

function termsOf(list: Element, writing: BlockWriting): string {
  const lines = list.children
    .flatMap((child) => (isElement(child, 'div') ? child.children : [child]))
    .flatMap((child) => {
      const html = htmlOf([child], writing);
      return html === '' ? [] : [html];
    });
  return lines.length === 0 ? '' : ['<dl>', ...lines, '</dl>'].join('\n');
}

// Code, poems, tables, figures, what opens.

function preformatted(node: Element, writing: BlockWriting): readonly Block[] {
  const code = node.children.find(isSeen);
  const isCode = isElement(code, 'code', 'import-code') && node.children.filter(isSeen).length === 1;
  const text = wholeText(node);
  if (text.trim() === '') return [];
  if (isCode) {
    const classes = `${attribute(code, 'className')} ${attribute(code, 'language')}`;
    return [{ text: fenced(text, /(?:^|\s)(?:language-|lang-)?([\w+#.-]+)/.exec(classes)?.[1] ?? '') }];
  }
  // Lines of words, unless their spaces say something.
  if (isDrawn(text)) return [{ text: fenced(text, '') }];
  return flow(withBreaks(node.children), writing);
}

function withBreaks(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'element') return [{ ...node, children: withBreaks(node.children) }];
    if (node.type !== 'text') return [];
    return node.value.split(/\r\n?|\n/).flatMap((value, at): ElementContent[] => {
      const line: ElementContent = { type: 'text', value };
      return at === 0 ? [line] : [element('br', []), line];
    });
  });
}

function fenced(code: string, language: string): string {
  const text = code.replace(/\r\n?/g, '\n').replace(/^\n|\n$/g, '');
  let fence = '```';
  while (text.includes(fence)) fence += '`';
  const name = /^[\w+#.-]{1,40}$/.test(language) ? language : '';
  return `${fence}${name}\n${text}\n${fence}`;
}

function tableBlocks(table: Element, caption: Element | undefined, writing: BlockWriting): readonly Block[] {
  if (!saysSomething(table)) return [];
  if (rowsOf(table).length === 0) return flow([...table.children, ...(caption ? [caption] : [])], writing);
  const inside = table.children.find((child): child is Element => isElement(child, 'caption'));
  const words = caption ?? inside;
  const below = words ? paragraph(inlinePieces(words.children, writing), writing) : [];
  if (!fitsMarkdown(table)) {
    const isTwice = caption !== undefined;
    const text = htmlTable(table, writing);
    return [...anchorBlock(writing), { text }, ...(isTwice ? below : [])];
  }
  return [...anchorBlock(writing), { text: markdownTable(table, writing, writing.settle) }, ...below];
}

function anchorBlock(writing: BlockWriting): readonly Block[] {
  return writing.anchors.length === 0 ? [] : [{ text: writing.anchors.splice(0).join('') }];
}

function galleryBlocks(
  gallery: Element,
  caption: Element | undefined,
  writing: BlockWriting,
): readonly Block[] {
  const figures = gallery.children.filter((child) => child !== caption);
  const { lines, others } = showGallery({ ...gallery, children: figures }, writing);
  const [only] = lines;
  const settled = lines.map((pieces) => `- ${writing.settle(pieces, { newLine: ' ' })}`);
  return [
    ...(lines.length === 1 && only
      ? paragraph(only, writing)
      : [{ text: settled.join('\n'), list: 'ul' } as const]),
    ...others.flatMap((one) => blocksOf(one, writing)),
    ...(caption ? paragraphs(caption.children, writing) : []),
  ];
}

function figureBlocks(figure: Element, writing: BlockWriting): readonly Block[] {
  const caption = figure.children.find((child): child is Element => isElement(child, 'figcaption'));
  const rest = figure.children.filter((child) => child !== caption);
  const seen = rest.filter(isSeen);
  const [only] = seen;
  const picture = lonePicture({ ...figure, tagName: 'div', children: rest });
  if (picture) return shown(showPicture(picture, caption, writing), writing);
  if (seen.length === 1 && only?.type === 'element') {
    if (only.tagName === 'video' || only.tagName === 'audio')
      return shown(showPlayed(only, caption, writing), writing);
    if (only.tagName === 'import-embed') {
      const own = only.children.find((child): child is Element => isElement(child, 'figcaption'));
      return shown(showEmbed(attribute(only, 'url'), own ?? caption, writing), writing);
    }
    if (only.tagName === 'table') return tableBlocks(only, caption, writing);
  }
  const pictures = seen.map((one) => lonePicture(one));
  const isGallery = seen.length > 1 && pictures.every((one) => one && mediaOf(one.image, writing.targets));
  if (isGallery) {
    const figures = seen.flatMap((one) => (one.type === 'element' ? [element('figure', [one])] : []));
    return galleryBlocks(element('import-gallery', figures), caption, writing);
  }
  return [...flow(rest, writing), ...(caption ? flow(caption.children, writing) : [])];
}

function detailsBlocks(details: Element, writing: BlockWriting): readonly Block[] {
  const summary = details.children.find((child) => isElement(child, 'summary'));
  const inner = flow(
    details.children.filter((child) => child !== summary),
    writing,
  );
  const words = isElement(summary) ? htmlOf(summary.children, writing) : '';
  const isOpen = details.properties['open'] !== undefined && details.properties['open'] !== false;
  return [
    { text: `<details${isOpen ? ' open' : ''}>\n<summary>${words || 'Mehr'}</summary>` },
    ...inner,
    { text: '</details>' },
  ];
}

// Lines.

function joined(blocks: readonly Block[], isTight = false): string {
  return blocks.map(({ text }) => text).join(isTight ? '\n' : '\n\n');
}

function indented(text: string, first: string, indent: string): string {
  return first + text.replace(/\n(?=[^\n])/g, `\n${indent}`);
}
