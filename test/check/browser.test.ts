/** Pages in a real Chromium, looked at with axe. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type BrowserWork, checkInBrowser } from '../../src/check/browser.ts';
import { chromiumFile } from '../../scripts/testTools.ts';
import { needTool } from '../support/needTools.ts';
import { patience } from '../support/patience.ts';
import { createSite, type TestSite } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { oneArticle } from './checkSupport.ts';

needTool('chromium');

function look(site: TestSite, more: Partial<BrowserWork> = {}) {
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'blattmacher-browser-'));
  onTestFinished(() => rmSync(temporaryFolder, { recursive: true, force: true }));
  return checkInBrowser(usualBuild(site.folder, site.out), {
    chromePath: chromiumFile(),
    searchPath: [],
    temporaryFolder,
    isRoot: process.getuid?.() === 0,
    out: site.out,
    patience,
    ...more,
  });
}

describe('In a browser', () => {
  test('pages of the theme are fine, and what axe finds is told in German', async () => {
    const site = createSite(oneArticle);
    expect(await look(site)).toEqual([]);
    site.write({ 'templates/parts/before-footer.eta': '<button type="button"></button>' });
    const [found, ...others] = await look(site);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'accessibility/axe', severity: 'warning' });
    expect(found?.message).toMatch(/^Schaltflächen .*axe: button-name, .*auf \d+ Seiten/);
  });

  test('that is not there, or does not answer, nothing is looked at, and a sentence says so', async () => {
    const site = createSite(oneArticle);
    const codes = async (more: Partial<BrowserWork>) => (await look(site, more)).map(({ code }) => code);
    expect(await codes({ chromePath: '/nowhere/chrome' })).toEqual(['accessibility/no-browser']);
    expect(await codes({ chromePath: process.execPath })).toEqual(['accessibility/browser-failed']);
  });
});
