/** This repository's own blog and one without a single article, built, served, and opened in a browser. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type ServedFolder, serveFolder } from '../../scripts/serveFolder.ts';
import { buildSite } from '../../src/build/build.ts';
import { isMissing } from '../support/needTools.ts';
import { sampleBlog } from '../support/sampleBlog.ts';
import { minimalSettings, reported } from '../support/testSite.ts';
import { useBrowser } from '../support/useBrowser.ts';
import { usualBuild } from '../support/usualBuild.ts';

export interface FaceStage {
  /** The sample blog's files. */
  readonly folder: string;
  /** Where the sample blog is, without a slash at its end. */
  readonly origin: string;
  /** The sample blog from a host that knows no Brotli. */
  readonly gzipOrigin: string;
  /** The blog without articles. */
  readonly emptyOrigin: string;
  /** Hands over a blank page in a context of its own, and closes it. */
  readonly withPage: (use: (page: Page) => Promise<void>, options?: BrowserContextOptions) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** For all tests of a file. */
export function useFaceStage(): () => FaceStage {
  const browser = useBrowser();
  let stage: FaceStage | undefined;
  beforeAll(async () => {
    if (!isMissing('chromium')) stage = await setFaceStage(browser());
  });
  afterAll(() => stage?.close());
  return () => {
    if (!stage) throw new Error('There is no stage before the first test');
    return stage;
  };
}

async function setFaceStage(browser: Browser): Promise<FaceStage> {
  const temporary = mkdtempSync(join(tmpdir(), 'blattmacher-face-'));
  const emptySite = join(temporary, 'empty');
  const emptyFolder = join(temporary, 'empty-dist');
  mkdirSync(emptySite);
  writeFileSync(join(emptySite, 'site.yaml'), minimalSettings);
  const complaints = reported(await buildSite(usualBuild(emptySite, emptyFolder)));
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const { folder } = await sampleBlog();
  const [sample, gzip, empty] = await Promise.all([
    serveFolder(folder),
    serveFolder(folder, { coding: 'gzip' }),
    serveFolder(emptyFolder),
  ]);
  return {
    folder,
    origin: sample.origin,
    gzipOrigin: gzip.origin,
    emptyOrigin: empty.origin,
    withPage: (use, options) => withPage(browser, use, options),
    close: async () => {
      await Promise.all([sample, gzip, empty].map((server: ServedFolder) => server.close()));
      rmSync(temporary, { recursive: true });
    },
  };
}

/** Motion is reduced, so that colours and places are at once what they will be. */
async function withPage(
  browser: Browser,
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  try {
    await use(await context.newPage());
  } finally {
    await context.close();
  }
}
