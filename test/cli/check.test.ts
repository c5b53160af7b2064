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

  test('prints one line for each kind with its count and three places, and all of them on demand', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => String(index + 10));
    const site = createSite({
      ...Object.fromEntries(
        numbers.map((number) => [
          `content/articles/a${number}.md`,
          article(
            `title: Nummer ${number}\ndate: 2023-09-13\nkiker: x${number === '20' ? '\nwetterlage: x' : ''}`,
          ),
        ]),
      ),
      'content/articles/b.md': article('title: Doppelt\ndate: 2023-09-13', 'Ein  Wort.\n'.repeat(200)),
    });
    const { code, stderr, stdout } = runProgram(site.folder, ['check']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toBe(
      [
        'content/articles/a10.md:4:1: Warnung: Den Schlüssel „kiker“ kenne ich nicht.',
        '    Meintest du „kicker“?',
        '    Das gilt 40-mal, auch hier: content/articles/a11.md:4:1, content/articles/a12.md:4:1 …',
        'content/articles/a20.md:5:1: Warnung: Den Schlüssel „wetterlage“ kenne ich nicht.',
        '    Er bleibt ohne Wirkung.',
        'content/articles/b.md:6:4: Warnung: Hier stehen 2 Leerzeichen hintereinander.',
        '    Eins genügt.',
        '    Das gilt 200-mal, auch hier: content/articles/b.md:7:4, content/articles/b.md:8:4 …',
        '241 Warnungen. Jede einzelne Stelle zeigt „blattmacher check --all“.',
        '',
      ].join('\n'),
    );
    const all = runProgram(site.folder, ['check', '--all']).stderr;
    for (const number of numbers) expect(all).toContain(`content/articles/a${number}.md:4:1: Warnung:`);
    expect(all.match(/^content\/articles\/b\.md/gm)).toHaveLength(200);
    expect(all.endsWith('\n241 Warnungen.\n')).toBe(true);
    expect(JSON.parse(runProgram(site.folder, ['check', '--json']).stdout).diagnostics).toHaveLength(241);
  });

  test('names a file as it is called on the disk', () => {
    const name = 'content/articles/Prüfung.md'.normalize('NFD');
    const { stderr } = runIn({ [name]: article('title: Kim\ndate: bald') }, 'check');
    expect(stderr).toContain(`${name}:3:7: Fehler:`);
  });

  test('prints nothing that could steer a terminal, as JSON neither', () => {
    const hostile = { 'content/articles/a.md': article('title: A\ndate: "2023\u009b31m\u202e"') };
    const { stdout } = runIn(hostile, 'check', '--json');
    expect(stdout).toContain(String.raw`2023\u009b31m\u202e`);
    expect(stdout).not.toMatch(/[\u0080-\u009f\u202e]/);
  });

  test('says it in JSON as well', () => {
    const { code, stdout } = runIn(faulty, 'check', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).diagnostics).toHaveLength(2);
  });
});
