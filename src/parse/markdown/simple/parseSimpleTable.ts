/** A table with bars around all its cells, as many in each row. */
import type { Element, Properties } from 'hast';
import { type BlockSource, placeOf } from './blockSource.ts';
import { parseSimpleInlines } from './parseSimpleInlines.ts';
import { elementNode, inLines, spanOf } from './textPlace.ts';

const row = /^\|(?:[^|]*\|)+$/;
const delimiterRow = /^\|(?: *:?-+:? *\|)+$/;

/** The table that a block beginning with a bar is; undefined when it is not that simple. */
export function parseSimpleTable(source: BlockSource): Element | undefined {
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
