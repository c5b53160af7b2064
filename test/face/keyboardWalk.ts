import type { Page } from 'playwright-core';

/** What has the focus: its number among all that can have it, and whether somebody who looks would know. */
export interface Stop {
  /** In the order of the page, from 0; -1: none of them. */
  readonly index: number;
  readonly element: string;
  /** At least a part of it, of eight pixels and more. */
  readonly isInView: boolean;
  /** Nothing else lies over the middle of that part. */
  readonly isUncovered: boolean;
  /** It, or what it lays over its surroundings, has an outline of at least two pixels. */
  readonly isMarked: boolean;
}

/** All that the Tab key should reach, in the order in which it stands in the page. */
const reachable = `[...document.querySelectorAll('a[href], button, input, textarea, select, summary, iframe, [tabindex]')]
  .filter((element) => element.tabIndex >= 0 && !element.disabled && element.type !== 'hidden' && element.checkVisibility({ visibilityProperty: true }))`;

const here = `(() => {
  const element = document.activeElement;
  const parts = [...element.getClientRects()].map(({ top, right, bottom, left }) =>
    ({ top: Math.max(top, 0), right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight), left: Math.max(left, 0) }));
  const inView = parts.filter(({ top, right, bottom, left }) => right - left >= 8 && bottom - top >= 8);
  const over = inView.map(({ top, right, bottom, left }) => document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  const marks = [getComputedStyle(element), getComputedStyle(element, '::after')];
  return {
    index: ${reachable}.indexOf(element),
    element: element.outerHTML.slice(0, 100),
    isInView: inView.length > 0,
    isUncovered: over.some((top) => element.contains(top)),
    isMarked: marks.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2),
  };
})()`;

export function countReachable(page: Page): Promise<number> {
  return page.evaluate(`${reachable}.length`);
}

/** Presses Tab as often as told, from where the focus is; backwards with Shift. */
export async function keyboardWalk(
  page: Page,
  steps: number,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let step = 0; step < steps; step += 1) {
    await page.keyboard.press(key);
    stops.push(await page.evaluate(here));
  }
  return stops;
}
