/** The account of an import and its page. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountJson, openAccount } from '../../src/import/account.ts';
import { finishImport } from '../../src/cli/import/finishImport.ts';
import { parseSettings } from '../../src/config/settings.ts';
import type { SourcePath } from '../../src/core/model.ts';
import { importSurroundings } from '../support/runImport.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import type { AccountItem, Difference } from '../../src/import/model.ts';
import { reportPage } from '../../src/import/report.ts';
import { parseSourcePath } from '../../src/core/paths.ts';
import { elementsIn, wordsOf } from '../support/html.ts';

const file = parseSourcePath('content/articles/2019/hafen.md');
if (file === undefined) throw new Error('no path');

const item = (id: string, changes: Partial<AccountItem> = {}): AccountItem => ({
  id,
  type: 'post',
  status: 'publish',
  result: 'imported',
  title: `Beitrag ${id}`,
  file,
  ...changes,
});

const difference = (changes: Partial<Difference> = {}): Difference => ({
  id: '1',
  file,
  kind: 'link',
  reason: 'Der Link führte ins Leere.',
  before: 'http://alt.example/',
  after: '',
  isUnexplained: false,
  ...changes,
});

function pageOf(account: ReturnType<typeof openAccount>, notes: readonly string[] = []): string {
  return [
    ...reportPage({ title: 'Der Bote', source: 'WordPress', date: '29. November 2026', notes }, account),
  ].join('');
}

describe('The account', () => {
  test('gives back what was put in, in its order, and sums that add up', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 2000 });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            id: words,
            type: fc.constantFrom('post', 'page', '__proto__', 'comment'),
            status: words,
            result: fc.constantFrom('imported' as const, 'left-out' as const),
            reason: words,
          }),
        ),
        (items) => {
          const account = openAccount();
          for (const one of items) account.items.add(one);
          const read = JSON.parse([...accountJson(account)].join('\n'));
          expect(read.items).toEqual(items);
          expect(read.differences).toEqual([]);
          expect(read.totals.items).toBe(items.length);
          expect(read.totals.imported + read.totals.leftOut).toBe(items.length);
        },
      ),
    );
  });

  test('keeps more than one compressed piece in order', () => {
    const account = openAccount();
    const reason = 'x'.repeat(1000);
    for (let id = 0; id < 2500; id++) account.items.add(item(String(id), { reason }));
    expect([...account.items.values()].map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 2500 }, (_, id) => id),
    );
    expect(account.totals().byType).toEqual({ post: { publish: { imported: 2500, leftOut: 0 } } });
  });
});

describe('The page', () => {
  test('lists every item, what was left out first, and each difference with both sides', () => {
    const account = openAccount();
    account.items.add(item('1'));
    account.items.add(item('2', { result: 'left-out', status: 'trash', reason: 'Lag im Papierkorb.' }));
    account.differences.add(difference());
    account.differences.add(
      difference({ kind: 'words', isUnexplained: true, reason: 'Wörter fehlen.', before: 'Hafen' }),
    );
    const page = pageOf(account, ['Drei Bilder fehlen.']);
    const rows = elementsIn(page, ({ tagName }) => tagName === 'tr').map(wordsOf);
    expect(rows).toEqual([
      'WasZustand dortdorthiernicht hier',
      'Beiträgeveröffentlicht110',
      'Beiträgeim Papierkorb101',
      'Zusammen211',
      'NummerTitelZustand dorthierdazu',
      '2Beitrag 2im Papierkorbnicht übernommenLag im Papierkorb.',
      '1Beitrag 1veröffentlichtcontent/articles/2019/hafen.md',
    ]);
    expect(elementsIn(page, ({ tagName }) => tagName === 'summary').map(wordsOf)).toEqual([
      'Wörter: Wörter fehlen. 1-mal',
      'Links: Der Link führte ins Leere. 1-mal',
      'Beiträge 2',
    ]);
    expect(page).toContain('<del>http://alt.example/</del> → nichts');
    expect(page).toContain('<li>Drei Bilder fehlen.');
  });

  test('shows whatever a source says as text', () => {
    const hostile = '</td><script>alert(1)</script>"\'&<!--';
    const account = openAccount();
    account.items.add(item(hostile, { type: hostile, status: hostile, title: hostile, reason: hostile }));
    account.differences.add(difference({ reason: hostile, before: hostile, after: hostile }));
    const page = pageOf(account, [hostile]);
    expect(elementsIn(page, ({ tagName }) => tagName === 'script')).toEqual([]);
    expect(page.split('&lt;script&gt;alert(1)').length - 1).toBeGreaterThan(8);
  });
});

test('an item that no entry tells of is said to be a fault of the program, and ends with 1', async () => {
  const root = temporaryFolder();
  const account = openAccount();
  account.items.add(item('1'));
  const { value: settings } = parseSettings(
    'title: Bote\nurl: https://bote.example/\n',
    'site.yaml' as SourcePath,
  );
  if (!settings) throw new Error('no settings');
  const told: string[] = [];
  const world = importSurroundings(root, 0, {
    print: () => undefined,
    report: (text) => void told.push(text),
  });
  const finish = (expected: number) =>
    finishImport(
      {
        blog: { root, shown: 'blog', settings, isNew: true },
        source: 'WordPress',
        title: 'Bote',
        account,
        expected,
        notes: [],
        diagnostics: [],
      },
      {},
      world,
    );
  expect(await finish(1)).toBe(0);
  expect(told).toEqual([]);
  expect(await finish(3)).toBe(1);
  expect(told).toEqual([
    'Über 2 Einträge gibt der Bericht keine Auskunft. Das ist ein Fehler von Blattmacher; bitte melde ihn.',
  ]);
});
