/** `blattmacher build`, as a process. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faulty, sampleText, runIn } from '../support/smallPaper.ts';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../support/runProgram.ts';
import { article, createSite } from '../support/testSite.ts';

const noon = ['--now', '2026-10-01T12:00:00Z'];

describe('build', () => {
  test('tells on stdout what it did, and what is planned', () => {
    const site = createSite({
      ...sampleText,
      'content/articles/bald.md': article('title: Bald\ndate: 2026-10-02 09:05'),
    });
    const first = runProgram(site.folder, ['build', ...noon]);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /^4 Artikel: \d+ Dateien geschrieben, 0 unverändert, 0 entfernt, in \d+,\d\d s\. Nächste Veröffentlichung: 2\. Oktober 2026, 09:05 Uhr\.\n1 Artikel ist geplant: „Bald“ erscheint am 2\. Oktober 2026, 09:05 Uhr\.\n$/,
    );
    expect(runProgram(site.folder, ['build', ...noon]).stdout).toMatch(
      /^4 Artikel: 0 Dateien geschrieben, \d+ unverändert, 0 entfernt, in /,
    );
    expect(existsSync(join(site.folder, 'dist', 'index.html'))).toBe(true);
  });

  test('tells that what comes next is an article that expires', () => {
    const site = createSite({
      'content/articles/weg.md': article('title: Weg\ndate: 2026-01-01\nexpires: 2026-10-02 09:05'),
    });
    expect(runProgram(site.folder, ['build', ...noon]).stdout).toContain(
      ' Nächster Ablauf: 2. Oktober 2026, 09:05 Uhr.\n',
    );
  });

  test('tells on stderr, with exit code 1, what is wrong', () => {
    const { code, stdout, stderr } = runIn(faulty, 'build');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(`content/articles/kim.md:4:1: Warnung: Den Schlüssel „kiker“ kenne ich nicht.
    Meintest du „kicker“?
content/articles/kim.md:3:7: Fehler: „bald“ ist kein Datum, das ich lesen kann.
    Schreibe: date: 2023-09-13 14:30
1 Fehler, 1 Warnung.
Nichts wurde veröffentlicht; die Ausgabe ist, wie sie war.
`);
  });

  test('tells warnings, and builds all the same', () => {
    const { code, stdout, stderr } = runIn(
      { 'content/articles/kim.md': article('title: Kim\ndate: 2023-01-01\nkiker: x') },
      'build',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 Artikel: /);
    expect(stderr).toMatch(/\n1 Warnung\.\n$/);
  });

  test('with --json prints nothing on stdout but one JSON value', () => {
    const site = createSite({
      ...sampleText,
      'content/articles/bald.md': article('title: Bald\ndate: 2026-10-02 09:05'),
    });
    const { code, stdout, stderr } = runProgram(site.folder, ['build', '--json', ...noon]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      published: true,
      articles: 4,
      parsed: 5,
      rendered: expect.any(Number),
      reasons: { new: expect.any(Number) },
      written: expect.any(Number),
      unchanged: 0,
      removed: 0,
      milliseconds: expect.any(Number),
      nextBuild: '2026-10-02T09:05:00+02:00',
      planned: [{ date: '2026-10-02T09:05:00+02:00', title: 'Bald', file: 'content/articles/bald.md' }],
      diagnostics: [],
    });
  });

  test('with --json says in JSON what is wrong, with exit code 1', () => {
    const { code, stdout, stderr } = runIn(faulty, 'build', '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      published: false,
      written: 0,
      nextBuild: null,
      diagnostics: expect.arrayContaining([
        {
          code: 'schema/date',
          severity: 'error',
          file: 'content/articles/kim.md',
          position: { line: 3, column: 7 },
          message: '„bald“ ist kein Datum, das ich lesen kann.',
          hint: 'Schreibe: date: 2023-09-13 14:30',
        },
      ]),
    });
  });

  test('takes the site, the output and the moment from its options', () => {
    const site = createSite({
      ...sampleText,
      'content/articles/x.md': article('title: X\ndate: 2030-01-01'),
    });
    const where = ['--site', site.folder, '--out', site.out];
    const run = (...args: readonly string[]) => runProgram('/', ['build', ...where, ...args]);
    expect(run('--now', '2030-01-01T00:00:00+01:00').code).toBe(0);
    expect(site.paths()).toContain('2030/01/x/index.html');
    expect(run('--now', '2029-12-31T22:59:59Z').code).toBe(0);
    expect(site.paths()).not.toContain('2030/01/x/index.html');
    expect(run('--now', '2029-12-31T22:59:59Z', '--drafts').code).toBe(0);
    expect(site.read('2030/01/x/index.html')).toContain('Geplant für 1. Januar 2030');
    expect(existsSync(join(site.folder, 'dist'))).toBe(false);
  });

  test('with --next-build notes in UTC when the next build is due, and nothing when none is', () => {
    const site = createSite({ 'content/articles/x.md': article('title: X\ndate: 2026-10-02 09:05') });
    const noted = (...args: readonly string[]): string => {
      const { code, stderr } = runProgram(site.folder, ['build', '--next-build', 'faellig.txt', ...args]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return readFileSync(join(site.folder, 'faellig.txt'), 'utf8');
    };
    expect(noted(...noon)).toBe('2026-10-02T07:05:00Z\n');
    expect(noted('--now', '2026-10-02T07:05:00Z')).toBe('2026-10-04T07:05:00Z\n');
    expect(noted('--now', '2026-10-05')).toBe('');
  });

  test('with --next-build notes what a live ticker brings, which no front matter tells', () => {
    const site = createSite({
      'content/articles/wahl.md': article(
        'title: Wahl\ndate: 2026-09-30 09:00\nticker: true',
        '## 10:00\n\nAuf.\n\n## 18:00\n\nZu.',
      ),
    });
    runProgram(site.folder, ['build', '--next-build', 'faellig.txt', '--now', '2026-09-30T12:00:00Z']);
    expect(readFileSync(join(site.folder, 'faellig.txt'), 'utf8')).toBe('2026-09-30T16:00:00Z\n');
  });

  test('with --next-build says when the system does not let it note that, and leaves the note while there are errors', () => {
    const site = createSite({ ...sampleText, 'faellig.txt': 'gestern' });
    const run = (file: string) => runProgram(site.folder, ['build', '--next-build', file]);
    expect(run('gibt/es/nicht.txt')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('gibt es nicht'),
    });
    site.write(faulty);
    expect(run('faellig.txt').code).toBe(1);
    expect(readFileSync(join(site.folder, 'faellig.txt'), 'utf8')).toBe('gestern');
  });

  test('with --drafts warns of what readers must not see in the folder that is uploaded', () => {
    const site = createSite({
      ...sampleText,
      'content/articles/bald.md': article('title: Bald\ndate: 2023-01-01\nsperrfrist: 2099-01-01'),
      'content/pages/p.md': article('title: P\ndraft: true'),
    });
    const run = (...args: readonly string[]) => runProgram(site.folder, ['build', ...noon, ...args]);
    const warned = run('--drafts');
    expect(warned.code).toBe(0);
    expect(warned.stderr).toContain(
      'Warnung: Im Ausgabeordner stehen jetzt 2 Texte, die Leser nicht sehen sollen (--drafts): Lade ihn so nicht hoch!\n    Baue vor dem Hochladen noch einmal ohne --drafts.',
    );
    expect(run('--drafts', '--json').stdout).toContain('output/hidden-texts');
    expect(run('--drafts', '--out', 'vorschau').stderr).not.toContain('--drafts');
    expect(run().stderr).not.toContain('--drafts');
    site.remove('content/articles/bald.md');
    site.remove('content/pages/p.md');
    expect(run('--drafts').stderr).toBe('');
  });

  test.each([
    ['nirgends/faellig.txt', 'den Ordner gibt es nicht'],
    ['content', 'das ist ein Ordner'],
  ])('with --next-build %s says why that is no place for it', (file, reason) => {
    const { code, stderr } = runProgram(createSite(sampleText).folder, ['build', '--next-build', file]);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `Fehler: Wann der nächste Lauf fällig ist, lässt sich nicht nach „${file}“ schreiben: ${reason}.`,
    );
  });

  test('with --no-cache repairs what somebody changed in the output', () => {
    const site = createSite(sampleText);
    const run = (...args: readonly string[]) =>
      runProgram(site.folder, ['build', '--out', site.out, ...args]);
    run();
    const before = site.outputs();
    writeFileSync(join(site.out, 'index.html'), 'Quatsch');
    expect(run('--no-cache').code).toBe(0);
    expect(site.outputs()).toEqual(before);
  });

  test.each(['LANG', 'NO_COLOR', 'FORCE_COLOR', 'CI'])(
    'writes no colours and no progress bar into a file, with %s in the environment, too',
    (name) => {
      const { stdout, stderr } = runProgram(createSite(faulty).folder, ['build'], { [name]: '1' });
      expect(stdout + stderr).not.toContain('\u001b');
      expect(stdout + stderr).not.toContain('\r');
    },
  );

  test('lets no source steer the terminal', () => {
    const { stderr } = runIn(
      { 'content/articles/a.md': article('title: A\ndate: "\\e[2J\\a\\rgestern"') },
      'build',
    );
    expect(stderr).toContain('„\ufffd[2J\ufffd\ufffdgestern“ ist kein Datum');
  });
});
