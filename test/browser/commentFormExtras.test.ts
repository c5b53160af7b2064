/** Additions of the script to the comment form, and whether they are accessible. */
import axe from 'axe-core';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { useFormStage } from './formStage.ts';
import { focusedId, hasFocus, nothing, stored, writeByKeyboard } from './formSteps.ts';

const stage = useFormStage();

describe('An answer to a comment', () => {
  test('says whom it answers, and is sent with it', async () => {
    const page = await stage().open();
    await page.getByRole('button', { name: 'Antworten auf den Kommentar von Anna Müller' }).click();
    expect(await focusedId(page)).toBe('comment');
    await page.getByText('Antwort an Anna Müller').waitFor();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Danke!').waitFor();
    expect(stage().received[0]?.get('parent')).toBe('a1');
    expect(await page.getByText('Antwort an').isVisible()).toBe(false);
    expect(await page.locator('[data-parent]').inputValue()).toBe('');
  });

  test('may be called off, which leads back to the comment', async () => {
    const page = await stage().open();
    const reply = page.getByRole('button', { name: 'Antworten auf den Kommentar von Bo' });
    await reply.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Antworten abbrechen' }).focus();
    await page.keyboard.press('Enter');
    expect(await hasFocus(page, '[data-reply=b2]')).toBe(true);
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Danke!').waitFor();
    expect(stage().received[0]?.get('parent')).toBe('');
  });
});

describe('The reader’s name', () => {
  test('is kept for the next time only if that is wished, and forgotten when it is no more', async () => {
    const page = await stage().open();
    const box = page.getByLabel('Meinen Namen, meine E-Mail-Adresse');
    await writeByKeyboard(page);
    await box.check();
    expect(await stored(page)).toBe(nothing);
    await page.getByRole('button', { name: 'Kommentar abschicken' }).click();
    await page.getByText('Danke!').waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel('Name*').inputValue()).toBe('Anna Müller');
    expect(await page.getByLabel('E-Mail*').inputValue()).toBe('anna@example.org');
    expect(await page.getByLabel('Kommentar*').inputValue()).toBe('');
    await box.uncheck();
    expect(await stored(page)).toBe(nothing);
  });
});

describe('The proof of work', () => {
  const proving = useFormStage('  proofOfWork: ja\n');
  const secret = 'geheim';

  test('is done before sending, and holds', async () => {
    const challenge = await createChallenge({
      algorithm: 'PBKDF2/SHA-256',
      cost: 10,
      deriveKey,
      hmacSignatureSecret: secret,
    });
    proving().endpoint.answer = ({ fields }) => ({
      isReadable: true,
      ...(fields.has('text') ? { status: 201 } : { status: 200, json: challenge }),
    });
    const page = await proving().open();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Danke!').waitFor();
    const solved = JSON.parse(Buffer.from(proving().received[0]?.get('altcha') ?? '', 'base64').toString());
    expect(await verifySolution({ ...solved, deriveKey, hmacSignatureSecret: secret })).toMatchObject({
      verified: true,
    });
    expect(proving().complaints).toEqual([]);
  });

  test('that cannot be had is reported, and the text stays', async () => {
    await proving().stopEndpoint();
    const page = await proving().open();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Die Prüfung gegen Spam hat nicht geklappt.').waitFor();
    expect(await page.getByLabel('Kommentar*').inputValue()).toBe('Gut gesagt.');
  });

  test('is explained to readers without scripts', async () => {
    const page = await proving().open({ javaScriptEnabled: false });
    expect(await page.getByText('Dafür braucht er JavaScript.').isVisible()).toBe(true);
    const usual = await proving().open();
    await usual.getByText('Meinen Namen').waitFor();
    expect(await usual.getByText('Dafür braucht er JavaScript.').count()).toBe(0);
  });
});

describe('For Staticman', () => {
  const staticman = useFormStage('  format: staticman\n');

  test('a script is not asked to lead to another page', async () => {
    const page = await staticman().open();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Danke!').waitFor();
    expect(Object.fromEntries(staticman().received[0] ?? [])).toEqual({
      'options[slug]': 'kim',
      'options[parent]': '',
      'fields[message]': 'Gut gesagt.',
      'fields[name]': 'Anna Müller',
      'fields[email]': 'anna@example.org',
      'fields[url]': 'https://anna.example/',
      fax: '',
    });
  });
});

describe.each(['light', 'dark'] as const)('In %s colours', (colorScheme) => {
  const barriers = async (page: Page): Promise<unknown> => {
    await page.evaluate(axe.source);
    return page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))',
    );
  };

  test('nothing stands in anybody’s way, with faults shown or not', async () => {
    const page = await stage().open({ colorScheme });
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Antworten auf den Kommentar von Bo' }).click();
    await page.getByRole('button', { name: 'Kommentar abschicken' }).click();
    await page.getByText('4 Angaben fehlen').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${stage().origin}/kommentar-fehler/#grund-fields`);
    expect(await barriers(page)).toEqual([]);
  });
});
