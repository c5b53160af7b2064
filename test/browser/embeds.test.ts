/** Two clicks, in a real browser: the first one loads, and nothing goes to another host before it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../scripts/openBrowser.ts';
import { serveFolder } from '../../scripts/serveFolder.ts';
import { article, createSite } from '../support/testSite.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

interface Visit {
  readonly page: Page;
  /** Addresses at other hosts that were asked for. */
  readonly foreign: readonly string[];
  readonly complaints: readonly string[];
}

async function visit(javaScriptEnabled = true): Promise<Visit> {
  const text = '![Kim im Werk](https://www.youtube.com/watch?v=dQw4w9WgXcQ)';
  const site = createSite({ 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', text) });
  await site.build();
  const { origin, close } = await serveFolder(site.out);
  const page = await browser.newPage({ javaScriptEnabled });
  onTestFinished(() => page.close().then(close));
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.route(
    (url) => url.origin !== origin,
    (route) => {
      foreign.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body: '<p>Der Film</p>' });
    },
  );
  await page.goto(`${origin}/2023/09/kim/`);
  return { page, foreign, complaints };
}

test('A video is loaded by a click and not before', async () => {
  const { page, foreign, complaints } = await visit();
  expect(foreign).toEqual([]);
  await page.getByRole('button', { name: 'Video von YouTube laden' }).press('Enter');
  await page.frameLocator('iframe').getByText('Der Film').waitFor();
  expect(foreign).toEqual(['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ']);
  const frame = page.locator('iframe');
  expect(await frame.getAttribute('title')).toBe('Kim im Werk');
  expect(await frame.getAttribute('sandbox')).not.toContain('top-navigation');
  expect(await page.evaluate('document.activeElement.tagName')).toBe('IFRAME');
  expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(0);
  expect(complaints).toEqual([]);
});

test('Without a script there is a link and no button', async () => {
  const { page, foreign } = await visit(false);
  expect(await page.getByRole('button', { name: 'Video von YouTube laden' }).isVisible()).toBe(false);
  expect(await page.getByRole('link', { name: 'Video bei YouTube öffnen' }).isVisible()).toBe(true);
  expect(foreign).toEqual([]);
});
