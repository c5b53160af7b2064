/** Where the system has too little of something, the program ends with a sentence and its cure. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { resourceFault } from '../../src/core/diagnostics/diagnostics.ts';
import { programFile } from '../support/runProgram.ts';
import { article, createSite } from '../support/testSite.ts';

test('Few open files are enough, or the program says so, without a stack trace', () => {
  const articles = Array.from({ length: 30 }, (_, index) => [
    `content/articles/a${index}.md`,
    article(`title: Artikel ${index}\ndate: 2023-09-13`),
  ]);
  const { folder } = createSite(Object.fromEntries(articles));
  const build = (files: number) => {
    const script = `ulimit -n ${files}; exec "$0" "$1" build --no-cache --workers 8`;
    const run = spawnSync('bash', ['-c', script, process.execPath, programFile], { cwd: folder });
    return { code: run.status, reported: String(run.stderr) };
  };
  // With fewer, Node and esbuild do not even begin; every worker takes some.
  const runs = [28, 40, 512].map(build);
  expect(runs.at(-1)).toMatchObject({ code: 0 });
  const refused = runs.filter(({ code }) => code !== 0);
  expect(refused.length).toBeGreaterThan(0);
  for (const { code, reported } of refused) {
    expect([code, reported]).toEqual([1, expect.stringContaining('ulimit -n 1024')]);
    expect(reported).not.toMatch(/^\s+at |node:internal/m);
  }
});

describe('What is scarce', () => {
  const error = (message: string, code?: string): Error =>
    Object.assign(new Error(message), code && { code });
  test.each([
    [error('EMFILE: too many open files, open', 'EMFILE'), 'program/too-many-files'],
    [error('ENFILE: file table overflow', 'ENFILE'), 'program/too-many-files'],
    [error('Worker initialization failure: EMFILE', 'ERR_WORKER_INIT_FAILED'), 'program/too-many-files'],
    [
      error('Worker terminated due to reaching memory limit', 'ERR_WORKER_OUT_OF_MEMORY'),
      'program/out-of-memory',
    ],
    [error('ENOMEM: not enough memory, read', 'ENOMEM'), 'program/out-of-memory'],
    [error('ENOSPC: no space left on device, write', 'ENOSPC'), 'program/disk-full'],
    [error('ENOENT: no such file', 'ENOENT'), undefined],
    [error('x is undefined'), undefined],
    ['EMFILE', undefined],
  ])('is told of %s', (thrown, code) => {
    expect(resourceFault(thrown)?.code).toBe(code);
  });
});
