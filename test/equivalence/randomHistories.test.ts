/** Incremental is never different from clean. `npm run test:soak` makes the same histories, much longer. */
import { expect, test } from 'vitest';
import { compiledModules } from '../support/runProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { randomSteps, runHistory } from './history.ts';

const inWorkers = { workers: 2, threads: { few: 0, modules: compiledModules } };

test.each([
  { seed: 1, threads: { workers: 0 } },
  { seed: 2, threads: inWorkers },
])(
  'after each of thirty random steps a build with $threads.workers workers leaves what a clean one would, renders what has changed, and then nothing (seed $seed)',
  async ({ seed, threads }) => {
    const failure = await runHistory(temporaryFolder(), randomSteps(seed, 30), threads);
    expect(failure?.story ?? '').toBe('');
  },
);
