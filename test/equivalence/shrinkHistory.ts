/** Makes a history that fails as short as a bounded number of attempts allows. */
import type { Failure, Step } from './history.ts';

export interface FailingHistory {
  readonly steps: readonly Step[];
  readonly failure: Failure;
}

/** Leaves out halves, quarters, eighths … and at last single steps without which the history still fails. */
export async function shrinkHistory(
  found: FailingHistory,
  run: (steps: readonly Step[]) => Promise<Failure | undefined>,
  attempts: number,
): Promise<FailingHistory> {
  let best = upToFailure(found);
  let left = attempts;
  for (let size = Math.ceil(best.steps.length / 2); ; size = Math.ceil(size / 2)) {
    for (let start = 0; start < best.steps.length && left > 0; left -= 1) {
      const steps = best.steps.toSpliced(start, size);
      const failure = await run(steps);
      if (failure) best = upToFailure({ steps, failure });
      else start += size;
    }
    if (size <= 1 || left <= 0) return best;
  }
}

/** Without the steps after the one that failed. */
function upToFailure({ steps, failure }: FailingHistory): FailingHistory {
  return { steps: steps.slice(0, failure.at + 1), failure };
}
