import type { Page } from 'playwright-core';

const script = `(async () => {
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await frames();
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await frames();
})()`;

/** From top to bottom, a screen at a time, until everything lazy is there; then back to the top. */
export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(script);
  await page.waitForLoadState('networkidle');
  await page.evaluate('scrollTo(0, 0)');
}
