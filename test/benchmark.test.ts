/** What the benchmark measures and says of it, and the sites that it writes for others. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Contestant } from '../bench/contestants.ts';
import type { SizeResult } from '../bench/measure/measureSize.ts';
import { runProcess, type Run } from '../bench/measure/runProcess.ts';
import { unequalKinds } from '../bench/print/countsTable.ts';
import { verdict } from '../bench/print/verdict.ts';
import { blattmacherSite } from '../bench/sites/blattmacherSite.ts';
import { hugoSite } from '../bench/sites/hugoSite.ts';
import { writeSite } from '../bench/sites/writeSite.ts';
import { zolaSite } from '../bench/sites/zolaSite.ts';
import { temporaryFolder } from './support/temporaryFolder.ts';

const megabyte = 1e6;

/** Keeps a processor busy for at least 200 ms of its time, whatever else the machine does. */
const work = 'const from = process.cpuUsage(); while (process.cpuUsage(from).user < 200_000);';

test('a run counts the processor time of all threads, and that of the first one alone', async () => {
  const run = await runScript(`
    import { Worker } from 'node:worker_threads';
    new Worker(${JSON.stringify(work)}, { eval: true });
  `);
  expect(run.failure).toBeUndefined();
  expect(run.processor).toBeGreaterThanOrEqual(200);
  expect(run.mainThread).toBeGreaterThan(0);
  expect(run.mainThread).toBeLessThan(run.processor - 100);
});

test('a run counts the processor time and the memory of processes that it starts', async () => {
  const child = `const kept = Buffer.alloc(200_000_000, 1); ${work} process.exitCode = kept[7] - 1;`;
  const run = await runScript(`
    import { spawn } from 'node:child_process';
    spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
  `);
  expect(run.failure).toBeUndefined();
  expect(run.processor).toBeGreaterThanOrEqual(200);
  expect(run.peakBytes).toBeGreaterThan(220 * megabyte);
});

test('a run that fails says how', async () => {
  expect((await runScript(`console.error('Kaputt'); process.exitCode = 3;`)).failure).toBe(
    'ended with 3:\nKaputt',
  );
  const missing = await runProcess({ file: join(temporaryFolder(), 'nothing'), parameters: [], folder: '.' });
  expect(missing.failure).toContain('ENOENT');
});

test('the last line says in words how many times as fast or as slow Blattmacher is', () => {
  const result = resultOf({
    Blattmacher: [900, 1000, 5000],
    'Hugo 0.168': [3210, 3200],
    'Zola 0.22.1': [476],
    Twin: [1010],
  });
  expect(verdict(result)).toBe(
    '1,000 articles: 3.2 times as fast as Hugo 0.168, 2.1 times as slow as Zola 0.22.1, as fast as Twin.',
  );
  expect(verdict(resultOf({ Blattmacher: [1000] }))).toBe('');
  expect(verdict(resultOf({ 'Zola 0.22.1': [476] }))).toBe('');
});

test('kinds of pages of which one writes fewer are reported', () => {
  const result = resultOf({ Blattmacher: [1], Other: [1] });
  const [own, other] = result.contestants.map((contestant) => ({ contestant }));
  if (own === undefined || other === undefined) throw new Error('Two contestants are needed');
  const counts = new Map([
    [
      own.contestant,
      new Map([
        ['article pages', { files: 2, bytes: 1 }],
        ['feeds', { files: 3, bytes: 1 }],
        ['sitemaps', { files: 9, bytes: 1 }],
      ]),
    ],
    [other.contestant, new Map([['article pages', { files: 2, bytes: 9 }]])],
  ]);
  expect(unequalKinds({ ...result, counts })).toEqual(['feeds']);
});

test('Hugo gets its layouts under the names that its version knows', () => {
  const [today, old] = [168, 111].map((minor) => {
    const folder = temporaryFolder();
    writeSite(hugoSite(minor), folder, 1);
    return folder;
  });
  if (today === undefined || old === undefined) throw new Error('Two sites are needed');
  const pairs = [
    ['home.html', 'index.html'],
    ['term.html', '_default/term.html'],
    ['list.atom.xml', '_default/list.atom.xml'],
    ['_partials/card.html', 'partials/card.html'],
    ['articles/single.html', 'articles/single.html'],
    ['404.html', '404.html'],
  ] as const;
  for (const [name, oldName] of pairs) {
    const text = readFileSync(join(today, 'layouts', name), 'utf8');
    expect(readFileSync(join(old, 'layouts', oldName), 'utf8')).toBe(text);
    if (name !== oldName) expect(existsSync(join(old, 'layouts', name))).toBe(false);
  }
  expect(readFileSync(join(old, 'names.yaml'), 'utf8')).toContain('paginatePath: seite');
  expect(readFileSync(join(today, 'names.yaml'), 'utf8')).toContain('path: seite');
});

test('Zola gets all articles in one section, with their lists as taxonomies', () => {
  const [zola, own] = [temporaryFolder(), temporaryFolder()];
  writeSite(zolaSite, zola, 1);
  writeSite(blattmacherSite, own, 1);
  const article = readFileSync(join(zola, 'content/articles/artikel-000001.md'), 'utf8');
  expect(article).toMatch(/^path: "\d{4}\/\d{2}\/artikel-000001"$/m);
  expect(article).toMatch(/^taxonomies:\n {2}ressort: \[".+"\]\n {2}thema: \[".+"\]\n {2}autor: \[".+"\]$/m);
  expect(existsSync(join(zola, 'content/articles/_index.md'))).toBe(true);
  expect(existsSync(join(own, 'content/articles/artikel-000001.md'))).toBe(false);
});

function runScript(text: string): Promise<Run> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'script.mjs'), text);
  return runProcess({ file: process.execPath, parameters: ['script.mjs'], folder });
}

/** Cold builds of 1,000 articles: title → milliseconds of each run. */
function resultOf(times: Readonly<Record<string, readonly number[]>>): SizeResult {
  const contestants = Object.keys(times).map((title): Contestant => ({
    kind: title === 'Blattmacher' ? 'blattmacher' : 'zola',
    title,
    program: title,
    site: blattmacherSite,
    command: () => ({ file: '', parameters: [], folder: '' }),
  }));
  const measurements = contestants.flatMap((contestant) =>
    (times[contestant.title] ?? []).map((milliseconds) => ({
      contestant,
      scenario: 'cold' as const,
      run: { milliseconds, processor: 0, mainThread: 0, peakBytes: 0 },
    })),
  );
  return { articles: 1000, contestants, measurements, counts: new Map() };
}
