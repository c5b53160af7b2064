import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { versionInUse } from '../../src/core/nativeParts.ts';
import { encodePicture, pictureFault } from '../../src/images/encodePicture.ts';
import { readPictureHeader } from '../../src/images/pictureHeader.ts';
import { allRenditions, isRasterPicture, type RasterPicture } from '../../src/images/renditions.ts';
import { drawn, halfTransparent, moving, photograph } from './testPictures.ts';

const file = 'content/media/a' as SourcePath;

function pictureOf(bytes: Buffer): RasterPicture {
  const { value: header } = readPictureHeader(bytes, file);
  const media = { file, digest: 'a', isPicture: true, ...header };
  if (!isRasterPicture(media)) throw new Error('No picture of pixels');
  return media;
}

async function madeOf(bytes: Buffer) {
  const picture = pictureOf(bytes);
  return encodePicture(bytes, picture, allRenditions(picture));
}

describe('A published picture', () => {
  test('carries nothing of what the camera noted', async () => {
    const source = await photograph(1400, 700);
    expect((await sharp(source).metadata()).exif?.includes('Informant Meier')).toBe(true);
    for (const { bytes } of await madeOf(source)) {
      const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc, icc, orientation: orientation ?? 1 }).toEqual({ orientation: 1 });
      expect(Buffer.from(bytes).includes('geheim')).toBe(false);
    }
  });

  test('stands upright and has the size that its page tells', async () => {
    for (const { rendition, bytes } of await madeOf(await photograph(1400, 700))) {
      const { width, height } = await sharp(bytes).metadata();
      expect([width, height]).toEqual([rendition.width, rendition.height]);
      // Turned by a quarter clockwise, the upper half is the right one.
      const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      const red = (column: number) =>
        data[(Math.floor(info.height / 2) * info.width + column) * info.channels] ?? 0;
      expect(red(Math.floor(info.width * 0.9))).toBeGreaterThan(200);
      expect(red(Math.floor(info.width * 0.1))).toBeLessThan(60);
    }
  });

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'has that size to the pixel, however a %s of odd sides lies',
    async (format) => {
      for (const lies of [1, 3, 6, 8]) {
        const source = await drawn(701, 333).withMetadata({ orientation: lies }).toFormat(format).toBuffer();
        for (const { rendition, bytes } of await madeOf(source)) {
          const { width, height, orientation = 1 } = await sharp(bytes).metadata();
          expect({ width, height, orientation }).toEqual({
            width: rendition.width,
            height: rendition.height,
            orientation: 1,
          });
          expect(rendition.width).toBeLessThanOrEqual(lies > 4 ? 333 : 701);
        }
      }
    },
  );

  test('is made of one that is higher than WebP and AVIF can be, in full width', async () => {
    const source = await drawn(400, 17_000).png({ compressionLevel: 1 }).toBuffer();
    const made = await madeOf(source);
    expect(made.map(({ rendition }) => [rendition.format, rendition.width])).toEqual([
      ['jpg', 320],
      ['jpg', 400],
    ]);
    for (const { rendition, bytes } of made)
      expect((await sharp(bytes).metadata()).height).toBe(rendition.height);
  });

  test('has its colours in sRGB, whatever profile they came with', async () => {
    const green = { create: { width: 40, height: 40, channels: 3, background: '#30c040' } } as const;
    const wide = await sharp(green).withIccProfile('p3').png().toBuffer();
    const made = (await madeOf(wide)).find(({ rendition }) => rendition.format === 'webp');
    const [r = 0, g = 0, b = 0] = await sharp(made?.bytes).raw().toBuffer();
    expect(Math.max(Math.abs(r - 0x30), Math.abs(g - 0xc0), Math.abs(b - 0x40))).toBeLessThan(12);
  });

  test('of 16 bits a colour, of grey or of four inks is made as any other', async () => {
    const deep = await drawn(50, 50).toColourspace('rgb16').png().toBuffer();
    const grey = await drawn(50, 50).greyscale().png().toBuffer();
    const inks = await drawn(50, 50).toColourspace('cmyk').jpeg().toBuffer();
    for (const source of [deep, grey, inks])
      for (const { rendition, bytes } of await madeOf(source))
        expect((await sharp(bytes).metadata()).width).toBe(rendition.width);
  });

  test('stays transparent', async () => {
    for (const { bytes } of await madeOf(await halfTransparent(400, 100)))
      expect((await sharp(bytes).metadata()).hasAlpha).toBe(true);
  });

  test.each(['gif', 'webp'] as const)('keeps moving when it was a moving %s', async (format) => {
    const made = await madeOf(await moving(40, 30, format));
    expect(made.map(({ rendition }) => rendition.format)).toEqual(['webp', 'gif']);
    for (const { bytes } of made) expect((await sharp(bytes).metadata()).pages).toBe(2);
  });

  test('has the same bytes whenever it is made, alone or with others', async () => {
    const source = await photograph(900, 600);
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => madeOf(source)));
    for (const other of others) expect(other).toEqual(first);
  });

  test('of half a file is refused as damaged', async () => {
    const whole = await photograph(900, 600);
    expect(await madeOf(whole.subarray(0, whole.length / 2)).catch(pictureFault)).toBe('damaged');
  });

  test('of another size than its header tells is refused for that', async () => {
    const source = await drawn(60, 40).png().toBuffer();
    const picture = { ...pictureOf(source), width: 40, height: 60 };
    expect(await encodePicture(source, picture, allRenditions(picture)).catch(pictureFault)).toBe('size');
  });
});

test('The version of the encoder is known without loading it', () => {
  expect(versionInUse('sharp')).toBe(sharp.versions.sharp);
});
