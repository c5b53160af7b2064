/** Hostile comments that were published all the same, in a real browser. */
import { dump } from 'js-yaml';
import { expect, onTestFinished, test } from 'vitest';
import { hostileArticle, hostileComments, hostileFiles, secretAddress } from '../comments/hostileComments.ts';
import { article, createSite, type SiteText } from '../support/testSite.ts';
import { useBrowser } from '../support/useBrowser.ts';
import { sendFile, startServer } from './localServer.ts';

const browser = useBrowser();

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

  const files = Object.fromEntries(outputs.map(([path, text]) => [path, Buffer.from(text, 'latin1')]));
  const { origin, stop } = await startServer((request, response) => sendFile(files, request, response));
  onTestFinished(stop);
  const page = await browser().newPage({ viewport: { width: 360, height: 800 } });
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
  await page.goto(`${origin}${hostileArticle.url}`, { waitUntil: 'load', timeout: 250_000 });
  await page.waitForLoadState('networkidle');
  expect(await page.locator('.comment').count()).toBeGreaterThan(700);
  await page.evaluate(`for (const element of document.querySelectorAll('.comment *')) {
    for (const type of ['mouseover', 'focus', 'toggle']) element.dispatchEvent(new Event(type, { bubbles: true }));
  }`);
  expect(noticed).toEqual([]);
  const widest = await page.evaluate('document.documentElement.scrollWidth');
  expect(widest).toBe(360);
});
