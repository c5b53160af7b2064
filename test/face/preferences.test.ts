/** What readers ask of their system, seen in a real browser: colours of their own, more contrast, less motion. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { accessibilityFaults } from './accessibilityFaults.ts';
import { useFaceStage } from './faceStage.ts';
import { articleWithComments, pageKinds } from './pageKinds.ts';

const chartOfTable = '/2025/02/union-gewinnt-fdp-fliegt-aus-dem-bundestag/';

const stage = useFaceStage();

/** The computed value of the first such element. */
function valueOf(page: Page, selector: string, property: string): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return page.evaluate(`getComputedStyle(${element}).getPropertyValue(${JSON.stringify(property)})`);
}

test('In colours of the reader’s own a chart is drawn in them, and what can be pressed has an edge', async () => {
  await stage().withPage(
    async (page) => {
      await page.goto(stage().origin + chartOfTable);
      const ink = await valueOf(page, 'body', 'color');
      const paper = await valueOf(page, 'body', 'background-color');
      expect(ink).not.toBe(paper);
      expect(await valueOf(page, '.chart pattern *', 'fill')).toBe(ink);
      expect(await valueOf(page, '.navigation a[aria-current]', 'border-bottom-width')).toBe('3px');
      await page.goto(stage().origin + articleWithComments);
      expect(await valueOf(page, '.comments button[type="submit"]', 'border-top-width')).toBe('1px');
      expect(await valueOf(page, '.comments textarea', 'border-top-width')).toBe('1px');
    },
    { forcedColors: 'active', colorScheme: 'dark' },
  );
});

test.each(['/', articleWithComments])(
  'With more contrast asked for, %s has lines under its links, and axe finds nothing',
  async (path) => {
    await stage().withPage(
      async (page) => {
        await page.goto(stage().origin + path);
        expect(await valueOf(page, '.navigation a', 'text-decoration-line')).toBe('underline');
        expect(await accessibilityFaults(page)).toEqual([]);
      },
      { contrast: 'more' },
    );
  },
);

test('Nothing moves on any page, whether readers ask for that or not', async () => {
  await stage().withPage(
    async (page) => {
      for (const { path, isEmpty, leadsOn } of pageKinds) {
        if (isEmpty || leadsOn) continue;
        // One page after the other in one tab.
        // oxlint-disable-next-line no-await-in-loop
        await page.goto(stage().origin + path);
        // oxlint-disable-next-line no-await-in-loop
        const moving = await page.evaluate(
          `[...document.querySelectorAll('*')].filter((element) => {
            const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
            return animationName !== 'none' || transitionDuration !== '0s' || scrollBehavior !== 'auto';
          }).map(({ outerHTML }) => outerHTML.slice(0, 80))`,
        );
        expect({ path, moving }).toEqual({ path, moving: [] });
      }
    },
    { reducedMotion: 'no-preference' },
  );
});
