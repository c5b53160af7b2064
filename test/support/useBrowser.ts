import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from '../../scripts/openBrowser.ts';

/** One real browser for all tests of a file: opened before the first, closed after the last. Only tests may ask for it. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error('There is no browser before the first test');
    return browser;
  };
}
