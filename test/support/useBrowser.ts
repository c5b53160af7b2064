import type { Browser } from 'playwright-core';
import { beforeAll } from 'vitest';
import { openBrowser } from '../../scripts/openBrowser.ts';
import { isMissing, needTool } from './needTools.ts';
import { patience } from './patience.ts';

let opened: Promise<Browser> | undefined;

/** One real browser for all test files of a process, which it ends with: opened before the first test that may ask for it. */
export function useBrowser(): () => Browser {
  needTool('chromium');
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (isMissing('chromium')) return;
    opened ??= openBrowser().then(patient);
    browser = await opened;
  });
  return () => {
    if (!browser) throw new Error('There is no browser before the first test');
    return browser;
  };
}

/** Whatever a page should do it may do late, on a machine under load. */
function patient(browser: Browser): Browser {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(patience);
    return context;
  };
  return browser;
}
