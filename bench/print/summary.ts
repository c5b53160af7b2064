import type { Contestant } from '../contestants.ts';
import type { SizeResult } from '../measure/measureSize.ts';
import type { Run } from '../measure/runProcess.ts';
import type { Scenario } from '../measure/scenarios.ts';

/** What the runs of one contestant in one scenario come to: medians. */
export interface Summary extends Omit<Run, 'failure'> {
  readonly runs: number;
  /** Milliseconds. */
  readonly least: number;
}

/** Nothing when no run succeeded, or none was made. */
export function summarize(size: SizeResult, contestant: Contestant, scenario: Scenario): Summary | undefined {
  const runs = size.measurements
    .filter((measurement) => measurement.contestant === contestant && measurement.scenario === scenario)
    .map(({ run }) => run)
    .filter(({ failure }) => failure === undefined);
  if (runs.length === 0) return undefined;
  return {
    runs: runs.length,
    least: Math.min(...runs.map(({ milliseconds }) => milliseconds)),
    milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
    processor: median(runs.map(({ processor }) => processor)),
    mainThread: median(runs.map(({ mainThread }) => mainThread)),
    peakBytes: median(runs.map(({ peakBytes }) => peakBytes)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
