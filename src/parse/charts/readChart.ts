/** A table → the data of a chart: the first column has the labels, every other one is a series of numbers. */
import type { Checked, Diagnostic } from '../../model.ts';
import type { ChartKind } from '../../textModel.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { type ChartData, mostSeries } from './chart.ts';
import type { ChartCell, ChartRow, ChartTable } from './chartTable.ts';
import { type GermanNumber, parseGermanNumber, saysNothing } from './parseGermanNumber.ts';

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
