import { contestants } from '../contestants.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import { markdownTable } from './markdownTable.ts';
import { formatMegabytes, formatSeconds } from './numbers.ts';
import { summarize } from './summary.ts';

/** Time and memory of everyone at one size. */
export function timesTable(size: SizeResult): string {
  const rows = size.series.map(({ contestant, scenario, runs }) => {
    const name = `${contestants[contestant].title}, ${scenario}`;
    const summary = summarize(runs);
    if (summary === undefined) return [name, 'failed'];
    const { least, median, peakBytes } = summary;
    return [
      name,
      String(summary.runs),
      formatSeconds(least),
      formatSeconds(median),
      formatMegabytes(peakBytes),
    ];
  });
  return markdownTable([['Build', 'Runs', 'Least', 'Median', 'Peak memory'], ...rows]);
}
