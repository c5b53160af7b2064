import type { Page } from 'playwright-core';
import sharp from 'sharp';

export interface PrintedPage {
  /** What nobody can use on paper and is there all the same. */
  readonly controls: readonly string[];
  readonly background: string;
  /** Of the headline, as CSS colour. */
  readonly ink: string;
  /** What is to be read, also what the stylesheet adds. */
  readonly words: string;
  /** Shares of the page that are nearly white, and nearly black. */
  readonly white: number;
  readonly black: number;
}

const look = `(() => {
  const generated = [...document.querySelectorAll('*')].filter((element) => element.checkVisibility()).flatMap((element) =>
    ['::before', '::after'].map((name) => getComputedStyle(element, name).content)).filter((content) => content.startsWith('"'));
  return {
    controls: [...document.querySelectorAll('nav, form, button, summary, .skip-link')]
      .filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 100)),
    background: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.querySelector('h1')).color,
    words: [document.body.innerText, ...generated].join(' '),
  };
})()`;

/** What a printer would get of the open page, on paper of about A4's width. */
export async function printedPage(page: Page): Promise<PrintedPage> {
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const seen: Omit<PrintedPage, 'white' | 'black'> = await page.evaluate(look);
  const { data } = await sharp(await page.screenshot({ fullPage: true }))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const share = (matches: (level: number) => boolean): number => data.filter(matches).length / data.length;
  return { ...seen, white: share((level) => level > 240), black: share((level) => level < 60) };
}
