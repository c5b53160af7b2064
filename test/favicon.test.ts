/** Browsers, feed readers and search engines ask for `/favicon.ico` without being told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drawFavicon } from '../src/assets/logoFile.ts';
import { createSite, type SiteText } from './support/testSite.ts';
import { builtInTemplates } from './support/usualBuild.ts';

const square = (colour: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="${colour}" d="M0 0h8v8H0z"/></svg>`;

/** The middle pixel of the picture in an icon file. */
async function middleOf(icon: Uint8Array): Promise<readonly number[]> {
  const header = Buffer.from(icon);
  const png = header.subarray(header.readUInt32LE(18));
  expect([header.readUInt16LE(2), header.readUInt16LE(4), png.length]).toEqual([
    1,
    1,
    header.readUInt32LE(14),
  ]);
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([32, 32]);
  const at = (16 * 32 + 16) * 4;
  return [...data.subarray(at, at + 4)];
}

async function iconOf(files: SiteText): Promise<Uint8Array | undefined> {
  const site = createSite(files);
  const { published, diagnostics } = await site.build();
  expect([published, diagnostics]).toEqual([true, []]);
  const again = site.paths().includes('favicon.ico')
    ? readFileSync(join(site.out, 'favicon.ico'))
    : undefined;
  expect((await site.build()).written).toBe(0);
  return again;
}

test('The icon of the built-in theme is the one that is drawn of its drawing', async () => {
  const drawn = await drawFavicon(readFileSync(join(builtInTemplates, 'favicon.svg')));
  const built = await iconOf({});
  expect(built && (await middleOf(built))).toEqual(await middleOf(drawn));
});

test('An own drawing becomes an own icon', async () => {
  const icon = await iconOf({ 'templates/favicon.svg': square('#00f') });
  expect(icon && (await middleOf(icon))).toEqual([0, 0, 255, 255]);
});

test.each(['templates/favicon.ico', 'templates/static/favicon.ico'])(
  'An own icon (%s) stays as it is',
  async (path) => {
    const icon = await iconOf({ 'templates/favicon.svg': square('#00f'), [path]: 'eigenes' });
    expect(String(icon)).toBe('eigenes');
  },
);

test.each(['', 'kein Bild'])('Of a drawing that is none (%j) there is no icon', async (drawing) => {
  expect(await iconOf({ 'templates/favicon.svg': drawing })).toBeUndefined();
});
