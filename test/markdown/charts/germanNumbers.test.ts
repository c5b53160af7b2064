import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisLabels } from '../../../src/markdown/charts/plane.ts';
import { formatGermanNumber } from '../../../src/markdown/charts/chart.ts';
import { parseGermanNumber, saysNothing } from '../../../src/markdown/charts/readChart.ts';

describe('A number as Germans type it', () => {
  test.each([
    ['1234', 1234, ''],
    ['1.234,5', 1234.5, ''],
    ['1 234 567', 1234567, ''],
    ['1\u202f234,5', 1234.5, ''],
    ['-3,25', -3.25, ''],
    ['−3', -3, ''],
    ['– 3', -3, ''],
    ['+0,5', 0.5, ''],
    ['12\u00a0%', 12, '%'],
    ['3,2 Mio. €', 3.2, 'Mio. €'],
    ['7 km/h', 7, 'km/h'],
  ])('%s', (text, value, unit) => {
    expect(parseGermanNumber(text)).toEqual({ value, unit });
  });

  test.each(['', '12.5', '1,234.5', '1.23.456', 'ca. 5', '5–7', '1e5', '12,', '0x10', '½', '1,2,3', '5 6'])(
    'is not „%s“',
    (text) => {
      expect(parseGermanNumber(text)).toBeUndefined();
    },
  );

  test('may be no number on purpose', () => {
    expect(['', ' ', '–', '-', '—', '…', 'k. A.', 'k.A.', 'x'].every(saysNothing)).toBe(true);
    expect(['0', 'keine', '--'].some(saysNothing)).toBe(false);
  });

  test('has a decimal point between commas', () => {
    expect(parseGermanNumber('1234.5 %', 'english')).toEqual({ value: 1234.5, unit: '%' });
    expect(parseGermanNumber('1,5', 'english')).toBeUndefined();
  });

  test('reads back as the number that was printed', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }), (whole, decimals) => {
        const value = whole / 10 ** decimals;
        expect(parseGermanNumber(formatGermanNumber(value, decimals))?.value).toBeCloseTo(value, 6);
      }),
    );
  });
});

describe('A number as readers see it', () => {
  test.each([
    [0, 0, '0'],
    [1234, 0, '1234'],
    [12345.678, 1, '12.345,7'],
    [-1234567.5, 2, '−1.234.567,50'],
    [-0.001, 1, '0,0'],
  ])('%d with %d decimals is %s', (value, decimals, text) => {
    expect(formatGermanNumber(value, decimals)).toBe(text);
  });

  test('has on an axis as many decimals as all its ticks need', () => {
    expect(axisLabels([0, 0.5, 1], '')).toEqual(['0,0', '0,5', '1,0']);
    expect(axisLabels([0, 20, 40], '%')).toEqual(['0\u00a0%', '20\u00a0%', '40\u00a0%']);
    expect(axisLabels([0, 500_000, 1_000_000], '')).toEqual(['0', '0,5\u00a0Mio.', '1,0\u00a0Mio.']);
    expect(axisLabels([-2e9, 0, 2e9], '')).toEqual(['−2\u00a0Mrd.', '0', '2\u00a0Mrd.']);
    expect(axisLabels([0, 1_000_000], '€')).toEqual(['0\u00a0€', '1.000.000\u00a0€']);
  });
});
