/**
 * Running text that holds no mark, or marks that can be nothing but what they seem: emphasis in words, a
 * link with its address, a picture, code. Everything else is left to the tokenizer.
 */
import type { ElementContent, Element, Properties, Root, Text } from 'hast';
import { beganBeforePair, staysInPair } from '../german/syntax/genderStar.ts';

export interface InlineSource {
  readonly text: string;
  readonly place: TextPlace;
  /** The star of „Leser*innen“ is text. */
  readonly genderForms: boolean;
}

interface Mark {
  readonly node: ElementContent;
  /** Index behind it. */
  readonly end: number;
}

/** Every character that means, or could mean, something; `\ue000` is the placeholder of `simpleBlocks.ts`. */
const letter = 'A-Za-zÀ-ÖØ-öø-ɏ';
const signs = String.raw`[\x60[\]{\\\t\r\0\ue000]|!(?=\[)|~(?=\d)|==|&(?=[#A-Za-z])|<(?=[A-Za-z!?/])|~~|(?<![${letter}0-9])_|_(?![${letter}0-9])`;
const sign = new RegExp(String.raw`${signs}|\*`, 'gu');
/**
 * No sign is the star of gender: between two plain words that touch no other star, and at the end of a word, where
 * nothing that it could close is open.
 */
const wordBefore = String.raw`(?:^|[\s("„»‚›])[${letter}]+`;
const signBesideGender = new RegExp(
  String.raw`${signs}|\*(?![${letter}]+(?![\p{L}*])|(?=[\s.,;:!?)]|$))|(?<!${wordBefore})\*`,
  'gu',
);

const addressCharacter = String.raw`[A-Za-z0-9:/.?=#+,;_~@!$À-ɏ-]|%[0-9A-Fa-f]{2}|&(?![#A-Za-z0-9]+;)`;
const resource = String.raw`\(((?:${addressCharacter}|\((?:${addressCharacter})*\))+)(?: "([^"\\&\r\n\t\0\ue000]+)")?\)`;
const link = new RegExp(String.raw`\[(?!\^)([^[\]]+)\]${resource}`, 'y');
const picture = new RegExp(String.raw`!\[(?!\^)([^[\]*_\x60<>&\\~|{}\r\n\t\0\ue000]+)\]${resource}`, 'y');
const code = /`([^`\s\0\ue000](?:[^`\r\n\t\0\ue000]*[^`\s\0\ue000])?)`(?!`)/y;

/** The nodes from `start` to `end` of the text; undefined when they are not that simple. Linear. */
export function parseSimpleInlines(
  source: InlineSource,
  start = 0,
  end = source.text.length,
): ElementContent[] | undefined {
  const { text, place } = source;
  const children: ElementContent[] = [];
  let from = start;
  for (let at = findSign(source, start); at < end; at = findSign(source, from)) {
    const mark = readMark(source, at);
    if (!mark || mark.end > end) return undefined;
    if (at > from) children.push(textNode(text.slice(from, at), spanOf(place, from, at)));
    children.push(mark.node);
    from = mark.end;
  }
  if (end > from) children.push(textNode(text.slice(from, end), spanOf(place, from, end)));
  return children;
}

function findSign({ text, genderForms }: InlineSource, from: number): number {
  const pattern = genderForms ? signBesideGender : sign;
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? Infinity;
}

function readMark(source: InlineSource, at: number): Mark | undefined {
  switch (source.text.charAt(at)) {
    case '*':
    case '_':
      return readEmphasis(source, at);
    case '[':
      return readLink(source, at);
    case '!':
      return readPicture(source, at);
    case '`':
      return readCode(source, at);
    default:
      return undefined;
  }
}

/** Text between two equal marks that holds no third of the kind. */
function readEmphasis(source: InlineSource, at: number): Mark | undefined {
  const { text, place } = source;
  const mark = text.charAt(at);
  const width = text.charAt(at + 1) === mark ? 2 : 1;
  const start = at + width;
  const close = text.indexOf(mark, start);
  const end = close + width;
  if (close <= start || !text.startsWith(mark, end - 1) || text.charAt(end) === mark) return undefined;
  if (!opens(text, at, start) || !closes(text, close, end)) return undefined;
  if (width === 1 && crossesPair(text, at, close)) return undefined;
  const children = parseSimpleInlines(source, start, close);
  const tagName = width === 2 ? 'strong' : 'em';
  return children && { node: elementNode(tagName, children, spanOf(place, at, end)), end };
}

const word = new RegExp(`[${letter}0-9]`);
const besideOpening = '([„“”»«‚‘›‹"\'*_–—/-';
const besideClosing = '.,;:!?)]…„“”»«‚‘’›‹"\'*_–—/-';

/** Whether the mark from `at` to `start` opens, and cannot close anything but what our own syntax opens beside quotes. */
function opens(text: string, at: number, start: number): boolean {
  const before = text.charAt(at - 1);
  if (before.trim() === '') return text.charAt(start).trim() !== '';
  return besideOpening.includes(before) && word.test(text.charAt(start));
}

function closes(text: string, close: number, end: number): boolean {
  const after = text.charAt(end);
  if (after.trim() === '') return text.charAt(close - 1).trim() !== '';
  return besideClosing.includes(after) && word.test(text.charAt(close - 1));
}

/** One end of emphasis is inside brackets or quotes, the other is not. */
function crossesPair(text: string, at: number, close: number): boolean {
  const inside = text.slice(at + 1, close);
  return staysInPair(text.charAt(at - 1), inside) || beganBeforePair(inside, text.charAt(close + 1));
}

function readLink(source: InlineSource, at: number): Mark | undefined {
  link.lastIndex = at;
  const [whole = '', label, address, title] = link.exec(source.text) ?? [];
  if (label === undefined || address === undefined) return undefined;
  const children = parseSimpleInlines(source, at + 1, at + 1 + label.length);
  const end = at + whole.length;
  const properties = { href: encode(address), ...(title !== undefined && { title }) };
  return children && { node: elementNode('a', children, spanOf(source.place, at, end), properties), end };
}

function readPicture({ text, place }: InlineSource, at: number): Mark | undefined {
  picture.lastIndex = at;
  const [whole = '', alt, address, title] = picture.exec(text) ?? [];
  if (alt === undefined || address === undefined) return undefined;
  const end = at + whole.length;
  const properties = { src: encode(address), alt, ...(title !== undefined && { title }) };
  return { node: elementNode('img', [], spanOf(place, at, end), properties), end };
}

function readCode({ text, place }: InlineSource, at: number): Mark | undefined {
  code.lastIndex = at;
  const [whole = '', value] = code.exec(text) ?? [];
  if (value === undefined) return undefined;
  const end = at + whole.length;
  const children = [textNode(value, spanOf(place, at, end))];
  return { node: elementNode('code', children, spanOf(place, at, end)), end };
}

function encode(address: string): string {
  return address.replace(/[À-ɏ]/g, encodeURIComponent);
}

// Where a text without its marks of quotation or list stands in the document, and the nodes made of it.

export type Span = NonNullable<Root['position']>;

type Place = Span['start'] & { readonly offset: number };

export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** Position in the document of the first character of the text. */
  readonly offset: number;
  /** Characters before the text on each of its lines. */
  readonly indent: number;
  /** Where in the text its lines end, except the last. */
  readonly breaks: readonly number[];
}

/** From `start` to `end` in the text; a line break ends before what the next line is indented by. */
export function spanOf(place: TextPlace, start: number, end: number): Span {
  const to = pointAt(place, end);
  if (end > 0 && to.column === place.indent + 1)
    return { start: pointAt(place, start), end: pointBefore(to, place.indent) };
  return { start: pointAt(place, start), end: to };
}

function pointAt({ line, offset, indent, breaks }: TextPlace, index: number): Place {
  let passed = 0;
  let most = breaks.length;
  while (passed < most) {
    const middle = (passed + most) >> 1;
    if ((breaks[middle] ?? 0) < index) passed = middle + 1;
    else most = middle;
  }
  const lineStart = passed === 0 ? 0 : (breaks[passed - 1] ?? 0) + 1;
  return {
    line: line + passed,
    column: indent + index - lineStart + 1,
    offset: offset + index + passed * indent,
  };
}

/** The point some characters before on the same line. */
export function pointBefore({ line, column, offset = 0 }: Span['start'], characters: number): Span['start'] {
  return { line, column: column - characters, offset: offset - characters };
}

/** Where the lines of a text end, except the last. */
export function breaksOf(text: string): readonly number[] {
  const breaks: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks.push(at);
  return breaks;
}

function textNode(value: string, position: Span): Text {
  return { type: 'text', value, position };
}

export function elementNode(
  tagName: string,
  children: ElementContent[],
  position: Span,
  properties: Properties = {},
): Element {
  return { type: 'element', tagName, properties, children, position };
}

/** Each on lines of its own, as remark-rehype sets blocks. */
export function inLines(blocks: readonly Element[]): ElementContent[] {
  return [lineEnd(), ...blocks.flatMap((block) => [block, lineEnd()])];
}

function lineEnd(): ElementContent {
  return { type: 'text', value: '\n' };
}
