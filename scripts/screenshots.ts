/**
 * Photographs the sample blog for the documents: `npm run screenshots` writes `docs/screenshots/*.webp`.
 * It needs a Chromium, see `openBrowser.ts`.
 */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser } from './openBrowser.ts';
import { serveFolder } from './serveFolder.ts';

interface Shot {
  readonly name: string;
  readonly address: string;
  /** CSS pixels; the picture is made of two pixels for each and then brought to `pictureWidth`. */
  readonly width: number;
  readonly height: number;
  readonly pictureWidth: number;
  readonly colours: 'light' | 'dark';
}

const article = '/2023/09/kim-besucht-flugzeugwerk/';
const shots: readonly Shot[] = [
  { name: 'home', address: '/', width: 1200, height: 900, pictureWidth: 1000, colours: 'light' },
  { name: 'article', address: article, width: 1200, height: 900, pictureWidth: 1000, colours: 'light' },
  { name: 'phone', address: article, width: 390, height: 844, pictureWidth: 390, colours: 'dark' },
];

const root = join(import.meta.dirname, '..');

const server = await serveFolder(join(root, 'dist'));
const browser = await openBrowser();
try {
  for (const shot of shots) {
    // One after the other: a browser at rest draws every picture alike.
    // oxlint-disable-next-line no-await-in-loop
    await photograph(shot, browser, server.origin);
  }
} finally {
  await browser.close();
  await server.close();
}

async function photograph(shot: Shot, camera: Browser, origin: string): Promise<void> {
  const { name, address, width, height, pictureWidth, colours: colorScheme } = shot;
  const page = await camera.newPage({ viewport: { width, height }, deviceScaleFactor: 2, colorScheme });
  await page.goto(origin + address, { waitUntil: 'networkidle' });
  const png = await page.screenshot();
  await page.close();
  const file = join(root, 'docs', 'screenshots', `${name}.webp`);
  await sharp(png).resize(pictureWidth).webp({ quality: 80, effort: 6 }).toFile(file);
}
