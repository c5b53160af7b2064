/** A table → the data of a chart: the first column has the labels, every other one is a series of numbers. */
import type { Checked, Diagnostic, ChartKind, Position, SourcePath } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { type ChartData, mostSeries } from './chart.ts';

/** Limits of a chart that readers can still read. */
const mostRows: Readonly<Record<ChartKind, number>> = { bars: 40, columns: 40, line: 400, area: 400 };

/** All faults of a table at once, each at its cell. */
export function readChart(table: ChartTable, kind: ChartKind): Checked<ChartData> {
  const { header, rows } = table;
  const shape = findFaultsOfShape(table, kind);
  if (shape.length > 0) return { diagnostics: shape };
  const columns = header.cells.slice(1).map((_, index) => readColumn(rows, index + 1, table));
  const faults = columns.flatMap(({ diagnostics }) => diagnostics);
  const numbers = columns.flatMap((column) => column.numbers.flatMap((number) => number ?? []));
  if (faults.length === 0) faults.push(...findFaultsOfNumbers(numbers, kind, table));
  if (faults.length > 0) return { diagnostics: faults };
  const series = columns.map(({ numbers: read, texts }, index) => ({
    name: textOf(header.cells[index + 1]),
    values: read.map((number) => number?.value),
    texts,
  }));
  const labels = rows.map(({ cells }) => textOf(cells[0]));
  const unit = numbers[0]?.unit ?? '';
  return { value: { labelName: textOf(header.cells[0]), labels, series, unit }, diagnostics: [] };
}

function findFaultsOfShape(
  { file, header, rows, position }: ChartTable,
  kind: ChartKind,
): readonly Diagnostic[] {
  const place = { file, position };
  const columns = header.cells.length;
  if (rows.length === 0 || columns < 2) return [diagnose('chart/empty', {}, place)];
  if (columns - 1 > mostSeries)
    return [diagnose('chart/too-many-series', { count: columns - 1, most: mostSeries }, place)];
  if (rows.length > mostRows[kind])
    return [diagnose('chart/too-many-rows', { count: rows.length, most: mostRows[kind] }, place)];
  return rows
    .filter(({ cells }) => cells.length !== columns)
    .map((row) =>
      diagnose(
        'chart/ragged',
        { count: row.cells.length, expected: columns },
        { file, position: row.position },
      ),
    );
}

interface Column {
  readonly numbers: readonly (GermanNumber | undefined)[];
  readonly texts: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

function readColumn(rows: readonly ChartRow[], index: number, { file, numbers: style }: ChartTable): Column {
  const cells = rows.flatMap((row) => row.cells[index] ?? []);
  const numbers = cells.map(({ text }) => parseGermanNumber(text, style));
  const wrong = cells.filter(({ text }, row) => numbers[row] === undefined && !saysNothing(text));
  return {
    numbers,
    texts: cells.map(({ text }) => (saysNothing(text) ? '–' : germanText(text.trim(), style))),
    diagnostics: wrong.map(({ text, position }) => {
      const isEnglish = style === 'german' && parseGermanNumber(text, 'english') !== undefined;
      const meant = isEnglish ? text.trim().replace('.', ',') : '';
      return diagnose('chart/no-number', { text: text.trim(), meant }, { file, position });
    }),
  };
}

function germanText(text: string, style: ChartTable['numbers']): string {
  return (style === 'german' ? text : text.replace('.', ',')).replace(/^[-–] ?(?=\d)/, '−');
}

function findFaultsOfNumbers(
  numbers: readonly GermanNumber[],
  kind: ChartKind,
  { file, position }: ChartTable,
): readonly Diagnostic[] {
  const place = { file, position };
  if (numbers.length === 0) return [diagnose('chart/empty', {}, place)];
  const units = [...new Set(numbers.map(({ unit }) => unit))];
  const [one = '', other] = units;
  if (other !== undefined) return [diagnose('chart/mixed-units', { one, other }, place)];
  const isBelow = kind === 'area' && numbers.some(({ value }) => value < 0);
  return isBelow ? [diagnose('chart/area-below-zero', {}, place)] : [];
}

function textOf(cell: ChartCell | undefined): string {
  return (cell?.text ?? '').replaceAll('\u00ad', '').trim();
}

// CSV as spreadsheets write it (RFC 4180), with the place of every cell, which parsers from elsewhere do not tell.

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

export interface GermanNumber {
  readonly value: number;
  /** Its unit: `%`, `Mio.`, `€`; may be empty. */
  readonly unit: string;
}

const spaces = /[\u00a0\u202f\u2009\s]+/g;
const groups = String.raw`\d{1,3}(?:(?:\.\d{3})+|(?:[ '’]\d{3})+)`;
const unit = String.raw`[%‰€$£°\p{L}][%‰€$£°\p{L}./²³ ]{0,14}`;
const german = new RegExp(`^([-+−–]?) ?(${groups}|\\d{1,15})(?:,(\\d{1,12}))? ?(${unit})?$`, 'u');
const english = new RegExp(`^([-+−–]?) ?(\\d{1,15})(?:\\.(\\d{1,12}))? ?(${unit})?$`, 'u');
const nothing = /^(?:|[-–—−/.…x]|\.{3}|k\. ?A\.|n\. ?v\.)$/i;

/** How numbers are written: `1.234,5` or `1234.5`. */
export type NumberStyle = 'german' | 'english';

/** A number as people type it; undefined when it is none. */
export function parseGermanNumber(text: string, style: NumberStyle = 'german'): GermanNumber | undefined {
  const written = text.replace(spaces, ' ').trim();
  const found = (style === 'german' ? german : english).exec(written);
  if (!found) return undefined;
  const [, sign = '', whole = '', fraction = '0', unitWritten = ''] = found;
  const size = Number(`${whole.replace(/\D/g, '')}.${fraction}`);
  return { value: /[-−–]/.test(sign) ? -size : size, unit: unitWritten.trim() };
}

/** Whether a cell says that nothing is known: empty, a dash, „k. A.“. */
export function saysNothing(text: string): boolean {
  return nothing.test(text.replace(spaces, ' ').trim());
}

// A table as it was written, cell by cell with its place, before anyone asks what the cells mean.

export interface ChartCell {
  readonly text: string;
  readonly position: Position;
}

export interface ChartRow {
  readonly cells: readonly ChartCell[];
  readonly position: Position;
}

export interface ChartTable {
  /** Where the cells stand. */
  readonly file: SourcePath;
  readonly position: Position;
  readonly header: ChartRow;
  readonly rows: readonly ChartRow[];
  readonly numbers: NumberStyle;
}
