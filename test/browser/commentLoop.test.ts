/** The whole loop in the preview, in a real browser: write, send, see it wait, approve, see it on the page. */
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { article, createSite, type SiteText } from '../support/testSite.ts';
import { startWatch } from '../support/watchProgram.ts';
import { useBrowser } from '../support/useBrowser.ts';

const sampleText: SiteText = {
  'site.yaml': 'title: Der Bote\nurl: https://example.org/blog/\ncomments:\n  email: optional\n',
  'content/articles/kim.md': article('title: Kim & Co\nslug: kim\ndate: 2023-09-13'),
  'content/pages/datenschutz.md': article('title: Datenschutz', 'Wir speichern wenig.'),
};

const browser = useBrowser();

interface Loop {
  readonly context: BrowserContext;
  readonly articleUrl: string;
  readonly moderationUrl: string;
}

async function startLoop(javaScriptEnabled: boolean): Promise<Loop> {
  const { folder } = createSite(sampleText);
  const { url, reported } = await startWatch(folder);
  const context = await browser().newContext({ javaScriptEnabled });
  onTestFinished(() => context.close());
  // The time trap refuses what was written faster than anybody can; to a slow clock nothing is too fast.
  await context.clock.setFixedTime(Date.now() - 10_000);
  const moderationUrl = await vi.waitFor(() => {
    const found = /Kommentare: (http:\S+)/.exec(reported())?.[1];
    if (found === undefined) throw new Error(reported());
    return found;
  });
  return { context, articleUrl: new URL('2023/09/kim/', url).href, moderationUrl };
}

async function fillForm(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Kommentar/ }).fill(text);
  await page.getByRole('textbox', { name: /^Name/ }).fill('Anna Müller');
  await page.getByRole('checkbox', { name: /Datenschutz/ }).check();
}

/** Waits until the page shows a comment; it may be loaded again meanwhile. */
async function waitForComment(page: Page, url: string, text: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await page.goto(url);
      expect(await page.locator('[id^=kommentar-]').getByText(text).count()).toBe(1);
    },
    { timeout: 15_000, interval: 200 },
  );
}

describe('A comment', () => {
  test('goes its way without JavaScript', async () => {
    const { context, articleUrl, moderationUrl } = await startLoop(false);
    const page = await context.newPage();
    await page.goto(articleUrl);
    await fillForm(page, 'Ein guter *Text*.');
    await page.getByRole('button', { name: 'Kommentar abschicken' }).click();
    await page.waitForURL('**/blog/kommentar-danke/');
    await page.goto(moderationUrl);
    expect(await page.getByRole('heading', { level: 2 }).innerText()).toBe('Anna Müller zu Kim & Co');
    await page.getByRole('button', { name: 'Freigeben' }).click();
    await page.getByRole('status').getByText('Freigegeben.').waitFor();
    await waitForComment(page, articleUrl, 'Ein guter Text.');
  });

  test('goes its way with JavaScript, and the open page shows it by itself', async () => {
    const { context, articleUrl, moderationUrl } = await startLoop(true);
    const page = await context.newPage();
    await page.goto(articleUrl);
    await fillForm(page, 'Mit Skript.');
    await page.getByRole('button', { name: 'Kommentar abschicken' }).click();
    await page
      .getByText(/wird geprüft/)
      .first()
      .waitFor();
    expect(page.url()).toContain('/2023/09/kim/');
    const editor = await context.newPage();
    await editor.goto(moderationUrl);
    await editor.getByRole('button', { name: 'Freigeben' }).click();
    await editor.getByRole('status').waitFor();
    await page.locator('[id^=kommentar-]').getByText('Mit Skript.').waitFor({ timeout: 120_000 });
    await editor.getByRole('link', { name: 'Ansehen' }).click();
    await editor.waitForURL('**/2023/09/kim/#kommentar-*');
  });

  test('goes its way by keyboard alone', async () => {
    const { context, articleUrl, moderationUrl } = await startLoop(true);
    const page = await context.newPage();
    await page.goto(articleUrl);
    await tabTo(page, 'textarea');
    await page.keyboard.type('Ohne Maus.');
    await tabTo(page, 'input[autocomplete=name]');
    await page.keyboard.type('Bert');
    await tabTo(page, 'input[type=checkbox][required]');
    await page.keyboard.press('Space');
    await tabTo(page, 'button[type=submit]');
    await page.keyboard.press('Enter');
    await page
      .getByText(/wird geprüft/)
      .first()
      .waitFor();
    await page.goto(moderationUrl);
    await tabTo(page, 'button[value=approve]');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    await expect(waitForComment(page, articleUrl, 'Ohne Maus.')).resolves.toBeUndefined();
  });
});

/** Presses Tab until the focus is on what a selector means. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`No way by keyboard to ${selector}`);
}

test('The moderation page has no barriers, in a light room and in a dark one', async () => {
  const { context, articleUrl, moderationUrl } = await startLoop(false);
  const form = await context.newPage();
  await form.goto(articleUrl);
  await fillForm(form, 'Ein Text.\n\n> Zitat\n\n* Liste');
  await form.getByRole('button', { name: 'Kommentar abschicken' }).click();
  await form.waitForURL('**/kommentar-danke/');
  const page = await browser().newPage({ bypassCSP: true });
  onTestFinished(() => page.close());
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(moderationUrl);
    expect(await page.getByRole('listitem').count()).toBeGreaterThan(0);
    await page.evaluate(axe.source);
    const violations = await page.evaluate(
      'axe.run().then((results) => results.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
    );
    expect([colorScheme, violations]).toEqual([colorScheme, []]);
  }
});
