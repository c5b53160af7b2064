/**
 * The Markdown that nearly every block of a news article is made of: lines of words with emphasis and
 * links in their plainest form, such lines quoted, headings, lists, tables. Whatever could mean
 * anything else is left to the tokenizer; `test/parse/simpleBlocks.test.ts` holds both against each other.
 */
import type { Element } from 'hast';
import { type BlockSource, placeOf } from './blockSource.ts';
import { parseSimpleInlines } from './parseSimpleInlines.ts';
import { parseSimpleLines } from './parseSimpleLines.ts';
import { beginsItem, parseSimpleList } from './parseSimpleList.ts';
import { parseSimpleTable } from './parseSimpleTable.ts';
import { elementNode, inLines, pointBefore, spanOf } from './textPlace.ts';

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
