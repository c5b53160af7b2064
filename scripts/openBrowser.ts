import { type Browser, chromium } from 'playwright-core';
import { chromiumFile } from './testTools.ts';

/** A Chromium of this machine, see `chromiumFile`; `more` are arguments for it. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumFile() ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}
