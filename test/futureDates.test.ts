/** What readers would see as done before it is. */
import { expect, test } from 'vitest';
import { article, createSite, reported } from './support/testSite.ts';

const now = Date.UTC(2026, 9, 1, 12);
const head = (year: number, date = '2026-01-01'): string =>
  `title: A\ndate: ${date}\nupdated: ${year}-09-01\ncorrections: [{ date: ${year}-09-02, text: Falsch }]`;

test('An update or a correction of the future is a warning, until it is none', async () => {
  const site = createSite({ 'content/articles/a.md': article(head(2027)) });
  const result = await site.build({ now });
  expect(result.published).toBe(true);
  expect(reported(result)).toEqual(
    ['corrections', 'updated'].map(
      (key) =>
        `content/articles/a.md: Warnung: Unter „${key}“ steht ein Datum, das noch kommt; Leser sehen es trotzdem schon.\n    Prüfe Tag, Monat und Jahr.`,
    ),
  );
  expect((await site.build({ now: Date.UTC(2027, 8, 3) })).diagnostics).toEqual([]);
});

test('Of an article that nobody sees yet it is none', async () => {
  const site = createSite({ 'content/articles/a.md': article(head(2027, '2027-08-01')) });
  expect((await site.build({ now })).diagnostics).toEqual([]);
  expect((await site.build({ now, preview: true })).diagnostics).toEqual([]);
});
