/**
 * The Markdown that nearly every block of a news article is made of: lines of words with emphasis and
 * links in their plainest form, such lines quoted, headings, lists, tables. Whatever could mean
 * anything else is left to the tokenizer; `test/markdown/simpleBlocks.test.ts` holds both against each other.
 */
import type { Element, ElementContent, Properties } from 'hast';
import {
  parseSimpleInlines,
  elementNode,
  inLines,
  pointBefore,
  spanOf,
  type TextPlace,
  breaksOf,
} from './parseSimpleInlines.ts';
import { mayBeginWithDate } from '../german/syntax/dateParagraphs.ts';
import { numbersToSay } from '../listNumbers.ts';

const heading = /^(#{1,6}) (?=\S)/;
const rule = /^(?:-{3,}|\*{3,}|_{3,}|\* \* \*|- - -)$/;

/**
 * The element that the tokenizer and remark-rehype would make of the block; undefined when it is not that
 * simple. A list must have nothing before or after it that could be of the same list.
 */
export function parseSimpleBlock(source: BlockSource): Element | undefined {
  const { text } = source;
  if (text.startsWith('#')) return parseHeading(source);
  if (text.startsWith('> ')) return parseQuotation(source);
  if (text.startsWith('|')) return parseSimpleTable(source);
  if (rule.test(text)) return elementNode('hr', [], spanOf(placeOf(source, text), 0, text.length));
  return beginsItem(text) ? parseSimpleList(source) : parseParagraph(source);
}

function parseParagraph(source: BlockSource): Element | undefined {
  const { text, genderForms } = source;
  const place = placeOf(source, text);
  const children = parseSimpleLines(text, place, genderForms);
  return children && elementNode('p', children, spanOf(place, 0, text.length));
}

function parseHeading(source: BlockSource): Element | undefined {
  const mark = heading.exec(source.text);
  if (!mark?.[1] || source.text.includes('\n') || /[ #]$/.test(source.text)) return undefined;
  const text = source.text.slice(mark[0].length);
  const place = placeOf(source, text, mark[0].length);
  const children = parseSimpleInlines({ text, place, genderForms: source.genderForms });
  const { start, end } = spanOf(place, 0, text.length);
  const position = { start: pointBefore(start, mark[0].length), end };
  return children && elementNode(`h${mark[1].length}`, children, position);
}

/** One paragraph. */
function parseQuotation(source: BlockSource): Element | undefined {
  const lines = source.text.split('\n');
  if (!lines.every((line) => line.startsWith('> '))) return undefined;
  const text = lines.map((line) => line.slice(2)).join('\n');
  const place = placeOf(source, text, 2);
  const children = parseSimpleLines(text, place, source.genderForms);
  if (!children) return undefined;
  const { start, end } = spanOf(place, 0, text.length);
  const paragraph = elementNode('p', children, { start, end });
  return elementNode('blockquote', inLines([paragraph]), { start: pointBefore(start, 2), end: { ...end } });
}

// Paragraphs.

/** Characters that may begin a line of words and nothing else. */
const opening =
  /[A-Za-zÀ-ɏ„“”»«‚‘’›‹"'(–—…§€[]|!\[|\*{1,2}[^\s*]|_{1,2}[^\s_]|`[^`]|\d(?:[\d.,:]*\d)?(?![\d.)])/y;

/** Undefined when it is not that simple; a space at the end of a line could break it. */
function parseSimpleLines(
  text: string,
  place: TextPlace,
  genderForms: boolean,
): ElementContent[] | undefined {
  for (const lineEnd of [-1, ...place.breaks]) {
    opening.lastIndex = lineEnd + 1;
    if (!opening.test(text) || text.charAt(lineEnd - 1) === ' ') return undefined;
  }
  return text.endsWith(' ') ? undefined : parseSimpleInlines({ text, place, genderForms });
}

// Lists whose items are one paragraph each, with or without empty lines between them.

const itemMark = /^(?:([-+*])|(\d{1,9})\.) /;

export function beginsItem(text: string): boolean {
  return itemMark.test(text);
}

/** The list that a block beginning with an item is; undefined when it is not that simple. Dates stay with the tokenizer, and a single number, which may be an ordinal. */
function parseSimpleList(source: BlockSource): Element | undefined {
  const { text, line, offset } = source;
  const [, bullet, number] = itemMark.exec(text) ?? [];
  const sources = bullet === undefined && mayBeginWithDate(text) ? undefined : splitItems(source, bullet);
  if (!sources || (bullet === undefined && sources.length === 1)) return undefined;
  const isLoose = text.includes('\n\n');
  const start = number === undefined ? undefined : Number(number);
  const values = start === undefined ? [] : numbersToSay(sources.map(numberOf), start);
  const items: Element[] = [];
  for (const [index, itemSource] of sources.entries()) {
    const item = parseItem(itemSource, isLoose, values[index]);
    if (!item) return undefined;
    items.push(item);
  }
  const end = items.at(-1)?.position?.end;
  if (!end) return undefined;
  const properties = start !== undefined && start !== 1 ? { start } : {};
  const position = { start: { line, column: 1, offset }, end: { ...end } };
  return elementNode(bullet === undefined ? 'ol' : 'ul', inLines(items), position, properties);
}

/** Lines without a mark belong to the item before them, unless an empty line is between. */
function splitItems(source: BlockSource, bullet: string | undefined): BlockSource[] | undefined {
  const items: BlockSource[] = [];
  let { line, offset } = source;
  let isAfterEmpty = true;
  for (const text of source.text.split('\n')) {
    const mark = itemMark.exec(text);
    const last = items.at(-1);
    if (mark && mark[1] !== bullet) return undefined;
    if (mark) items.push({ ...source, text, line, offset });
    else if (text !== '') {
      if (!last || isAfterEmpty) return undefined;
      items.splice(-1, 1, { ...last, text: `${last.text}\n${text}` });
    }
    isAfterEmpty = text === '';
    line++;
    offset += text.length + 1;
  }
  return items;
}

function numberOf({ text }: BlockSource): number {
  return Number.parseInt(text, 10);
}

function parseItem(source: BlockSource, isLoose: boolean, value: number | undefined): Element | undefined {
  const indent = itemMark.exec(source.text)?.[0].length ?? 0;
  const [first = '', ...others] = source.text.split('\n');
  if (!others.every((line) => line.startsWith(' '.repeat(indent)))) return undefined;
  const text = [first, ...others].map((line) => line.slice(indent)).join('\n');
  const place = placeOf(source, text, indent);
  const words = parseSimpleLines(text, place, source.genderForms);
  if (!words) return undefined;
  const { start, end } = spanOf(place, 0, text.length);
  const children = isLoose ? inLines([elementNode('p', words, { start, end })]) : words;
  const position = { start: pointBefore(start, indent), end: { ...end } };
  return elementNode('li', children, position, value === undefined ? {} : { value: String(value) });
}

// Tables with bars around all their cells, as many in each row.

const row = /^\|(?:[^|]*\|)+$/;
const delimiterRow = /^\|(?: *:?-+:? *\|)+$/;

/** The table that a block beginning with a bar is; undefined when it is not that simple. */
function parseSimpleTable(source: BlockSource): Element | undefined {
  const [header = '', delimiters = '', ...body] = source.text.split('\n');
  if (!delimiterRow.test(delimiters)) return undefined;
  const columns = cellsOf(delimiters).map(alignmentOf);
  const headRow = parseRow({ ...source, text: header }, 'th', columns);
  const rows: Element[] = [];
  let line = source.line + 2;
  let offset = source.offset + header.length + delimiters.length + 2;
  for (const text of body) {
    const parsed = parseRow({ ...source, text, line, offset }, 'td', columns);
    if (!parsed) return undefined;
    rows.push(parsed);
    line++;
    offset += text.length + 1;
  }
  if (!headRow) return undefined;
  const parts = [group('thead', [headRow]), ...(rows.length > 0 ? [group('tbody', rows)] : [])];
  return elementNode('table', inLines(parts), spanOf(placeOf(source, source.text), 0, source.text.length));
}

function cellsOf(text: string): readonly string[] {
  return text.slice(1, -1).split('|');
}

function alignmentOf(delimiter: string): Properties {
  const dashes = delimiter.trim();
  const isLeft = dashes.startsWith(':');
  if (!dashes.endsWith(':')) return isLeft ? { align: 'left' } : {};
  return { align: isLeft ? 'center' : 'right' };
}

function group(tagName: string, rows: readonly Element[]): Element {
  const [start, end] = [rows[0]?.position?.start, rows.at(-1)?.position?.end];
  if (!start || !end) throw new Error('A row without a place');
  return elementNode(tagName, inLines(rows), { start, end });
}

function parseRow(
  { text, line, offset, genderForms }: BlockSource,
  tagName: string,
  columns: readonly Properties[],
): Element | undefined {
  const cells = row.test(text) ? cellsOf(text) : [];
  if (cells.length !== columns.length) return undefined;
  const place = { line, offset, indent: 0, breaks: [] };
  const elements: Element[] = [];
  let at = 0;
  for (const [index, cell] of cells.entries()) {
    const words = cell.replace(/^ +/, '');
    const indent = at + 1 + cell.length - words.length;
    const inCell = {
      text: withoutSpacesAtEnd(words),
      place: { line, offset: offset + indent, indent, breaks: [] },
    };
    const children = parseSimpleInlines({ ...inCell, genderForms });
    if (!children) return undefined;
    const end = index === cells.length - 1 ? text.length : at + 1 + cell.length;
    elements.push(elementNode(tagName, children, spanOf(place, at, end), { ...columns[index] }));
    at = end;
  }
  return elementNode('tr', inLines(elements), spanOf(place, 0, text.length));
}

/** Other white space is a word. */
function withoutSpacesAtEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end--;
  return text.slice(0, end);
}

// Input of the functions above.

export interface BlockSource {
  /** Without empty lines around it. */
  readonly text: string;
  /** Position of its beginning in the document; line from 1. */
  readonly line: number;
  readonly offset: number;
  readonly genderForms: boolean;
}

/** The place of a text made of a block's lines without the `indent` characters before each. */
function placeOf({ line, offset }: BlockSource, text: string, indent = 0): TextPlace {
  return { line, offset: offset + indent, indent, breaks: breaksOf(text) };
}
