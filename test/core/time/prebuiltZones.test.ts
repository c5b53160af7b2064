import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prebuildZones } from '../../../scripts/prebuildZones.ts';
import { createZone } from '../../../src/core/time.ts';

const table = prebuildZones();
const names = [...table.zones.keys()];
const quarterHour = 900_000;

test('What the program knows of the usual zones is what ICU says, at any time', () => {
  const times = fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2110, 0, 1) });
  const pairs = names.map((name) => [createZone(name, table), createZone(name)] as const);
  fc.assert(
    fc.property(times, (instant) => {
      for (const [known, asked] of pairs) expect(known.offsetAt(instant)).toBe(asked.offsetAt(instant));
    }),
    { numRuns: 2000 },
  );
});

test('Every shift of them comes at its millisecond, and none is missing', () => {
  const asked = createZone('Europe/Berlin');
  const shifts = table.zones.get('Europe/Berlin') ?? [];
  const known = createZone('Europe/Berlin', table);
  for (const [quarter] of shifts)
    for (const instant of [quarter * quarterHour - 1, quarter * quarterHour])
      expect(known.offsetAt(instant)).toBe(asked.offsetAt(instant));
  for (let day = Date.UTC(1970, 0, 1); day < Date.UTC(2100, 0, 1); day += 86_400_000)
    if (known.offsetAt(day) !== asked.offsetAt(day)) expect.fail(new Date(day).toISOString());
});

test('ICU is asked for other zones, and by a Node that has another version of them', () => {
  const wrong = { ...table, zones: new Map([['Europe/Berlin', [[0, 77] as const]]]) };
  expect(createZone('Europe/Berlin', wrong).offsetAt(0)).toBe(77);
  expect(createZone('Europe/Berlin', { ...wrong, version: '1999a' }).offsetAt(0)).toBe(60);
  expect(createZone('Europe/Berlin', wrong).offsetAt(-1)).toBe(60);
  expect(createZone('Europe/Helsinki', wrong).offsetAt(0)).toBe(120);
  expect(() => createZone('Europe/Bielefeld', table)).toThrow(RangeError);
});
