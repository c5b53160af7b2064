import type { ContestantName } from '../contestants.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import type { Run } from '../measure/runProcess.ts';
import type { Scenario } from '../measure/scenarios.ts';

/** What the successful runs of a series come to. */
export interface Summary {
  readonly runs: number;
  /** Milliseconds. */
  readonly least: number;
  /** Milliseconds. */
  readonly median: number;
  /** The greatest of all runs; 0 where the system tells none. */
  readonly peakBytes: number;
}

/** Nothing when no run succeeded. */
export function summarize(runs: readonly Run[]): Summary | undefined {
  const done = runs.filter((run) => run.failure === undefined);
  const times = done.map((run) => run.milliseconds).toSorted((one, other) => one - other);
  const [least] = times;
  if (least === undefined) return undefined;
  const peakBytes = Math.max(...done.map((run) => run.peakBytes));
  return { runs: done.length, least, median: median(times), peakBytes };
}

export function summaryOf(
  size: SizeResult | undefined,
  contestant: ContestantName,
  scenario: Scenario,
): Summary | undefined {
  const found = size?.series.find(
    (series) => series.contestant === contestant && series.scenario === scenario,
  );
  return found && summarize(found.runs);
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
