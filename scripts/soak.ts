/**
 * Equivalence under fire, for as long as you like: `npm run test:soak -- [steps] [seed]` makes random
 * histories of a small site and holds every build against a clean one (see `test/equivalence/`). It
 * tells its seed; a failure is made as short as possible and told with all steps that led to it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Failure, randomSteps, runHistory, type Step } from '../test/equivalence/history.ts';
import { shrinkHistory } from '../test/equivalence/shrinkHistory.ts';

/** Long enough for a cache to grow old, short enough to be made again while a failure is shrunk. */
const stepsPerHistory = 250;
const shrinkAttempts = 60;

const [steps = 10_000, firstSeed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);

for (let done = 0; done < steps; done += stepsPerHistory) {
  const seed = firstSeed + done / stepsPerHistory;
  const history = randomSteps(seed, Math.min(stepsPerHistory, steps - done));
  const failure = await runInNewFolder(history);
  if (failure) {
    await report(seed, history, failure);
    process.exit(1);
  }
  console.log(`Seed ${seed}: ${history.length} steps, all equal (${done + history.length} of ${steps})`);
}

async function runInNewFolder(history: readonly Step[]): Promise<Failure | undefined> {
  const root = mkdtempSync(join(tmpdir(), 'blattmacher-soak-'));
  try {
    return await runHistory(root, history);
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function report(seed: number, history: readonly Step[], failure: Failure): Promise<void> {
  console.error(`Seed ${seed}, step ${failure.at + 1}:\n${failure.story}\n\nMaking it shorter …`);
  const shortest = await shrinkHistory({ steps: history, failure }, runInNewFolder, shrinkAttempts);
  console.error(
    `\nThe shortest history that fails (${shortest.steps.length} steps):\n${shortest.failure.story}`,
  );
}
