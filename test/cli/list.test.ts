/** `blattmacher list`, as a process; and what `build` tells of the same articles. */
import { describe, expect, test } from 'vitest';
import { runProgram } from '../support/runProgram.ts';
import { runIn } from '../support/smallPaper.ts';
import { article, createSite, type SiteText } from '../support/testSite.ts';

const noon = ['--now', '2026-10-01T12:00:00Z'];

const some: SiteText = {
  'content/articles/da.md': article('title: Schon da\ndate: 2026-09-13 14:30'),
  'content/articles/bald.md': article('title: Bald\ndate: 2026-10-02 09:05'),
  'content/articles/sperre.md': article('title: Gesperrt\ndate: 2026-09-01\nsperrfrist: 2026-11-01'),
  'content/articles/entwurf.md': article('title: Halb fertig\ndate: 2026-08-01\nstatus: draft'),
  'content/articles/weg.md': article('title: Vorbei\ndate: 2026-01-01\nexpires: 2026-02-01'),
};

describe('list', () => {
  const site = () => createSite(some).folder;

  test('shows all articles, newest first, and which of them readers see', () => {
    expect(runProgram(site(), ['list', ...noon])).toEqual({
      code: 0,
      stderr: '',
      stdout: `1. November 2026               geplant     Gesperrt (content/articles/sperre.md)
2. Oktober 2026, 09:05 Uhr     geplant     Bald (content/articles/bald.md)
13. September 2026, 14:30 Uhr  erschienen  Schon da (content/articles/da.md)
1. August 2026                 Entwurf     Halb fertig (content/articles/entwurf.md)
1. Januar 2026                 abgelaufen  Vorbei (content/articles/weg.md)
`,
    });
  });

  test('shows planned ones as they appear, and drafts', () => {
    const folder = site();
    expect(runProgram(folder, ['list', '--planned', ...noon]).stdout).toBe(
      '2. Oktober 2026, 09:05 Uhr  geplant  Bald (content/articles/bald.md)\n1. November 2026            geplant  Gesperrt (content/articles/sperre.md)\n',
    );
    expect(runProgram(folder, ['list', '--drafts', ...noon]).stdout).toBe(
      '1. August 2026  Entwurf  Halb fertig (content/articles/entwurf.md)\n',
    );
    const { articles } = JSON.parse(
      runProgram(folder, ['list', '--planned', '--drafts', '--json', ...noon]).stdout,
    );
    expect(articles).toEqual(
      [
        ['2026-11-01T00:00:00+01:00', 'scheduled', 'Gesperrt', 'sperre', '/2026/11/gesperrt/'],
        ['2026-10-02T09:05:00+02:00', 'scheduled', 'Bald', 'bald', '/2026/10/bald/'],
        ['2026-08-01T00:00:00+02:00', 'draft', 'Halb fertig', 'entwurf', '/2026/08/halb-fertig/'],
      ].map(([date, state, title, name, url]) => ({
        date,
        state,
        title,
        file: `content/articles/${name}.md`,
        url,
      })),
    );
  });

  test('says that there is nothing to show, and what it could not read', () => {
    const files = { 'content/articles/a.md': article('title: A\ndate: 2026-01-01') };
    expect(runIn(files, 'list', '--planned', ...noon).stdout).toBe('Kein Artikel ist geplant.\n');
    expect(runIn(files, 'list', '--drafts', ...noon).stdout).toBe('Es gibt keinen Entwurf.\n');
    const { code, stdout, stderr } = runIn(
      { ...files, 'content/articles/b.md': article('title: B\ndate: bald') },
      'list',
      ...noon,
    );
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: '1. Januar 2026  erschienen  A (content/articles/a.md)\n',
    });
    expect(stderr).toContain('content/articles/b.md:3:7: Fehler: „bald“ ist kein Datum');
  });
});

test('build tells how many articles are planned, and which one comes next', () => {
  const folder = createSite(some).folder;
  expect(runProgram(folder, ['build', ...noon]).stdout).toContain(
    '\n2 Artikel sind geplant; als Nächstes erscheint „Bald“ am 2. Oktober 2026, 09:05 Uhr.\n',
  );
  const { planned } = JSON.parse(runProgram(folder, ['build', '--json', ...noon]).stdout);
  expect(planned).toEqual([
    { date: '2026-10-02T09:05:00+02:00', title: 'Bald', file: 'content/articles/bald.md' },
    { date: '2026-11-01T00:00:00+01:00', title: 'Gesperrt', file: 'content/articles/sperre.md' },
  ]);
  const after = runProgram(folder, ['build', '--now', '2027-01-01T00:00:00Z']);
  expect(after.stdout).not.toContain('geplant');
});
