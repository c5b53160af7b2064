import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { isSoak } from '../support/thorough.ts';
import { drawnTextFaults } from './drawnTextFaults.ts';

type Colours = 'light' | 'dark';

/** WCAG 2.2 A and AA, best practices, and of AAA that text has a contrast of 7:1. */
const all = `runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  rules: { 'color-contrast-enhanced': { enabled: true } }`;

/** What may differ in other colours: structure, names and sizes do not, which the soak does not take for granted. */
const colourful = `runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] }`;

/** Undecided findings of axe count as well. */
const run = (rules: string): string => `axe.run({ exclude: ['svg text'] }, { ${rules},
  resultTypes: ['violations', 'incomplete'],
}).then(({ violations, incomplete }) => [...violations, ...incomplete].flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => id + ' at ' + target.join(' ') + ': ' + failureSummary)))`;

/** Findings of axe on a page: narrow and wide, light and dark. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    found.push(...(await faultsHere(page)));
  }
  return found;
}

/**
 * At the width that the page has, light and dark. A page without a stylesheet is in the browser's own colours; axe would
 * take its background for white in the dark too.
 */
export async function faultsHere(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const isStyled = await page.evaluate('document.styleSheets.length > 0');
  const looks: readonly Colours[] = isStyled ? ['light', 'dark'] : ['light'];
  const found: string[] = [];
  for (const colours of looks) {
    await page.emulateMedia({ colorScheme: colours });
    const byAxe: readonly string[] = await page.evaluate(
      run(colours === 'light' || isSoak ? all : colourful),
    );
    const faults = [...byAxe, ...(await drawnTextFaults(page))];
    found.push(...faults.map((fault) => `${page.viewportSize()?.width} px, ${colours}: ${fault}`));
  }
  return found;
}
