/** A preview server with a small site, and pages of it in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { createPreviewServer, type PreviewServer } from '../../src/dev/previewServer.ts';
import { type FakeSite, fakeSite, html, urlPath } from './fakeSite.ts';

export interface Stage {
  readonly site: FakeSite;
  /** The one that runs now. */
  readonly server: () => PreviewServer;
  /** Starts another server for the site at the port of the last one, which must be closed. */
  readonly restart: (firstRevision: number) => Promise<void>;
  /** An empty page. */
  readonly newPage: () => Promise<Page>;
  /** Opens an address and waits until the page listens. */
  readonly open: (path: string) => Promise<Page>;
  /** Edits a page of `longText` so that it ends differently. */
  readonly edit: (path: string, near: string, end: string) => void;
  /** Errors of scripts, and what a content policy has forbidden. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export const firstRevision = 100;

export async function setStage(browser: Browser): Promise<Stage> {
  const site = fakeSite({ '/': 'Start', '/a/': longText('eins'), '/b/': longText('zwei') });
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  let server = await startServer(site, 0, firstRevision);
  const complaints: string[] = [];
  const newPage = async (): Promise<Page> => {
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (/Content Security Policy|Uncaught/.test(message.text())) complaints.push(message.text());
    });
    return page;
  };
  return {
    site,
    complaints,
    newPage,
    server: () => server,
    restart: async (revision) => void (server = await startServer(site, server.port, revision)),
    open: async (path) => {
      const page = await newPage();
      await page.goto(`http://127.0.0.1:${server.port}${path}`);
      await waitForLine(page);
      return page;
    },
    edit: (path, near, end) => {
      site.answers.set(path, html(longText(end)));
      server.notify({ kind: 'reload', edited: { url: urlPath(path), near } });
    },
    close: async () => {
      await context.close();
      await server.close();
    },
  };
}

async function startServer(site: FakeSite, port: number, revision: number): Promise<PreviewServer> {
  const started = await createPreviewServer({ port, site, firstRevision: revision });
  if (!started) throw new Error('No port is free');
  return started;
}

/** Higher than a window: sixty paragraphs and one that says `end`. */
export function longText(end: string): string {
  const paragraphs = Array.from({ length: 60 }, (_, index) => `<p>Absatz ${index} mit Text.</p>`);
  return `<details><summary>Mehr</summary><p>Verborgen</p></details>${paragraphs.join('')}<p><b>Am En\u00adde</b> steht ${end}.</p>`;
}

async function waitForLine(page: Page): Promise<void> {
  await page.locator('.bar[data-state]').waitFor({ state: 'attached' });
}

/** Gives the page something to remember until it is loaded anew. */
export async function remember(page: Page): Promise<void> {
  await page.evaluate('globalThis.remembered = true');
}

export function isSamePage(page: Page): Promise<boolean> {
  return page.evaluate('globalThis.remembered === true');
}

/** Waits until a page that remembered something was loaded anew, and listens. */
export async function expectLoadedAnew(page: Page): Promise<void> {
  await expectSoon(page, 'globalThis.remembered !== true');
  await waitForLine(page);
}

/** Waits until a condition holds in the page. (Its content policy forbids Playwright's own way of waiting for one.) */
export async function expectSoon(page: Page, condition: string): Promise<void> {
  // While a page gives way to another one, there is none to ask.
  const holds = (): Promise<unknown> => page.evaluate(condition).catch(() => false);
  await vi.waitFor(async () => expect(await holds()).toBe(true), { timeout: 5000, interval: 10 });
}

export async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).waitFor({ state: 'attached' });
}
