import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rfc822Date } from '../../../src/render/feeds/feedParts.ts';

const moments = fc.record({
  instant: fc
    .integer({ min: Date.UTC(1900, 0, 2) / 1000, max: Date.UTC(2200, 0, 1) / 1000 })
    .map((seconds) => seconds * 1000),
  offset: fc.integer({ min: -12 * 60, max: 14 * 60 }),
});

test('the format means the moment that it was made of', () => {
  fc.assert(
    fc.property(moments, (moment) => {
      expect(Date.parse(rfc822Date(moment))).toBe(moment.instant);
    }),
  );
});

test('the clock is that of the offset, also where the day differs from UTC', () => {
  const newYear = { instant: Date.UTC(2023, 11, 31, 23, 30), offset: 60 };
  expect(rfc822Date(newYear)).toBe('Mon, 01 Jan 2024 00:30:00 +0100');
  const saintJohns = { instant: Date.UTC(2024, 0, 1, 2), offset: -210 };
  expect(rfc822Date(saintJohns)).toBe('Sun, 31 Dec 2023 22:30:00 -0330');
});
