import { defineConfig } from 'vitest/config';
import { temporaryFilesInMemory } from './test/support/memoryDisk.ts';
import { LongestFirst } from './test/support/longestFirst.ts';
import { testFiles } from './test/support/testKinds.ts';

temporaryFilesInMemory();
const files = testFiles();

/** Of all tests. On a machine under load they are slower, never red: a time limit is there for what hangs. */
const common = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // Test files leave nothing behind in a process, and share one; what they import is loaded once.
  isolate: false,
};

export default defineConfig({
  test: {
    // One less than there are processors is the default: on two, half of the machine would wait.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...common, name: 'unit', include: [...files.unit] } },
      {
        test: {
          ...common,
          name: 'whole',
          include: [...files.whole],
          globalSetup: ['test/support/prepareWhole.ts'],
        },
      },
    ],
  },
});
