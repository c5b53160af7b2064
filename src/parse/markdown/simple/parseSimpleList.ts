/** A list whose items are one paragraph each, with or without empty lines between them. */
import type { Element } from 'hast';
import { mayBeginWithDate } from '../../german/syntax/dateParagraphs.ts';
import { type BlockSource, placeOf } from './blockSource.ts';
import { parseSimpleLines } from './parseSimpleLines.ts';
import { elementNode, inLines, pointBefore, spanOf } from './textPlace.ts';

const itemMark = /^(?:([-+*])|(\d{1,9})\.) /;

export function beginsItem(text: string): boolean {
  return itemMark.test(text);
}

/** The list that a block beginning with an item is; undefined when it is not that simple. Dates stay with the tokenizer. */
export function parseSimpleList(source: BlockSource): Element | undefined {
  const { text, line, offset } = source;
  const [, bullet, number] = itemMark.exec(text) ?? [];
  const sources = bullet === undefined && mayBeginWithDate(text) ? undefined : splitItems(source, bullet);
  if (!sources) return undefined;
  const isLoose = text.includes('\n\n');
  const items: Element[] = [];
  for (const itemSource of sources) {
    const item = parseItem(itemSource, isLoose);
    if (!item) return undefined;
    items.push(item);
  }
  const end = items.at(-1)?.position?.end;
  if (!end) return undefined;
  const properties = number !== undefined && Number(number) !== 1 ? { start: Number(number) } : {};
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

function parseItem(source: BlockSource, isLoose: boolean): Element | undefined {
  const indent = itemMark.exec(source.text)?.[0].length ?? 0;
  const [first = '', ...others] = source.text.split('\n');
  if (!others.every((line) => line.startsWith(' '.repeat(indent)))) return undefined;
  const text = [first, ...others].map((line) => line.slice(indent)).join('\n');
  const place = placeOf(source, text, indent);
  const words = parseSimpleLines(text, place, source.genderForms);
  if (!words) return undefined;
  const { start, end } = spanOf(place, 0, text.length);
  const children = isLoose ? inLines([elementNode('p', words, { start, end })]) : words;
  return elementNode('li', children, { start: pointBefore(start, indent), end: { ...end } });
}
