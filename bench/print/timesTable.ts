import { contestantNames, contestants, type ContestantName } from '../contestants.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import { scenarios, type Scenario } from '../measure/scenarios.ts';
import { markdownTable } from './markdownTable.ts';
import { formatMegabytes, formatSeconds } from './numbers.ts';
import { summarize } from './summary.ts';

/** Time and memory of everyone at one size. */
export function timesTable(size: SizeResult): string {
  const rows = contestantNames.flatMap((contestant) =>
    scenarios.flatMap((scenario) => row(size, contestant, scenario)),
  );
  return markdownTable([['Build', 'Runs', 'Least', 'Median', 'Peak memory'], ...rows]);
}

/** No row for what was not tried. */
function row(size: SizeResult, contestant: ContestantName, scenario: Scenario): string[][] {
  const tried = size.measurements.some((one) => one.contestant === contestant && one.scenario === scenario);
  if (!tried) return [];
  const name = `${contestants[contestant].title}, ${scenario}`;
  const summary = summarize(size, contestant, scenario);
  if (summary === undefined) return [[name, 'failed']];
  const { runs, least, median, peakBytes } = summary;
  return [[name, String(runs), formatSeconds(least), formatSeconds(median), formatMegabytes(peakBytes)]];
}
