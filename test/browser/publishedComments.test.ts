/** Hostile comments that were published all the same, in a real browser. */
import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../scripts/openBrowser.ts';
import { hostileArticle, hostileComments, hostileFiles, secretAddress } from '../comments/hostileComments.ts';
import { article, createSite, type SiteText } from '../support/testSite.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};

/** As a simple host would serve it. */
async function serve(folder: string): Promise<string> {
  const server: Server = createServer(({ url = '' }, answer) => {
    const path = new URL(url, 'http://localhost').pathname.replace(/\/$/, '/index.html');
    try {
      const bytes = readFileSync(join(folder, path));
      answer.setHeader('content-type', mediaTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain');
      answer.end(bytes);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

/** As somebody could publish them who writes the files by hand. */
const published: SiteText = Object.fromEntries(
  hostileComments.map(({ fields: { text, name, email, url, parent } }, index) => [
    `content/comments/${hostileArticle.key}/hostile-${index}.yaml`,
    dump({ name, email, url, date: '2023-09-14T10:00:00+02:00', text, ...(parent && { parent }) }),
  ]),
);

test('Whatever readers wrote, the page asks nobody but its own site and says nothing by itself', async () => {
  const site = createSite({
    'content/articles/kim.md': article('title: Kim\nslug: kim\ndate: 2023-09-13'),
    ...published,
    ...Object.fromEntries(hostileFiles.map(({ path, bytes }) => [path, bytes])),
  });
  const { published: isPublished } = await site.build();
  expect(isPublished).toBe(true);
  const outputs = Object.entries(site.outputs());
  expect(outputs.filter(([, text]) => text.includes(secretAddress)).map(([path]) => path)).toEqual([]);

  const origin = await serve(site.out);
  const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
  onTestFinished(() => page.close());
  const noticed: string[] = [];
  page.on('dialog', (dialog) => {
    noticed.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => noticed.push(`console ${message.text()}`));
  page.on('pageerror', ({ message }) => noticed.push(`error ${message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) noticed.push(`request ${request.url()}`);
  });
  await page.goto(`${origin}${hostileArticle.url}`, { waitUntil: 'load', timeout: 50_000 });
  await page.waitForLoadState('networkidle');
  expect(await page.locator('.comment').count()).toBeGreaterThan(700);
  await page.evaluate(`for (const element of document.querySelectorAll('.comment *')) {
    for (const type of ['mouseover', 'focus', 'toggle']) element.dispatchEvent(new Event(type, { bubbles: true }));
  }`);
  expect(noticed).toEqual([]);
  const widest = await page.evaluate('document.documentElement.scrollWidth');
  expect(widest).toBe(360);
}, 60_000);
