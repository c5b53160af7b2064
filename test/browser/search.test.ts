/** The search page as readers use it, in a real browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type ServedFolder, serveFolder } from '../../scripts/serveFolder.ts';
import { buildSite } from '../../src/build/build.ts';
import { accessibilityFaults } from '../face/accessibilityFaults.ts';
import { countReachable, keyboardWalk } from '../face/keyboardWalk.ts';
import { overflow } from '../face/overflow.ts';
import { listenForTroubles } from '../face/troubles.ts';
import { article, minimalSettings, type SiteText, reported } from '../support/testSite.ts';
import { useBrowser } from '../support/useBrowser.ts';
import { usualBuild } from '../support/usualBuild.ts';

const browser = useBrowser();

const files: SiteText = {
  'site.yaml': `${minimalSettings.replace('org/', 'org/blog/')}search: true\n`,
  'content/articles/kim.md': article(
    'title: Kim besucht Flugzeugwerk\nkicker: Nordkorea\ndate: 2023-09-13\nsection: Ausland\nauthor: Anna Müller\nlabel: analyse',
    'Ein Artikel über die Straße <b>&lt;img src=x onerror=alert(1)></b> im Osten.',
  ),
  'content/articles/bus.md': article(
    'title: Der Bus fährt\ndate: 2024-01-01\nsection: Politik\nauthor: Eva König',
    'Noch ein Artikel.',
  ),
  ...Object.fromEntries(
    Array.from({ length: 23 }, (_, number) => [
      `content/articles/viele/${number}.md`,
      article(`title: Meldung ${number + 1}\ndate: 2022-01-${number + 1}\nsection: Politik`, 'Ein Artikel.'),
    ]),
  ),
  'content/pages/impressum.md': article('title: Impressum', 'Verantwortlich ist niemand.'),
};

interface Visit {
  readonly page: Page;
  readonly troubles: readonly string[];
  readonly url: string;
}

const folder = mkdtempSync(join(tmpdir(), 'blattmacher-search-'));
let served: ServedFolder | undefined;

/** The site is built once, and served below `/blog/`. */
beforeAll(async () => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, 'site', path, '..'), { recursive: true });
    writeFileSync(join(folder, 'site', path), text);
  }
  const complaints = reported(
    await buildSite(usualBuild(join(folder, 'site'), join(folder, 'dist', 'blog'))),
  );
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  served = await serveFolder(join(folder, 'dist'));
});

afterAll(async () => {
  await served?.close();
  rmSync(folder, { recursive: true });
});

/** Opens the search page. */
async function visit(query = '', options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser().newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  onTestFinished(() => context.close());
  const origin = served?.origin ?? '';
  const troubles = await listenForTroubles(page, origin);
  const url = `${origin}/blog/suche/`;
  await page.goto(url + query);
  return { page, troubles, url };
}

const status = (page: Page): Promise<string | null> => page.locator('[role=status]').textContent();
const titles = (page: Page): Promise<string[]> => page.locator('[data-list] h2').allTextContents();

async function search(page: Page, words: string): Promise<void> {
  await page.getByLabel('Suchwort').fill(words);
  await page.getByLabel('Suchwort').press('Enter');
  await page.locator('[role=status]', { hasText: `„${words}“` }).waitFor();
}

describe('The search page', () => {
  test('finds an article, however its umlauts and ß are written, and shows what lists show', async () => {
    const { page, troubles } = await visit();
    for (const words of ['Mueller Strasse', 'Müller Straße', 'Muller Straße']) {
      await search(page, words);
      expect(await status(page)).toBe(`1 Ergebnis für „${words}“`);
      expect(await titles(page)).toEqual(['Kim besucht Flugzeugwerk']);
    }
    const card = page.locator('[data-list] article');
    expect(await card.locator('.kicker').innerText()).toBe('AnalyseNordkorea');
    expect(await card.locator('time').getAttribute('datetime')).toBe('2023-09-13T00:00:00+02:00');
    expect(await card.locator('.card-meta').innerText()).toContain('13. September 2023');
    expect(await card.locator('[data-section]').textContent()).toBe('Ausland');
    expect(await card.locator('mark').allTextContents()).toEqual(['Straße']);
    expect(troubles).toEqual([]);
  });

  test('shows what looks like HTML in a text as text', async () => {
    const { page, troubles } = await visit('?q=Osten');
    await page.locator('[data-list] article').waitFor();
    expect(await page.locator('[data-excerpt]').textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await page.locator('[data-excerpt] :not(mark)').count()).toBe(0);
    expect(troubles).toEqual([]);
  });

  test('leads to the article below the sub-path', async () => {
    const { page } = await visit('?q=Flugzeugwerk');
    await page.getByRole('link', { name: 'Kim besucht Flugzeugwerk' }).click();
    expect(new URL(page.url()).pathname).toBe('/blog/2023/09/kim-besucht-flugzeugwerk/');
  });

  test('searches while the reader types', async () => {
    const { page } = await visit();
    await page.getByLabel('Suchwort').pressSequentially('flugz');
    await page.locator('[data-list] article').waitFor();
    expect(await titles(page)).toEqual(['Kim besucht Flugzeugwerk']);
  });

  test('filters by Ressort, author and year, alone and together with a word', async () => {
    const { page } = await visit();
    await page.getByLabel('Jahr').selectOption('2024');
    await page.locator('[role=status]', { hasText: '1 Ergebnis' }).waitFor();
    expect(await titles(page)).toEqual(['Der Bus fährt']);
    await page.getByLabel('Jahr').selectOption('alle');
    await page.getByLabel('Autor').selectOption('Anna Müller');
    await page.getByLabel('Ressort').selectOption('Ausland');
    await search(page, 'Artikel');
    expect(await titles(page)).toEqual(['Kim besucht Flugzeugwerk']);
    expect(new URL(page.url()).search).toBe('?q=Artikel&ressort=Ausland&autor=Anna+M%C3%BCller');
  });

  test('can put the newest first', async () => {
    const { page } = await visit('?q=Artikel&reihenfolge=datum');
    await page.locator('[data-list] article').first().waitFor();
    expect((await titles(page)).slice(0, 3)).toEqual([
      'Der Bus fährt',
      'Kim besucht Flugzeugwerk',
      'Meldung 23',
    ]);
  });

  test('finds again what its address says, and forgets values that are none', async () => {
    const { page } = await visit('?q=Artikel&ressort=Ausland&jahr=1871&q2=x');
    await page.locator('[data-list] article').waitFor();
    expect(await titles(page)).toEqual(['Kim besucht Flugzeugwerk']);
    expect(await page.getByLabel('Jahr').inputValue()).toBe('');
    await page.getByLabel('Suchwort').fill('');
    await page.getByLabel('Ressort').selectOption('alle');
    await page.locator('[role=status]:empty').waitFor({ state: 'attached' });
    expect(await titles(page)).toEqual([]);
    expect(new URL(page.url()).search).toBe('');
  });

  test('shows ten results and then ten more, with the focus on the first of these', async () => {
    const { page } = await visit('?q=Artikel');
    const more = page.getByRole('button', { name: 'Weitere Ergebnisse zeigen' });
    await more.waitFor();
    expect(await status(page)).toBe('25 Ergebnisse für „Artikel“');
    expect(await titles(page)).toHaveLength(10);
    await more.press('Enter');
    await page.locator('[data-list] article').nth(10).waitFor();
    expect(
      await page.evaluate('document.activeElement === document.querySelectorAll("[data-list] a")[10]'),
    ).toBe(true);
    await more.press('Enter');
    await page.locator('[data-list] article').nth(24).waitFor();
    expect(await more.isVisible()).toBe(false);
  });

  test('says when there is nothing, and offers other ways', async () => {
    const { page } = await visit();
    await search(page, 'Quastenflosser');
    expect(await status(page)).toMatch(/^Keine Ergebnisse für „Quastenflosser“\. Versuche/);
    expect(await page.getByRole('link', { name: 'Archiv' }).first().isVisible()).toBe(true);
  });

  test('says when the index cannot be had, and tries again', async () => {
    const { page } = await visit();
    await page.route('**/pagefind.js', (route) => route.abort());
    await page.getByLabel('Suchwort').fill('Kim');
    await page.getByLabel('Suchwort').press('Enter');
    await page.locator('[role=status]', { hasText: 'nicht erreichbar' }).waitFor();
    await page.unrouteAll();
    await search(page, 'Flugzeugwerk');
    expect(await titles(page)).toEqual(['Kim besucht Flugzeugwerk']);
  });

  test('without a script says so and leads to Ressorts and archive', async () => {
    const { page } = await visit('', { javaScriptEnabled: false });
    expect(await page.getByText('Dafür braucht sie JavaScript').isVisible()).toBe(true);
    expect(await page.getByLabel('Suchwort').isVisible()).toBe(false);
    const ways = page.getByRole('navigation', { name: 'Oder stöbere selbst' }).getByRole('link');
    expect(await ways.allTextContents()).toEqual(['Ausland', 'Politik', 'Archiv']);
  });

  test('has nothing with results that axe would find, nor anything too wide', async () => {
    const { page, troubles } = await visit('?q=Artikel');
    await page.locator('[data-list] article').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflow(page)).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test('is reached by keyboard in order and visibly, from the form to the last result', async () => {
    const { page } = await visit('?q=Artikel', { viewport: { width: 320, height: 640 } });
    await page.locator('[data-list] article').first().waitFor();
    const stops = await keyboardWalk(page, await countReachable(page));
    expect(stops.map(({ index }) => index)).toEqual(stops.map((_, index) => index));
    expect(stops.filter((stop) => !stop.isInView || !stop.isUncovered || !stop.isMarked)).toEqual([]);
  });
});

test('Other pages load nothing of the search and keep their policy', async () => {
  const { page, url } = await visit();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(new URL('../2023/09/kim-besucht-flugzeugwerk/', url).href);
  expect(asked.filter((path) => /search|pagefind/.test(path))).toEqual([]);
  expect(await page.locator('meta[http-equiv]').getAttribute('content')).not.toContain('wasm');
  await page.getByRole('link', { name: 'Suche' }).click();
  expect(page.url()).toBe(url);
});
