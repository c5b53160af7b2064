import type { ContestantName } from '../contestants.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import type { Scenario } from '../measure/scenarios.ts';

/** What the runs of one contestant in one scenario come to. */
export interface Summary {
  readonly runs: number;
  /** Milliseconds. */
  readonly least: number;
  /** Milliseconds. */
  readonly median: number;
  /** The greatest of all runs; 0 where the system tells none. */
  readonly peakBytes: number;
}

/** Nothing when no run succeeded, or none was made. */
export function summarize(
  size: SizeResult,
  contestant: ContestantName,
  scenario: Scenario,
): Summary | undefined {
  const runs = size.measurements
    .filter((measurement) => measurement.contestant === contestant && measurement.scenario === scenario)
    .map(({ run }) => run)
    .filter(({ failure }) => failure === undefined);
  const times = runs.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  const [least] = times;
  if (least === undefined) return undefined;
  const peakBytes = Math.max(...runs.map((run) => run.peakBytes));
  return { runs: runs.length, least, median: median(times), peakBytes };
}

function median(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
