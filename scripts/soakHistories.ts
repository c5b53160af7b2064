/** Random histories of a small site, see `test/equivalence/`; a failure is made as short as possible and told with all steps that led to it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Failure, randomSteps, runHistory, type Step } from '../test/equivalence/history.ts';
import type { Threads } from '../test/equivalence/livingSite.ts';
import { compiledModules } from '../test/support/runProgram.ts';
import { shrinkHistory } from '../test/equivalence/shrinkHistory.ts';

/** Long enough for a cache to grow old, short enough to be made again while a failure is shrunk. */
const stepsPerHistory = 250;
const shrinkAttempts = 60;

/** Every second history is built by worker threads. */
const inWorkers = { workers: 2, threads: { few: 0, modules: compiledModules } };
const alone = { workers: 0 };

/** False at the first failure, which is told. */
export async function soakHistories(steps: number, firstSeed: number): Promise<boolean> {
  await import('./compile.ts');
  for (let done = 0; done < steps; done += stepsPerHistory) {
    const seed = firstSeed + done / stepsPerHistory;
    const history = randomSteps(seed, Math.min(stepsPerHistory, steps - done));
    const run = (part: readonly Step[]) => runInNewFolder(part, seed % 2 === 0 ? alone : inWorkers);
    const failure = await run(history);
    if (failure) {
      await tell(seed, history, failure, run);
      return false;
    }
    console.log(`Seed ${seed}: ${history.length} steps, all equal (${done + history.length} of ${steps})`);
  }
  return true;
}

async function runInNewFolder(history: readonly Step[], threads: Threads): Promise<Failure | undefined> {
  const root = mkdtempSync(join(tmpdir(), 'blattmacher-soak-'));
  try {
    return await runHistory(root, history, threads);
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function tell(
  seed: number,
  history: readonly Step[],
  failure: Failure,
  run: (part: readonly Step[]) => Promise<Failure | undefined>,
): Promise<void> {
  console.error(`Seed ${seed}, step ${failure.at + 1}:\n${failure.story}\n\nMaking it shorter …`);
  const shortest = await shrinkHistory({ steps: history, failure }, run, shrinkAttempts);
  console.error(
    `\nThe shortest history that fails (${shortest.steps.length} steps):\n${shortest.failure.story}`,
  );
}
