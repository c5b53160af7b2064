import type { Page, Request } from 'playwright-core';
import { expect, vi } from 'vitest';

const script = `(async () => {
  const frames = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await frames();
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await document.fonts.ready;
  await frames();
})()`;

/** What was fetched last has been run. */
const settle = `new Promise((resolve) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(resolve)), 50))`;

/** From top to bottom, a screen at a time, until everything lazy is there, scripts run; then back to the top. */
export async function scrollThrough(page: Page): Promise<void> {
  const open = new Set<Request>();
  const begins = (request: Request): void => void open.add(request);
  const ends = (request: Request): void => void open.delete(request);
  page.on('request', begins).on('requestfinished', ends).on('requestfailed', ends);
  await page.evaluate(script);
  // Playwright's „networkidle“ is that of the first load alone, and with a route it sometimes never comes.
  await vi.waitFor(() => expect([...open].map((request) => request.url())).toEqual([]));
  await page.evaluate(settle);
  page.off('request', begins).off('requestfinished', ends).off('requestfailed', ends);
  await page.evaluate('scrollTo(0, 0)');
}
