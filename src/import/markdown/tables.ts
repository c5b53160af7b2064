/** Tables that Markdown has a form for. */
import type { Element, ElementContent } from 'hast';
import { inlinePieces, type Writing } from './inlines.ts';
import { type Settle, tidy } from './phrases.ts';
import { attribute, isBlock, isElement, isSeen, lineOf, walk } from './textTree.ts';

export function rowsOf(table: Element): readonly Element[] {
  return table.children.flatMap((part) => {
    if (isElement(part, 'tr')) return [part];
    return isElement(part, 'thead', 'tbody', 'tfoot')
      ? part.children.filter((row) => isElement(row, 'tr'))
      : [];
  });
}

function cellsOf(row: Element): readonly Element[] {
  return row.children.filter((cell) => isElement(cell, 'td', 'th'));
}

/** More would be too much for our parser in one run of lines. */
const mostCells = 1500;

/** One row of headings, plain rows below, cells of words. */
export function fitsMarkdown(table: Element): boolean {
  const rows = rowsOf(table).map(cellsOf);
  const [head = [], ...others] = rows;
  const cells = rows.flat();
  if (head.length === 0 || cells.length > mostCells) return false;
  const isInHead = table.children.some((part) => isElement(part, 'thead') && part.children.some(isSeen));
  const isHead = (isInHead && headRows(table) === 1) || head.every((cell) => cell.tagName === 'th');
  return (
    isHead &&
    head.every((cell, at) => at === 0 || lineOf(cell) !== '') &&
    others.every((row) => row.length <= head.length && row.every((cell) => cell.tagName === 'td')) &&
    cells.every((cell) => !hasSpan(cell) && wordsOf(cell) !== undefined)
  );
}

function headRows(table: Element): number {
  return table.children.flatMap((part) =>
    isElement(part, 'thead') ? part.children.filter((row) => isElement(row, 'tr')) : [],
  ).length;
}

function hasSpan(cell: Element): boolean {
  return ['colSpan', 'rowSpan'].some((name) => Number(attribute(cell, name) || '1') !== 1);
}

/** Undefined where a cell holds more than running text. */
function wordsOf(cell: Element): readonly ElementContent[] | undefined {
  const [only, ...others] = cell.children.filter(isSeen);
  if (isElement(only, 'p') && others.length === 0) return wordsOf(only);
  let isPlain = !cell.children.some(isBlock);
  walk(cell, (one) => {
    isPlain &&=
      !['import-left-over', 'br'].includes(one.tagName) &&
      !(one.tagName === 'code' && lineOf(one).includes('|'));
  });
  return isPlain ? cell.children : undefined;
}

/** Columns are as wide as their words, so far as that keeps lines short. */
const widest = 40;

export function markdownTable(table: Element, writing: Writing, settle: Settle): string {
  const rows = rowsOf(table).map(cellsOf);
  const columns = rows[0]?.length ?? 0;
  const texts = rows.map((row, index) =>
    Array.from({ length: columns }, (_, at) => {
      const cell = row[at];
      const words = cell ? (wordsOf(cell) ?? []) : [];
      const inner = index === 0 ? withoutBold(words) : words;
      const pieces = tidy(inlinePieces(inner, writing), writing.next);
      return settle(pieces, { newLine: '<br>' }).replaceAll('|', String.raw`\|`);
    }),
  );
  const alignments = Array.from({ length: columns }, (_, at) => alignmentOf(rows.map((row) => row[at])));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.min(widest, Math.max(3, ...texts.map((row) => row[at]?.length ?? 0))),
  );
  const lineOfCells = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const padded = texts.map((row) =>
    lineOfCells(row.map((text, at) => pad(text, widths[at] ?? 3, alignments[at]))),
  );
  const rule = lineOfCells(widths.map((width, at) => ruleOf(width, alignments[at])));
  return [padded[0], rule, ...padded.slice(1)].join('\n');
}

function withoutBold(children: readonly ElementContent[]): readonly ElementContent[] {
  const seen = children.filter(isSeen);
  const [only] = seen;
  return seen.length === 1 && isElement(only, 'strong', 'b') ? only.children : children;
}

type Alignment = 'left' | 'center' | 'right' | undefined;

function alignmentOf(cells: readonly (Element | undefined)[]): Alignment {
  const found = new Set(cells.flatMap((cell) => (cell ? [attribute(cell, 'align').toLowerCase()] : [])));
  found.delete('');
  const [only] = found;
  return found.size === 1 && (only === 'left' || only === 'center' || only === 'right') ? only : undefined;
}

function pad(text: string, width: number, alignment: Alignment): string {
  return alignment === 'right' ? text.padStart(width) : text.padEnd(width);
}

function ruleOf(width: number, alignment: Alignment): string {
  const left = alignment === 'left' || alignment === 'center' ? ':' : '-';
  const right = alignment === 'right' || alignment === 'center' ? ':' : '-';
  return left + '-'.repeat(width - 2) + right;
}
