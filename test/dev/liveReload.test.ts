/** How open pages follow the author. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { html, stylesheet } from './fakeSite.ts';
import {
  expectLoadedAnew,
  expectSoon,
  expectText,
  firstRevision,
  isSamePage,
  longText,
  remember,
  setStage,
  type Stage,
} from './stage.ts';
import { useBrowser } from '../support/useBrowser.ts';

const browser = useBrowser();
let stage: Stage;

beforeEach(async () => {
  stage = await setStage(browser());
});

afterEach(() => stage.close());

const scrollTo = (page: Page, y: number): Promise<unknown> => page.evaluate(`scrollTo(0, ${y})`);
const scrolled = (page: Page): Promise<number> => page.evaluate('Math.round(scrollY)');

describe('A change', () => {
  test('is shown at once, and the page stands where it stood', async () => {
    const page = await stage.open('/a/');
    await page.getByText('Mehr').click();
    await scrollTo(page, 500);
    await remember(page);
    stage.site.answers.set('/a/', html(longText('drei')));
    stage.server().notify({ kind: 'reload' });
    await expectLoadedAnew(page);
    await page.getByText('Am Ende steht drei.').waitFor({ state: 'attached' });
    expect(await scrolled(page)).toBe(500);
    expect(await page.locator('details').getAttribute('open')).toBe('');
    expect(await page.evaluate('history.scrollRestoration')).toBe('auto');
  });

  test('that came between the page and its line to the server is not missed', async () => {
    const page = await stage.newPage();
    await page.route(
      '**/__blattmacher/events',
      (route) => {
        stage.site.answers.set('/', html('Neuer Start'));
        stage.server().notify({ kind: 'reload' });
        return route.continue();
      },
      { times: 1 },
    );
    await page.goto(stage.server().url());
    await expectText(page, 'Neuer Start');
  });

  test("of the site's own address takes open pages along", async () => {
    const page = await stage.open('/a/');
    stage.site.at = '/blog';
    stage.server().notify({ kind: 'reload' });
    await expectSoon(page, "location.pathname === '/blog/a/'");
    await expectText(page, 'Am Ende steht eins.');
  });

  test('that a page slept through is shown when it is seen again', async () => {
    const page = await stage.open('/');
    const see = (state: string): Promise<unknown> =>
      page.evaluate(
        `Object.defineProperty(document, 'visibilityState', { configurable: true, value: '${state}' });
         document.dispatchEvent(new Event('visibilitychange'))`,
      );
    await see('hidden');
    stage.site.answers.set('/', html('Neuer Start'));
    stage.server().notify({ kind: 'reload' });
    await see('visible');
    await expectText(page, 'Neuer Start');
  });

  test('of the stylesheet is shown without loading the page', async () => {
    const link = (name: string): string => `<link rel="stylesheet" href="/${name}.css">`;
    stage.site.answers.set('/blau.css', stylesheet('main { color: rgb(0, 0, 255) }'));
    stage.site.answers.set('/rot.css', stylesheet('main { color: rgb(255, 0, 0) }'));
    stage.site.answers.set('/', html('Start', link('blau')));
    const page = await stage.open('/');
    await remember(page);
    stage.server().notify({ kind: 'stylesheet', from: '/blau.css', to: '/rot.css' });
    await expectSoon(page, "getComputedStyle(document.querySelector('main')).color === 'rgb(255, 0, 0)'");
    await expectSoon(page, "document.querySelectorAll('head link').length === 1");
    stage.site.answers.set('/gelb.css', stylesheet('main { color: rgb(255, 255, 0) }'));
    stage.site.answers.delete('/blau.css');
    stage.server().notify({ kind: 'stylesheet', from: '/rot.css', to: '/blau.css' });
    stage.server().notify({ kind: 'stylesheet', from: '/blau.css', to: '/gelb.css' });
    await expectSoon(page, "getComputedStyle(document.querySelector('main')).color === 'rgb(255, 255, 0)'");
    await expectSoon(page, "document.querySelectorAll('head link').length === 1");
    expect(await isSamePage(page)).toBe(true);
    stage.server().notify({ kind: 'faults' });
  });
});

describe('An edit of another page', () => {
  test('takes the reader there, to the place', async () => {
    const page = await stage.open('/a/');
    stage.edit('/b/', 'Am Ende steht', 'drei');
    await page.waitForURL('**/b/');
    await expectText(page, 'steht drei.');
    await expectSoon(page, 'scrollY > 500');
  });

  test('does not, when the reader does not want to follow, now or later', async () => {
    const page = await stage.open('/a/');
    await page.getByRole('switch', { name: 'Änderungen folgen' }).uncheck();
    await remember(page);
    stage.edit('/b/', '', 'drei');
    await expectLoadedAnew(page);
    expect(page.url()).toMatch(/\/a\/$/);
    expect(await page.getByRole('switch').isChecked()).toBe(false);
    const other = await stage.open('/');
    expect(await other.getByRole('switch').isChecked()).toBe(false);
  });

  test('leaves a page where it is when another one shows the edit', async () => {
    const [reader, editor] = [await stage.open('/a/'), await stage.open('/b/')];
    await Promise.all([reader, editor].map(remember));
    stage.edit('/b/', '', 'drei');
    await Promise.all([reader, editor].map(expectLoadedAnew));
    expect(reader.url()).toMatch(/\/a\/$/);
    expect(editor.url()).toMatch(/\/b\/$/);
  });
});

describe('An edit of the page that is shown', () => {
  test('out of sight is scrolled to', async () => {
    const page = await stage.open('/a/');
    stage.edit('/a/', 'Am Ende\n steht', 'drei');
    await expectSoon(page, 'scrollY > 500');
    expect(await page.locator('p', { hasText: 'steht drei.' }).isVisible()).toBe(true);
  });

  test('in sight moves nothing and is marked for a moment', async () => {
    const page = await stage.open('/a/');
    await scrollTo(page, 300);
    await remember(page);
    stage.edit('/a/', 'Absatz 12 mit', 'drei');
    await expectLoadedAnew(page);
    expect(await scrolled(page)).toBe(300);
    const marked = 'document.getAnimations().map(({ effect }) => effect.target.textContent).join()';
    await expectSoon(page, `${marked} === 'Absatz 12 mit Text.'`);
    await expectSoon(page, `${marked} === ''`);
  });

  test('moves nothing where the place is not found', async () => {
    const page = await stage.open('/a/');
    await scrollTo(page, 300);
    await remember(page);
    stage.edit('/a/', 'Das steht nirgends', 'drei');
    await expectLoadedAnew(page);
    expect(await scrolled(page)).toBe(300);
  });
});

describe('A server that goes', () => {
  test('is missed, and its successor brings the page up to date', async () => {
    const page = await stage.open('/');

    await stage.server().close();
    await expectText(page, 'Die Vorschau ist beendet.');
    stage.site.answers.set('/', html('Neuer Start'));
    await stage.restart(firstRevision + 100);
    await expectText(page, 'Neuer Start');
    expect(await page.getByText('Die Vorschau ist beendet.').count()).toBe(0);
  });

  test('and was only started anew without a change is not missed for long', async () => {
    const page = await stage.open('/a/');
    await scrollTo(page, 400);

    await stage.server().close();
    await stage.restart(firstRevision);
    await vi.waitFor(async () => expect(await page.locator('.bar').getAttribute('data-state')).toBe('well'), {
      timeout: 5000,
    });
    expect(await scrolled(page)).toBe(400);
  });
});
