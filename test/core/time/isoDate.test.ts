import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '../../../src/core/time.ts';

test('A date for machines means the moment that it was made of, by any clock', () => {
  const seconds = fc.integer({ min: Date.UTC(1900, 0, 2) / 1000, max: Date.UTC(2200, 0, 1) / 1000 });
  const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(seconds, offsets, (second, offset) => {
      expect(Date.parse(isoDate({ instant: second * 1000, offset }))).toBe(second * 1000);
    }),
  );
});

test('It shows the offset’s clock, also where the day differs from UTC', () => {
  expect(isoDate({ instant: Date.UTC(2023, 11, 31, 23, 30), offset: 60 })).toBe('2024-01-01T00:30:00+01:00');
  expect(isoDate({ instant: Date.UTC(2024, 0, 1, 2), offset: -210 })).toBe('2023-12-31T22:30:00-03:30');
});
