/** Additions of the preview to a page: the overlay of faults, and its bar. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { html, titleFault } from './fakeSite.ts';
import { expectLoadedAnew, expectText, isSamePage, remember, setStage, type Stage } from './stage.ts';
import { useBrowser } from '../support/useBrowser.ts';

const browser = useBrowser();
let stage: Stage;

beforeEach(async () => {
  stage = await setStage(browser());
});

afterEach(() => stage.close());

describe('A fault', () => {
  const sheet = (page: Page) => page.getByRole('alertdialog', { name: 'Ein Fehler hält die Ausgabe auf' });

  test('is laid over the last good page: what, where, the lines around, the cure', async () => {
    const page = await stage.open('/a/');
    await remember(page);
    stage.site.wrong = [titleFault];
    stage.server().notify({ kind: 'faults' });
    await sheet(page).waitFor();
    const text = await sheet(page).innerText();
    const { message, hint = '' } = titleFault.diagnostic;
    for (const part of ['content/articles/kim.md:2:12', message, hint]) expect(text).toContain(part);
    // Quoted HTML is text.
    expect(text).toContain('title: Bund: Länder <b>streiten</b>');
    expect(await isSamePage(page)).toBe(true);
    expect(await page.getByText('steht eins.').count()).toBe(1);
  });

  test('is pointed at by a caret below the very letter', async () => {
    const page = await stage.open('/');
    const text = '\t„Über“ 漢字 ↯ hier';
    stage.site.wrong = [
      {
        ...titleFault,
        diagnostic: { ...titleFault.diagnostic, position: { line: 5, column: text.indexOf('↯') + 1 } },
        excerpt: [{ number: 5, text }],
      },
    ];
    stage.server().notify({ kind: 'faults' });
    const caret = await sheet(page).locator('.caret').boundingBox();
    const letter = await page.evaluate(`(() => {
      const line = document.querySelector('blattmacher-preview').shadowRoot.querySelector('.faulty').firstChild;
      const range = document.createRange();
      range.setStart(line, ${text.indexOf('↯')});
      range.setEnd(line, ${text.indexOf('↯') + 1});
      return range.getBoundingClientRect().x;
    })()`);
    expect(Math.abs((caret?.x ?? Infinity) - Number(letter))).toBeLessThan(2);
  });

  test('has the focus, is put away with Escape, and comes back on demand and with the next change', async () => {
    const page = await stage.open('/a/');
    stage.site.wrong = [titleFault];
    stage.server().notify({ kind: 'faults' });
    await sheet(page).waitFor();
    expect(
      await page.evaluate("document.activeElement.shadowRoot.activeElement.classList.contains('sheet')"),
    ).toBe(true);
    await page.keyboard.press('Escape');
    await sheet(page).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '1 Fehler' }).click();
    await sheet(page).waitFor();
    await page.getByRole('button', { name: 'Schließen' }).click();
    await sheet(page).waitFor({ state: 'hidden' });
    stage.server().notify({ kind: 'faults' });
    await sheet(page).waitFor();
  });

  test('vanishes by itself when it is mended', async () => {
    const page = await stage.open('/a/');
    await remember(page);
    stage.site.wrong = [titleFault];
    stage.server().notify({ kind: 'faults' });
    await sheet(page).waitFor();
    stage.site.wrong = [];
    stage.server().notify({ kind: 'faults' });
    await sheet(page).waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: 'Fehler' }).count()).toBe(0);
    expect(await isSamePage(page)).toBe(true);
  });

  test('is shown on every page that is opened, also where there is none yet', async () => {
    stage.site.answers.clear();
    stage.site.wrong = [titleFault];
    const page = await stage.open('/irgendwo/');
    await sheet(page).waitFor();
    expect(await sheet(page).innerText()).toContain('Noch gibt es keine Seite zu sehen.');
    stage.site.wrong = [];
    stage.site.answers.set('/irgendwo/', html('Da ist sie.'));
    stage.server().notify({ kind: 'reload' });
    await expectText(page, 'Da ist sie.');
    await sheet(page).waitFor({ state: 'hidden' });
  });
});

describe('A warning', () => {
  const warningFault = {
    ...titleFault,
    diagnostic: { ...titleFault.diagnostic, severity: 'warning' as const },
    others: 2,
  };

  test('is counted in the bar, shown on demand, and in no author’s way', async () => {
    const page = await stage.open('/a/');
    const sheet = page.getByRole('dialog', { name: '3 Warnungen' });
    stage.site.wrong = [warningFault];
    stage.server().notify({ kind: 'faults' });
    const button = page.getByRole('button', { name: '3 Warnungen' });
    await button.waitFor();
    expect(await sheet.isVisible()).toBe(false);
    await button.click();
    const text = await sheet.innerText();
    const { message, hint = '' } = titleFault.diagnostic;
    const words = ['content/articles/kim.md:2:12', message, hint, 'Von dieser Art gibt es insgesamt 3.'];
    for (const part of words) expect(text).toContain(part);
    stage.site.wrong = [];
    stage.server().notify({ kind: 'faults' });
    await sheet.waitFor({ state: 'hidden' });
    await button.waitFor({ state: 'hidden' });
  });

  test('that is being read makes room for an error', async () => {
    const page = await stage.open('/a/');
    stage.site.wrong = [warningFault];
    stage.server().notify({ kind: 'faults' });
    await page.getByRole('button', { name: '3 Warnungen' }).click();
    stage.site.wrong = [titleFault, warningFault];
    stage.server().notify({ kind: 'faults' });
    await page.getByRole('alertdialog', { name: 'Ein Fehler hält die Ausgabe auf' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

test('Everything of the preview keeps to the content policy of the page', async () => {
  const page = await stage.open('/a/');
  await remember(page);
  stage.site.wrong = [titleFault];
  stage.server().notify({ kind: 'faults' });
  await page.getByRole('alertdialog').waitFor();
  stage.site.wrong = [];
  stage.edit('/a/', 'Am Ende steht', 'drei');
  await expectLoadedAnew(page);
  await expectText(page, 'steht drei.');
  expect(
    await page.evaluate(
      "getComputedStyle(document.querySelector('blattmacher-preview').shadowRoot.querySelector('.bar')).position",
    ),
  ).toBe('fixed');
  expect(stage.complaints).toEqual([]);
});

describe('The bar', () => {
  test('can be folded, which is remembered, and unfolded', async () => {
    const page = await stage.open('/');
    const bar = page.locator('.bar');
    await page.getByRole('button', { name: 'Leiste einklappen' }).click();
    expect(await bar.isVisible()).toBe(false);
    const other = await stage.open('/a/');
    expect(await other.locator('.bar').isVisible()).toBe(false);
    await other.getByRole('button', { name: 'Leiste ausklappen' }).click();
    expect(await other.locator('.bar').isVisible()).toBe(true);
  });
});
