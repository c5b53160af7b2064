/** CSV as spreadsheets write it (RFC 4180), with the place of every cell, which parsers from elsewhere do not tell. */
import type { Checked, Position, SourcePath } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import type { ChartCell, ChartRow, ChartTable } from './chartTable.ts';

/** A table; numbers are German between semicolons or tabs, as in German spreadsheets, and have a decimal point between commas. */
export function readCsv(text: string, file: SourcePath): Checked<ChartTable> {
  const separator = separatorOf(text);
  const { rows, openAt } = readRows(text, separator);
  if (openAt) return { diagnostics: [diagnose('chart/open-quote', {}, { file, position: openAt })] };
  const start = { line: 1, column: 1 };
  const [header = { cells: [], position: start }, ...others] = rows.filter(isNotEmpty);
  const numbers = separator === ',' ? 'english' : 'german';
  return { value: { file, position: start, header, rows: others, numbers }, diagnostics: [] };
}

function separatorOf(text: string): string {
  const header = text.split('\n', 1)[0] ?? '';
  return [';', '\t', ','].find((mark) => header.includes(mark)) ?? ';';
}

function isNotEmpty({ cells }: ChartRow): boolean {
  return cells.some(({ text }) => text.trim() !== '');
}

interface Rows {
  readonly rows: readonly ChartRow[];
  /** Where a quote begins that never ends. */
  readonly openAt?: Position;
}

function readRows(text: string, separator: string): Rows {
  // A quoted field, or all up to what ends a plain one; then that end.
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|\\r|$)`, 'y');
  const rows: ChartRow[] = [];
  let cells: ChartCell[] = [];
  let line = 1;
  let lineStart = 0;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const position = { line, column: at - lineStart + 1 };
    const found = field.exec(text);
    if (!found) return { rows, openAt: position };
    const [all, quoted, plain = '', end = ''] = found;
    if (quoted === undefined && plain.startsWith('"')) return { rows, openAt: position };
    cells.push({ text: quoted === undefined ? plain : quoted.replaceAll('""', '"'), position });
    for (const { 0: lineEnd, index } of all.matchAll(/\r\n|\r|\n/g)) {
      line++;
      lineStart = at + index + lineEnd.length;
    }
    if (end === separator) continue;
    rows.push({ cells, position: cells[0]?.position ?? position });
    cells = [];
  }
  if (cells.length > 0) rows.push({ cells: [...cells, emptyAt(line)], position: { line, column: 1 } });
  return { rows };
}

function emptyAt(line: number): ChartCell {
  return { text: '', position: { line, column: 1 } };
}
