/** Incremental is never different from clean. `npm run test:soak` makes the same histories, much longer. */
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { randomSteps, runHistory } from './history.ts';

test.each([1, 2])(
  'after each of forty random steps a build leaves what a clean one would, renders what has changed, and then nothing (seed %i)',
  async (seed) => {
    const failure = await runHistory(temporaryFolder(), randomSteps(seed, 40));
    expect(failure?.story ?? '').toBe('');
  },
);
