import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fullShade, rasterizeOutline } from '../../../src/images/socialCards/canvas.ts';

type Outline = Parameters<typeof rasterizeOutline>[0];

/** A box in pixels, upward from the base line. */
function box(left: number, bottom: number, width: number, height: number): Outline {
  return [
    { type: 'M', values: [left, bottom] },
    { type: 'L', values: [left, bottom + height] },
    { type: 'L', values: [left + width, bottom + height] },
    { type: 'L', values: [left + width, bottom] },
    { type: 'Z', values: [] },
  ];
}

function areaOf(outline: Outline, shift = 0): number {
  const { shades } = rasterizeOutline(outline, 1, shift);
  return shades.reduce((sum, shade) => sum + shade, 0) / fullShade;
}

describe('An outline as pixels', () => {
  test('fills whole pixels', () => {
    const { left, top, width, shades } = rasterizeOutline(box(2, 1, 3, 2), 1, 0);
    expect([left, top]).toEqual([2, -3]);
    const lines =
      Array.from(shades)
        .join(' ')
        .match(/(?:\d+ ?)/g) ?? [];
    expect(lines.slice(0, width).map(Number)).toEqual([fullShade, fullShade, fullShade, 0, 0]);
  });

  test('covers its area, wherever it lies', () => {
    const place = fc.double({ min: -50, max: 50, noNaN: true });
    const size = fc.double({ min: 3, max: 40, noNaN: true });
    fc.assert(
      fc.property(place, place, size, size, (x, y, width, height) => {
        const border = width + height + 2;
        expect(Math.abs(areaOf(box(x, y, width, height)) - width * height)).toBeLessThan(border / fullShade);
      }),
    );
  });

  test('is full where two parts overlap, and empty in a hole', () => {
    expect(areaOf([...box(0, 0, 10, 10), ...box(5, 0, 10, 10)])).toBeCloseTo(150, 5);
    const hole = box(2, 2, 4, 4).toReversed();
    const turned: Outline = [
      { type: 'M', values: hole[1]?.values ?? [] },
      ...hole.slice(2).map(({ values }) => ({ type: 'L' as const, values })),
      { type: 'Z', values: [] },
    ];
    expect(areaOf([...box(0, 0, 10, 10), ...turned])).toBeCloseTo(84, 5);
  });

  test('follows curves of both kinds', () => {
    const k = 0.5523;
    const quarter: Outline = [
      { type: 'M', values: [0, 0] },
      { type: 'L', values: [0, 40] },
      { type: 'C', values: [40 * k, 40, 40, 40 * k, 40, 0] },
      { type: 'Z', values: [] },
    ];
    expect(areaOf(quarter)).toBeGreaterThan(0.98 * Math.PI * 400);
    expect(areaOf(quarter)).toBeLessThan(1.01 * Math.PI * 400);
    const parabola: Outline = [
      { type: 'M', values: [0, 0] },
      { type: 'Q', values: [20, 60, 40, 0] },
      { type: 'Z', values: [] },
    ];
    expect(areaOf(parabola)).toBeGreaterThan(0.95 * 800);
    expect(areaOf(parabola)).toBeLessThan(1.02 * 800);
  });
});
