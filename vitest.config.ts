import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import { temporaryFilesInMemory } from './test/support/memoryDisk.ts';
import { LongestFirst } from './test/support/longestFirst.ts';
import { NotRun } from './test/support/notRun.ts';
import { patience } from './test/support/patience.ts';
import { testFiles } from './test/support/testKinds.ts';

temporaryFilesInMemory();
// Threads and processes of the tests load hundreds of modules; compiled once, they load in half the time.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'compiled');
const files = testFiles();

/** Of all tests. On a machine under load they are slower, never red: a time limit is there for what hangs. */
const common = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // Test files leave nothing behind in a process, and share one; what they import is loaded once.
  isolate: false,
  // Node reads TypeScript itself; without Vite in between, modules load in half the time and what they do takes a tenth less.
  experimental: { viteModuleRunner: false },
  setupFiles: ['test/support/waitPatiently.ts'],
  expect: { poll: { timeout: patience } },
};

/** Packages as those get them who install the program, without the assertions that some of them have for their own developers. */
const asInstalled: Plugin = {
  name: 'as installed',
  configResolved: ({ ssr }) => {
    ssr.resolve = { ...ssr.resolve, conditions: ['node'] };
  },
};

export default defineConfig({
  test: {
    // One less than there are processors is the default: on two, half of the machine would wait.
    maxWorkers: '100%',
    reporters: ['default', new NotRun()],
    sequence: { sequencer: LongestFirst },
    projects: [
      { plugins: [asInstalled], test: { ...common, name: 'unit', include: [...files.unit] } },
      {
        plugins: [asInstalled],
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
