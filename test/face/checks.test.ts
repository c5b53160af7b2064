/** What finds nothing has to be able to find something: every check of this folder before a page that is wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, expect, test, vi } from 'vitest';
import { serveFolder } from '../../scripts/serveFolder.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { useBrowser } from '../support/useBrowser.ts';
import { accessibilityFaults } from './accessibilityFaults.ts';
import { countReachable, keyboardWalk } from './keyboardWalk.ts';
import { watchLayout } from './layoutShift.ts';
import { overflow } from './overflow.ts';
import { listenForTroubles } from './troubles.ts';

const browser = useBrowser();
let page: Page;

beforeEach(async ({ onTestFinished }) => {
  page = await browser().newPage({ viewport: { width: 320, height: 640 } });
  onTestFinished(() => page.close());
});

const html = (body: string, head = ''): string =>
  `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Seite</title>${head}</head><body>${body}</body></html>`;

test('axe sees text that is too pale for 7:1, in the dark alone', async () => {
  const style =
    '<style>body{background:#fff;color:#000}@media (prefers-color-scheme:dark){body{color:#6b6b6b}}</style>';
  await page.setContent(html('<main><h1>Blass</h1><p>Und klein</p></main>', style));
  const faults = (await accessibilityFaults(page)).map((fault) => fault.slice(0, fault.indexOf(': Fix')));
  expect(faults).toEqual([
    '1280 px, dark: color-contrast-enhanced at p',
    '320 px, dark: color-contrast-enhanced at p',
  ]);
});

test('Overflow is seen, but not in what scrolls by itself', async () => {
  await page.setContent(html('<div style="overflow-x:auto"><p style="width:800px">Tabelle</p></div>'));
  expect(await overflow(page)).toEqual([]);
  await page.setContent(html('<p style="width:800px">Wort</p>'));
  expect(await overflow(page)).toHaveLength(2);
});

test('A paragraph that comes late and pushes others down is seen', async () => {
  const shiftsOf = await watchLayout(page);
  // After the first picture of the page, however late that is.
  const late = `<script>requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() =>
    document.body.insertAdjacentHTML('afterbegin', '<p style="height:90px">Spät'), 50)))</script>`;
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'index.html'), html(`<p>Wort</p><p>Ein zweites</p>${late}`));
  const { origin, close } = await serveFolder(folder);
  await page.goto(`${origin}/`);
  await page.getByText('Spät').waitFor();
  await vi.waitFor(async () => expect((await shiftsOf())[0]?.value).toBeGreaterThan(0));
  await close();
});

test('A picture from elsewhere, an inline script, a missing file and an error are seen', async () => {
  const folder = temporaryFolder();
  const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;
  const body = `<img src="http://127.0.0.1:9/a.png" alt=""><script>nie()</script><script src="/weg.js"></script><script src="/da.js"></script>`;
  writeFileSync(join(folder, 'index.html'), html(body, policy));
  writeFileSync(join(folder, 'da.js'), 'throw new Error("kaputt")');
  const { origin, close } = await serveFolder(folder);
  const troubles = await listenForTroubles(page, origin);
  await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
  const all = troubles.join('\n');
  expect(all).toContain('asks for http://127.0.0.1:9/a.png');
  expect(all).toContain('policy: script-src-elem forbids inline');
  expect(all).toContain(`${origin}/weg.js: 404`);
  expect(all).toContain('kaputt');
  await close();
});

test('On the way with the keyboard a covered link, one without a mark and one out of order are seen', async () => {
  const cover = '<div style="position:fixed;inset:0 0 auto;height:60px;background:#fff">Kopf</div>';
  const links =
    '<a href="#a">bedeckt</a><p style="margin-top:80px"><a href="#b" style="outline:none">stumm</a> <a href="#c" tabindex="1">vor</a>';
  await page.setContent(html(links + cover, '<style>:focus{outline:3px solid red}</style>'));
  const stops = await keyboardWalk(page, await countReachable(page));
  expect(stops.map(({ index, isUncovered, isMarked }) => ({ index, isUncovered, isMarked }))).toEqual([
    { index: 2, isUncovered: true, isMarked: true },
    { index: 0, isUncovered: false, isMarked: true },
    { index: 1, isUncovered: true, isMarked: false },
  ]);
});
