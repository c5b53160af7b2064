/** The sample blog in a real browser: every kind of page, as everybody should be able to read it. */
import { describe, expect, test } from 'vitest';
import { faultsHere } from './accessibilityFaults.ts';
import { useFaceStage } from './faceStage.ts';
import { countReachable, keyboardWalk } from './keyboardWalk.ts';
import { watchLayout } from './layoutShift.ts';
import { overflow } from './overflow.ts';
import { articleWithComments, articleWithoutPicture, originOf, pageKinds, visit } from './pageKinds.ts';
import { pageWeight } from './pageWeight.ts';
import { printedPage } from './printedPage.ts';
import { isSoak } from '../support/thorough.ts';
import { scrollThrough } from './scrollThrough.ts';
import { listenForTroubles } from './troubles.ts';

const stage = useFaceStage();

const phone = { viewport: { width: 320, height: 640 } };
const desk = { viewport: { width: 1280, height: 900 } };

describe.concurrent.each(pageKinds)('$name', (kind) => {
  test.each([phone, desk])(
    'fits, stands still, asks nobody else, complains of nothing and has nothing that axe would find at $viewport.width px, light and dark',
    async (screen) => {
      await stage().withPage(async (page) => {
        const troubles = await listenForTroubles(page, originOf(stage(), kind));
        const shiftsOf = await watchLayout(page);
        await visit(page, stage(), kind);
        await scrollThrough(page);
        const shifts = await shiftsOf();
        const seen = { overflow: await overflow(page), shifts, troubles: [...troubles] };
        expect(seen).toEqual({ overflow: [], shifts: [], troubles: [] });
        expect(await faultsHere(page)).toEqual([]);
      }, screen);
    },
  );
});

describe.concurrent.each([
  { path: '/', screens: [phone, desk] },
  { path: articleWithComments, screens: [phone, desk] },
  // The frame around them is the same at either width.
  { path: '/ressort/ausland/', screens: isSoak ? [phone, desk] : [phone] },
  { path: '/datenschutz/', screens: isSoak ? [phone, desk] : [desk] },
  { path: '/archiv/', screens: isSoak ? [phone, desk] : [phone] },
  { path: '/suche/', screens: isSoak ? [phone, desk] : [desk] },
])('By keyboard $path', ({ path, screens }) => {
  test.each(screens)(
    'is reached in order, visibly and without a trap at $viewport.width px',
    async (screen) => {
      await stage().withPage(async (page) => {
        await page.goto(stage().origin + path);
        await scrollThrough(page);
        const count = await countReachable(page);
        const stops = await keyboardWalk(page, count);
        expect(stops.map(({ index }) => index)).toEqual(stops.map((_, index) => index));
        expect(stops.filter((stop) => !stop.isInView || !stop.isUncovered || !stop.isMarked)).toEqual([]);
        const [beyond] = await keyboardWalk(page, 1);
        expect(beyond?.index).toBe(-1);
        const [last] = await keyboardWalk(page, 1, 'Shift+Tab');
        expect(last?.index).toBe(count - 1);
      }, screen);
    },
  );
});

describe.concurrent('The skip link', () => {
  test('is the first stop, and leads past the head of the page', async () => {
    await stage().withPage(async (page) => {
      await page.goto(stage().origin + articleWithComments);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.innerText')).toBe('Zum Inhalt springen');
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
      const [next] = await keyboardWalk(page, 1);
      expect(next?.isInView).toBe(true);
      expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
    });
  });
});

describe.concurrent('An article without pictures', () => {
  test.each(['br', 'gzip'])('takes at most 4 requests and 60 KB with %s, fonts and all', async (coding) => {
    await stage().withPage(async (page) => {
      const origin = coding === 'br' ? stage().origin : stage().gzipOrigin;
      const { requests, bytes } = await pageWeight(page, origin + articleWithoutPicture);
      expect(requests.slice(4)).toEqual([]);
      expect(bytes).toBeLessThanOrEqual(60_000);
      expect(requests.filter((address) => !address.startsWith(`${origin}/`))).toEqual([]);
    });
  });

  test('stands still when its fonts come late', async () => {
    await stage().withPage(async (page) => {
      await page.route('**/*.woff2', async (route) => {
        await new Promise((resolve) => {
          setTimeout(resolve, 700);
        });
        await route.continue();
      });
      const shiftsOf = await watchLayout(page);
      await page.goto(stage().origin + articleWithoutPicture);
      const sum = (await shiftsOf()).reduce((total, { value }) => total + value, 0);
      expect(sum).toBeLessThan(0.005);
    }, phone);
  });
});

test.concurrent('An article prints as black on white, with its address and without anything to press', async () => {
  await stage().withPage(async (page) => {
    await page.goto(stage().origin + articleWithComments);
    const printed = await printedPage(page);
    expect(printed).toMatchObject({ controls: [], background: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)' });
    expect(printed.words).toContain(`https://tagfalter.example${articleWithComments}`);
    expect(printed.white).toBeGreaterThan(0.5);
    expect(printed.black).toBeGreaterThan(0.01);
  });
});
