/** The comment form as readers meet it: with and without scripts, by keyboard, when things go wrong. */
import { describe, expect, test } from 'vitest';
import { articlePath, useFormStage } from './formStage.ts';
import { errorOf, focusedId, nothing, status, stored, whole, writeByKeyboard } from './formSteps.ts';

const stage = useFormStage();

describe('Without scripts', () => {
  const plain = { javaScriptEnabled: false };

  test('a comment is sent from the keyboard, and the reader is thanked', async () => {
    const page = await stage().open(plain);
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${stage().origin}/kommentar-danke/`);
    await page.getByText('Dein Kommentar ist angekommen und wird geprüft.').waitFor();
    expect(Object.fromEntries(stage().received[0] ?? [])).toEqual(whole);
  });

  test('a refused one leads to a page that says the reason, and only that', async () => {
    stage().endpoint.answer = () => ({
      status: 303,
      location: `${stage().origin}/kommentar-fehler/?grund=duplicate#grund-duplicate`,
    });
    const page = await stage().open(plain);
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/kommentar-fehler/**');
    expect(await page.locator('.reason:visible').allTextContents()).toEqual([
      'Diesen Kommentar haben wir schon. Du musst nichts weiter tun.',
    ]);
  });

  test('nothing is offered that would need them', async () => {
    const page = await stage().open(plain);
    expect(await page.getByRole('button').allTextContents()).toEqual(['Kommentar abschicken']);
    expect(await page.getByRole('checkbox').count()).toBe(1);
  });
});

describe('The form', () => {
  test('is sent without leaving the page; name and address stay for the next comment', async () => {
    const before = Date.now();
    const page = await stage().open();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Danke! Dein Kommentar ist angekommen und wird geprüft.').waitFor();
    expect(page.url()).toBe(stage().origin + articlePath);
    const { started, ...fields } = Object.fromEntries(stage().received[0] ?? []);
    expect(fields).toEqual(whole);
    expect(Number(started)).toBeGreaterThanOrEqual(before);
    expect(await page.getByLabel('Kommentar*').inputValue()).toBe('');
    expect(await page.getByLabel('Name*').inputValue()).toBe('Anna Müller');
    expect(await stored(page)).toBe(nothing);
    expect(stage().complaints).toEqual([]);
  });

  test('says in German what is missing, and goes to the first of it', async () => {
    const page = await stage().open();
    await page.getByRole('button', { name: 'Kommentar abschicken' }).click();
    expect(await focusedId(page)).toBe('comment');
    expect(await page.locator('.field-error').allTextContents()).toEqual([
      'Bitte schreibe einen Kommentar.',
      'Bitte gib einen Namen an.',
      'Bitte gib deine E-Mail-Adresse an.',
      '',
      'Bitte setze hier ein Häkchen, wenn du einverstanden bist.',
      '',
    ]);
    expect(await status(page).textContent()).toBe('4 Angaben fehlen oder stimmen nicht.');
    const email = page.getByLabel('E-Mail*');
    expect(await email.getAttribute('aria-describedby')).toBe('email-notes email-error');
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.type('x');
    expect(await errorOf(page, 'comment').textContent()).toBe('');
    expect(stage().received).toEqual([]);
  });

  test('finds fault with a field when it is left, not while it is filled in', async () => {
    const page = await stage().open();
    await page.getByLabel('E-Mail*').focus();
    await page.keyboard.type('anna@');
    expect(await errorOf(page, 'email').count()).toBe(0);
    await page.keyboard.press('Tab');
    expect(await errorOf(page, 'email').textContent()).toContain('name@example.org');
    await page.getByLabel('E-Mail*').focus();
    await page.keyboard.press('End');
    await page.keyboard.type('example.org');
    expect(await errorOf(page, 'email').textContent()).toBe('');
    expect(await page.getByLabel('E-Mail*').getAttribute('aria-describedby')).toBe('email-notes');
  });

  test('completes the address of a website', async () => {
    const page = await stage().open();
    const website = page.getByRole('textbox', { name: 'Website' });
    await website.fill('anna.example');
    await website.blur();
    expect(await website.inputValue()).toBe('https://anna.example');
    await website.fill('javascript:alert(1)');
    await website.blur();
    expect(await errorOf(page, 'url').textContent()).toContain('https://example.org');
  });

  test('keeps everything when the endpoint refuses, and shows its words where they belong', async () => {
    stage().endpoint.answer = () => ({
      status: 422,
      isReadable: true,
      json: {
        status: 'refused',
        code: 'fields',
        message: 'Bitte sieh nach.',
        fields: { email: '<b>Falsch</b>' },
      },
    });
    const page = await stage().open();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Bitte sieh nach.').waitFor();
    expect(await errorOf(page, 'email').textContent()).toBe('<b>Falsch</b>');
    expect(await focusedId(page)).toBe('email');
    expect(await page.getByLabel('Kommentar*').inputValue()).toBe('Gut gesagt.');
    expect(
      await page.getByRole('button', { name: 'Kommentar abschicken' }).getAttribute('aria-disabled'),
    ).toBe(null);
  });

  test('keeps the text in the page alone when nobody answers', async () => {
    const page = await stage().open();
    await stage().stopEndpoint();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Dein Text steht noch da; prüfe deine Verbindung').waitFor();
    expect(await page.getByLabel('Kommentar*').inputValue()).toBe('Gut gesagt.');
    expect(await stored(page)).toBe(nothing);
  });

  test('is sent as without scripts where its answer may not be read', async () => {
    stage().endpoint.answer = () => ({ status: 303, location: `${stage().origin}/kommentar-danke/` });
    const page = await stage().open();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${stage().origin}/kommentar-danke/`);
    expect(stage().received.at(-1)?.get('text')).toBe('Gut gesagt.');
  });

  test('is sent once, however often the button is pressed', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    stage().endpoint.answer = async () => {
      await promise;
      return { status: 201, isReadable: true };
    };
    const page = await stage().open();
    await writeByKeyboard(page);
    await page.keyboard.press('Enter');
    await page.getByText('Dein Kommentar wird gesendet').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    resolve();
    await page.getByText('Danke!').waitFor();
    expect(stage().received).toHaveLength(1);
  });
});
