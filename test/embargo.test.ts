/** „Sperrfrist“: nothing of an article is seen before it ends, whatever its date says. */
import { describe, expect, test } from 'vitest';
import { article, codesOf, createSite, minimalSettings } from './support/testSite.ts';

const noon = Date.UTC(2026, 9, 1, 12);

describe('An article under embargo', () => {
  const files = {
    'content/articles/rede.md': article(
      'title: Die Rede\ndate: 2026-09-01 08:00\nsperrfrist: 2026-10-01 18:00',
    ),
  };

  test('appears at its end by the site’s clock, with that as its date, and makes the next build due then', async () => {
    const site = createSite(files);
    const early = await site.build({ now: noon });
    expect(site.paths()).not.toContain('2026/10/die-rede/index.html');
    expect(early.snapshot?.collections.nextChange).toEqual({
      instant: Date.UTC(2026, 9, 1, 16),
      kind: 'appears',
    });
    await site.build({ now: Date.UTC(2026, 9, 1, 16) - 1 });
    expect(site.paths()).not.toContain('2026/10/die-rede/index.html');
    const late = await site.build({ now: Date.UTC(2026, 9, 1, 16) });
    expect(site.read('2026/10/die-rede/index.html')).toContain('1. Oktober 2026, 18:00 Uhr');
    expect(late.diagnostics).toEqual([]);
  });

  test('is reported at the embargo’s place, for as long as it holds', async () => {
    const { diagnostics } = await createSite(files).build({ now: noon });
    expect(diagnostics).toMatchObject([
      {
        code: 'catalogue/embargo',
        severity: 'note',
        file: 'content/articles/rede.md',
        position: { line: 4, column: 13 },
      },
    ]);
  });

  test('says so in a preview', async () => {
    const site = createSite(files);
    await site.build({ now: noon, preview: true });
    expect(site.read('2026/10/die-rede/index.html')).toContain('Gesperrt bis 1. Oktober 2026, 18:00 Uhr');
  });

  test('that is dated later appears at its date', async () => {
    const site = createSite({
      'content/articles/rede.md': article('title: Rede\ndate: 2026-11-01\nembargo: 2026-10-01 18:00'),
    });
    const { snapshot, diagnostics } = await site.build({ now: noon });
    expect(snapshot?.collections.nextChange?.instant).toBe(Date.UTC(2026, 9, 31, 23));
    expect(diagnostics).toEqual([]);
  });
});

test('Hugo’s publishDate beside a date is an embargo, alone it is the date', async () => {
  const site = createSite({
    'content/articles/a.md': article('title: A\npublishDate: 2027-01-01\ndate: 2024-01-01'),
    'content/articles/b.md': article('title: B\npublishDate: 2024-01-02'),
  });
  const result = await site.build({ now: noon });
  expect(codesOf(result)).toEqual(['catalogue/embargo']);
  expect(site.paths()).toContain('2024/01/b/index.html');
  expect(JSON.stringify(site.outputs())).not.toContain('/a/');
});

describe.each([
  ['date', 'date: WHEN', 7],
  ['updated', 'date: 2024-01-01\nupdated: WHEN', 10],
  ['embargo', 'date: 2024-01-01\nembargo: WHEN', 10],
  ['expires', 'date: 2024-01-01\nexpires: WHEN', 10],
  ['a correction', 'date: 2024-01-01\ncorrections: [{ date: WHEN, text: Falsch }]', 23],
  ['a counterstatement', 'date: 2024-01-01\ngegendarstellungen: [{ date: WHEN, name: X, text: Y }]', 30],
])('The clock of %s', (_, head, column) => {
  const build = (when: string, zone: string) =>
    createSite({
      'site.yaml': `${minimalSettings}timezone: ${zone}\n`,
      'content/articles/a.md': article(`title: A\n${head.replace('WHEN', when)}`),
    }).build();
  const line = head.includes('\n') ? 4 : 3;

  test('skips an hour in spring: an error', async () => {
    const { published, diagnostics } = await build('2024-03-31 02:30', 'Europe/Berlin');
    expect(published).toBe(false);
    expect(diagnostics).toMatchObject([{ code: 'schema/date-gap', position: { line, column } }]);
  });

  test('shows an hour twice in autumn: the first is taken, with a warning', async () => {
    const { published, diagnostics } = await build('2024-10-27 02:30', 'Europe/Berlin');
    expect(published).toBe(true);
    expect(diagnostics).toMatchObject([
      { code: 'front-matter/time-twice', severity: 'warning', position: { line, column } },
    ]);
  });

  test('does neither in a zone without summer time', async () => {
    for (const when of ['2024-03-31 02:30', '2024-10-27 02:30'])
      expect((await build(when, 'Asia/Tokyo')).diagnostics).toEqual([]);
  });
});
