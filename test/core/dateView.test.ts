import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateView, parseMoment, createZone } from '../../src/core/time.ts';

const berlin = createZone('Europe/Berlin');
const view = (text: string, zone = berlin) => {
  const reading = parseMoment(text, zone);
  if (!('moment' in reading)) throw new Error(text);
  return dateView(reading.moment);
};

describe('A date on a page', () => {
  test('is German words from our own table, with the offset of that day for machines', () => {
    expect(view('2023-09-13 14:30')).toEqual({
      iso: '2023-09-13T14:30:00+02:00',
      day: '13. September 2023',
      full: '13. September 2023, 14:30 Uhr',
    });
    expect(view('2024-03-01 08:05')).toEqual({
      iso: '2024-03-01T08:05:00+01:00',
      day: '1. März 2024',
      full: '1. März 2024, 08:05 Uhr',
    });
  });

  test('has no time when the author gave none', () => {
    expect(view('2023-09-13')).toMatchObject({
      iso: '2023-09-13T00:00:00+02:00',
      full: '13. September 2023',
    });
  });

  test.each([
    ['Asia/Kolkata', '2023-01-01T12:00:00+05:30'],
    ['America/St_Johns', '2023-01-01T12:00:00-03:30'],
    ['UTC', '2023-01-01T12:00:00+00:00'],
    ['Asia/Kathmandu', '2023-01-01T12:00:00+05:45'],
  ])('knows the odd offset of %s', (zone, iso) => {
    expect(view('2023-01-01 12:00', createZone(zone)).iso).toBe(iso);
  });

  test('read again is the same moment, on every day of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000_000, max: 60_000_000 }), (minutes) => {
        const instant = minutes * 60_000;
        const { iso } = dateView({ instant, offset: berlin.offsetAt(instant), dayOnly: false });
        expect(Date.parse(iso)).toBe(instant);
      }),
    );
  });
});
