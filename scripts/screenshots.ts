/**
 * Photographs the sample blog, and the blog of the handbook's first chapter, for the documents: `npm run screenshots` writes
 * `docs/screenshots/*.webp`. It needs a Chromium, see `openBrowser.ts`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { starterFiles } from '../src/cli/init/starter.ts';
import { writeStarter } from '../src/cli/init/writeStarter.ts';
import { answersOf, edit, readFirstChapter } from './firstChapter.ts';
import { openBrowser } from './openBrowser.ts';
import { serveFolder } from './serveFolder.ts';

interface Look {
  /** CSS pixels; the picture is made of two pixels for each and then brought to `pictureWidth`. */
  readonly width: number;
  readonly height: number;
  readonly pictureWidth: number;
  readonly colours: 'light' | 'dark';
}

interface Shot extends Look {
  readonly name: string;
  readonly address: string;
}

const desktop: Look = { width: 1200, height: 900, pictureWidth: 1000, colours: 'light' };
const article = '/2023/09/kim-besucht-flugzeugwerk/';
const ofSample: readonly Shot[] = [
  { ...desktop, name: 'home', address: '/' },
  { ...desktop, name: 'article', address: article },
  { name: 'phone', address: article, width: 390, height: 844, pictureWidth: 390, colours: 'dark' },
];

const root = join(import.meta.dirname, '..');
const program = join(root, 'lib', 'blattmacher.js');

const browser = await openBrowser();
try {
  await photographAll(join(root, 'dist'), ofSample, browser);
  await photographFirstChapter(browser);
} finally {
  await browser.close();
}

async function photographAll(folder: string, shots: readonly Shot[], camera: Browser): Promise<void> {
  const server = await serveFolder(folder);
  for (const shot of shots) {
    // One after the other: a browser at rest draws every picture alike.
    // oxlint-disable-next-line no-await-in-loop
    const page = await openPage(shot, camera, server.origin + shot.address);
    // oxlint-disable-next-line no-await-in-loop
    await photograph(shot, page);
    // oxlint-disable-next-line no-await-in-loop
    await page.close();
  }
  await server.close();
}

async function openPage(
  { width, height, colours: colorScheme }: Look,
  camera: Browser,
  url: string,
): Promise<Page> {
  const page = await camera.newPage({ viewport: { width, height }, deviceScaleFactor: 2, colorScheme });
  await page.goto(url);
  await page.waitForLoadState('load');
  return page;
}

async function photograph({ name, pictureWidth }: Pick<Shot, 'name' | 'pictureWidth'>, page: Page) {
  await page.evaluate('document.fonts.ready');
  const png = await page.screenshot();
  const file = join(root, 'docs', 'screenshots', `${name}.webp`);
  await sharp(png).resize(pictureWidth).webp({ quality: 80, effort: 6 }).toFile(file);
}

/** Plays the chapter as its test does, at the time that the handbook shows. */
async function photographFirstChapter(camera: Browser): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'blattmacher-pictures-'));
  const blog = join(folder, 'mein-blog');
  const { blocks } = readFirstChapter();
  const answers = answersOf(blocks.find(({ text }) => text.startsWith('┌'))?.text ?? '');
  const templates = join(root, 'starter');
  const manifest = { folderName: 'mein-blog', program: '0.1.0', node: '24.0.0' };
  writeStarter(blog, starterFiles({ ...manifest, templates, answers, date: '2026-01-12 09:00' }));
  const now = ['--now', '2026-01-12T10:00:00+01:00'];
  const watch = spawn(process.execPath, [program, 'watch', '--port', '0', ...now], { cwd: blog });
  const closed = new Promise((resolve) => {
    watch.once('close', resolve);
  });
  try {
    const preview = await openPage(desktop, camera, await addressOf(watch.stdout));
    await photograph({ ...desktop, name: 'first-preview' }, preview);
    for (const block of blocks) {
      // What `new` answers.
      if (block.language === 'text' && block.file.includes('/articles/'))
        writeFileSync(join(blog, block.file), block.text);
      if (block.language !== 'markdown' && block.language !== 'yaml') continue;
      if (block.text.startsWith('image:'))
        // oxlint-disable-next-line no-await-in-loop
        await sharp(join(root, 'content', 'media', 'windraeder.webp')).toFile(
          join(blog, 'content', 'media', 'windraeder.jpg'),
        );
      edit(blog, block, 'date: 2026-01-12 09:30');
      // oxlint-disable-next-line no-await-in-loop
      await photographStep(block.text, preview);
    }
    await preview.close();
  } finally {
    watch.kill('SIGINT');
    await closed;
  }
  spawnSync(process.execPath, [program, 'build', ...now], { cwd: blog, stdio: 'inherit' });
  await photographAll(join(blog, 'dist'), [{ ...desktop, name: 'first-front', address: '/' }], camera);
  rmSync(folder, { recursive: true });
}

/** Where the handbook has a picture of what the preview says to a change. */
async function photographStep(change: string, preview: Page): Promise<void> {
  if (change.startsWith('image: ')) {
    await preview.getByRole('button', { name: '2 Warnungen' }).click();
    await preview.getByRole('dialog', { name: '2 Warnungen' }).waitFor();
    await photograph({ ...desktop, name: 'first-warnings' }, preview);
    await preview.keyboard.press('Escape');
  }
  if (change.startsWith('title: W')) {
    await preview.getByRole('alertdialog').waitFor();
    await photograph({ ...desktop, name: 'first-fault' }, preview);
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /Vorschau: (http:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('The preview has no address');
}
