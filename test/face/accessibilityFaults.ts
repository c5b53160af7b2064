import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { drawnTextFaults } from './drawnTextFaults.ts';

interface Look {
  readonly width: number;
  readonly colours: 'light' | 'dark';
}

/** The four looks that a page is examined in. */
const looks: readonly Look[] = [1280, 320].flatMap((width) =>
  (['light', 'dark'] as const).map((colours) => ({ width, colours })),
);

/** WCAG 2.2 A and AA, best practices, and of AAA that text has a contrast of 7:1. What axe cannot decide counts as well. */
const run = `axe.run({ exclude: ['svg text'] }, {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'color-contrast-enhanced': { enabled: true } },
  resultTypes: ['violations', 'incomplete'],
}).then(({ violations, incomplete }) => [...violations, ...incomplete].flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)))`;

/**
 * What axe finds on a page: narrow and wide, light and dark. A page without a stylesheet is in the browser's own colours;
 * axe would take its background for white in the dark too.
 */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  const isStyled = await page.evaluate('document.styleSheets.length > 0');
  for (const { width, colours } of looks.filter((look) => isStyled || look.colours === 'light')) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: colours });
    const byAxe: readonly string[] = await page.evaluate(run);
    const faults = [...byAxe, ...(await drawnTextFaults(page))];
    found.push(...faults.map((fault) => `${width} px, ${colours}: ${fault}`));
  }
  return found;
}
