import { describe, expect, test } from 'vitest';
import { readPictureHead } from '../../src/pictures/pictureHead.ts';
import { drawn, halfTransparent, moving, photograph } from './testPictures.ts';

describe('The head of a picture tells', () => {
  test('its size as one sees it', async () => {
    expect(readPictureHead(await photograph(80, 40))).toMatchObject({ width: 40, height: 80 });
  });

  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'that nothing moves in a still %s',
    async (format) => {
      const bytes = await drawn(64, 32).toFormat(format).toBuffer();
      expect(readPictureHead(bytes)).toMatchObject({
        width: 64,
        height: 32,
        raster: { isAnimated: false },
        standsStill: false,
      });
    },
  );

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'that a full %s hides what is behind it',
    async (format) => {
      expect(readPictureHead(await drawn(64, 32).toFormat(format).toBuffer()).raster?.hasAlpha).toBe(false);
    },
  );

  test.each(['png', 'webp', 'avif'] as const)('that something shines through a %s', async (format) => {
    const { default: sharp } = await import('sharp');
    const bytes = await sharp(await halfTransparent(64, 32))
      .toFormat(format)
      .toBuffer();
    expect(readPictureHead(bytes).raster?.hasAlpha).toBe(true);
  });

  test('that something shines through a WebP without loss', async () => {
    const { default: sharp } = await import('sharp');
    const bytes = await sharp(await halfTransparent(64, 32))
      .webp({ lossless: true })
      .toBuffer();
    expect(readPictureHead(bytes).raster?.hasAlpha).toBe(true);
  });

  test.each(['gif', 'webp'] as const)('that a %s moves', async (format) => {
    expect(readPictureHead(await moving(20, 10, format)).raster?.isAnimated).toBe(true);
  });

  test('that a PNG of several frames will stand still', async () => {
    const png = await drawn(8, 8).png().toBuffer();
    const control = Buffer.from([0, 0, 0, 8, ...Buffer.from('acTL'), 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]);
    const animated = Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]);
    expect(readPictureHead(animated).standsStill).toBe(true);
  });
});

test('What is no picture has no head', () => {
  expect(() => readPictureHead(Buffer.from('kein Bild'))).toThrow('unsupported file type');
});

test('A picture that is cut off anywhere never keeps the reader of its head waiting', async () => {
  const pictures = [
    await moving(20, 10, 'gif'),
    await drawn(9, 9).png().toBuffer(),
    await halfTransparent(9, 9),
  ];
  for (const bytes of pictures)
    for (let end = 0; end < bytes.length; end++) {
      try {
        readPictureHead(bytes.subarray(0, end));
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
});
