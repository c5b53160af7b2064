/** `blattmacher check`, as a process. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { faulty, sampleText, runIn } from '../support/smallPaper.ts';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../support/runProgram.ts';
import { article, createSite } from '../support/testSite.ts';

describe('check', () => {
  test('says that all is well, and writes nothing', () => {
    const site = createSite(sampleText);
    expect(runProgram(site.folder, ['check'])).toEqual({
      code: 0,
      stdout: 'Alles in Ordnung.\n',
      stderr: '',
    });
    expect(existsSync(join(site.folder, 'dist'))).toBe(false);
  });

  test('says what is wrong, with exit code 1', () => {
    const { code, stdout, stderr } = runIn(faulty, 'check');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('content/articles/kim.md:3:7: Fehler:');
  });

  test('finds what only a build would stumble over: one address for two, a template that fails', () => {
    const { code, stderr } = runIn(
      {
        'content/articles/a.md': article('title: Kim\ndate: 2023-09-13'),
        'content/articles/b.md': article('title: Kim\ndate: 2023-09-13'),
      },
      'check',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('/2023/09/kim/: content/articles/a.md und content/articles/b.md.');
    const broken = runIn({ ...sampleText, 'templates/archive.eta': 'x\n<%= it.gibt.es.nicht %>' }, 'check');
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain('templates/archive.eta:2:');
  });

  test('says it in JSON as well', () => {
    const { code, stdout } = runIn(faulty, 'check', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).diagnostics).toHaveLength(2);
  });
});
