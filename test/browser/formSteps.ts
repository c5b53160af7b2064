/** Use of the comment form by readers. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { articlePath } from './formStage.ts';

/** Writes a whole comment from the keyboard alone and ends on the button. */
export async function writeByKeyboard(page: Page): Promise<void> {
  await page.getByLabel('Kommentar*').focus();
  for (const word of ['Gut gesagt.', 'Anna Müller', 'anna@example.org', 'https://anna.example/']) {
    await page.keyboard.type(word);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  const button = page.getByRole('button', { name: 'Kommentar abschicken' });
  for (let step = 0; step < 4 && !(await hasFocus(page, 'button[type=submit]')); step++)
    await page.keyboard.press('Tab');
  expect(await button.isVisible()).toBe(true);
  expect(await hasFocus(page, 'button[type=submit]')).toBe(true);
}

export const hasFocus = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`);
export const focusedId = (page: Page): Promise<string> => page.evaluate('document.activeElement?.id');
export const status = (page: Page) => page.getByRole('status');
export const errorOf = (page: Page, id: string) => page.locator(`#${id}-error`);
export const stored = (page: Page): Promise<string> =>
  page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
export const nothing = JSON.stringify([{}, {}, '']);

export const whole = {
  article: articlePath,
  parent: '',
  text: 'Gut gesagt.',
  name: 'Anna Müller',
  email: 'anna@example.org',
  url: 'https://anna.example/',
  fax: '',
  consent: 'ja',
};
