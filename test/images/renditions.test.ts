import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { allRenditions, type RasterPicture, renditionsOf } from '../../src/images/renditions.ts';

function pictureOf(
  width: number,
  height: number,
  raster: Partial<RasterPicture['raster']> = {},
): RasterPicture {
  return {
    file: 'content/media/informant-meier.jpg' as SourcePath,
    digest: '3b9d8253be2aea9c',
    isPicture: true,
    width,
    height,
    raster: { hasAlpha: false, isAnimated: false, ...raster },
  };
}

const widthsOf = (picture: RasterPicture) =>
  renditionsOf(picture).modern.map(({ format, widths }) => [format, widths.map(({ width }) => width)]);

describe('What is made of a picture', () => {
  test('is AVIF and WebP in five widths, and a JPEG for all others', () => {
    const large = pictureOf(4000, 3000);
    expect(widthsOf(large)).toEqual([
      ['avif', [320, 640, 960, 1280, 1920]],
      ['webp', [320, 640, 960, 1280, 1920]],
    ]);
    expect(renditionsOf(large).fallback).toMatchObject({ format: 'jpg', width: 1280, height: 960 });
  });

  test('has the own width of a smaller picture as its largest, without one that is nearly the same', () => {
    expect(widthsOf(pictureOf(1000, 500))).toEqual([
      ['avif', [320, 640, 1000]],
      ['webp', [320, 640, 1000]],
    ]);
    expect(widthsOf(pictureOf(120, 80))).toEqual([
      ['avif', [120]],
      ['webp', [120]],
    ]);
  });

  test('is never larger than the picture, and keeps its shape', () => {
    const side = fc.integer({ min: 1, max: 9000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        for (const made of allRenditions(pictureOf(width, height))) {
          expect(made.width).toBeLessThanOrEqual(width);
          expect(Math.abs(made.height - (height * made.width) / width)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  test('is in formats that can hold it, in all widths and legible, however high it is', () => {
    expect(widthsOf(pictureOf(640, 16_383)).map(([format]) => format)).toEqual(['avif', 'webp']);
    expect(widthsOf(pictureOf(640, 16_384))).toEqual([['jpg', [320, 640]]]);
    expect(widthsOf(pictureOf(1000, 20_000))).toEqual([['jpg', [320, 640, 1000]]]);
    expect(widthsOf(pictureOf(1000, 20_000, { hasAlpha: true }))).toEqual([['png', [320, 640, 1000]]]);
    // Of 4000 pixels of width it is published in 1920, and with that less high.
    expect(widthsOf(pictureOf(4000, 30_000)).map(([format]) => format)).toEqual(['avif', 'webp']);
    expect(widthsOf(pictureOf(400, 17_000, { isAnimated: true, hasAlpha: true }))).toEqual([['gif', [400]]]);
    const names = allRenditions(pictureOf(1000, 20_000)).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('stays transparent, and keeps moving', () => {
    expect(renditionsOf(pictureOf(400, 300, { hasAlpha: true })).fallback.format).toBe('png');
    const animated = pictureOf(400, 300, { isAnimated: true, hasAlpha: true });
    expect(renditionsOf(animated).fallback.format).toBe('gif');
    expect(widthsOf(animated)).toEqual([['webp', [400]]]);
  });

  test('has names of their own that tell nothing of the file', () => {
    const names = allRenditions(pictureOf(4000, 3000)).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^3b9d8253be2aea9c-[0-9a-f]{4}-\d+\.(?:avif|webp|jpg)$/);
  });
});
