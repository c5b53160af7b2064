import type { Checked } from '../../model.ts';
import type { ChartDescription } from '../../textModel.ts';
import { diagnose } from '../../report/diagnostics.ts';
import type { Chart } from './chart.ts';
import type { ChartTable } from './chartTable.ts';
import { hasRoomForColumns } from './drawColumns.ts';
import { readChart } from './readChart.ts';

/** A chart of a table, with all that is wrong with its data and what readers could not read. */
export function makeChart(description: ChartDescription, table: ChartTable): Checked<Chart> {
  const { value: data, diagnostics } = readChart(table, description.kind);
  if (!data) return { diagnostics };
  const chart = { ...description, ...data };
  const { file, position } = table;
  const isCrowded = description.kind === 'columns' && !hasRoomForColumns(chart);
  return { value: chart, diagnostics: isCrowded ? [diagnose('chart/crowded', {}, { file, position })] : [] };
}
