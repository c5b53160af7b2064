import { cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { programFile } from '../support/runProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { article, createSite, readTree } from '../support/testSite.ts';
import { builtInTemplates } from '../support/usualBuild.ts';

test('A plain site is built by the compiled program alone: no bundler, no native code, and nothing differs', async () => {
  const site = createSite({
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13'),
  });
  await site.build();
  const expected = readTree(site.out);
  const program = temporaryFolder();
  cpSync(dirname(programFile), join(program, 'lib'), { recursive: true });
  cpSync(builtInTemplates, join(program, 'templates'), { recursive: true });
  const out = join(temporaryFolder(), 'dist');
  const args = ['build', '--site', site.folder, '--out', out, '--now', '2026-10-01T12:00:00Z'];
  const run = spawnSync(process.execPath, [join(program, 'lib', 'blattmacher.js'), ...args]);
  expect({ code: run.status, stderr: String(run.stderr) }).toEqual({ code: 0, stderr: '' });
  expect(readTree(out)).toEqual(expected);
});
