import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/compileProgram.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One less than there are processors is the default: on two, half of the machine would wait.
    maxWorkers: '100%',
  },
});
