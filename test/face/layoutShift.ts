import type { Page } from 'playwright-core';

const observe = `globalThis.layoutShifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    const moved = sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? '').slice(0, 120));
    globalThis.layoutShifts.push({ value, moved });
  }
}).observe({ type: 'layout-shift', buffered: true });`;

interface Shift {
  /** As in the Layout Instability API: share of the screen that moved, times how far. */
  readonly value: number;
  readonly moved: readonly string[];
}

/** To be called before a page is opened; what it answers with tells every shift so far. */
export async function watchLayout(page: Page): Promise<() => Promise<readonly Shift[]>> {
  await page.addInitScript(observe);
  return () => page.evaluate('document.fonts.ready.then(() => globalThis.layoutShifts)');
}
