import type { Contestant } from '../contestants.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import { scenarios, type Scenario } from '../measure/scenarios.ts';
import { markdownTable } from './markdownTable.ts';
import { formatMegabytes, formatSeconds } from './numbers.ts';
import { summarize } from './summary.ts';

const head = ['Build', 'Runs', 'Least', 'Median', 'Processor', 'Main thread', 'Peak memory'];

/** Time and memory of everyone at one size. */
export function timesTable(size: SizeResult): string {
  const rows = size.contestants.flatMap((contestant) =>
    scenarios.flatMap((scenario) => row(size, contestant, scenario)),
  );
  return markdownTable([head, ...rows]);
}

/** No row for what was not tried. */
function row(size: SizeResult, contestant: Contestant, scenario: Scenario): string[][] {
  const tried = size.measurements.some((one) => one.contestant === contestant && one.scenario === scenario);
  if (!tried) return [];
  const name = `${contestant.title}, ${scenario}`;
  const summary = summarize(size, contestant, scenario);
  if (summary === undefined) return [[name, 'failed']];
  const { runs, least, milliseconds, processor, mainThread, peakBytes } = summary;
  const times = [least, milliseconds, processor, mainThread].map(formatSeconds);
  return [[name, String(runs), ...times, formatMegabytes(peakBytes)]];
}
