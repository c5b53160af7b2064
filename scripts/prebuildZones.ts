import type { Shift, ZoneTable } from '../src/core/prebuiltZones.ts';
import { createZone } from '../src/core/time.ts';

/** The zones of most sites in German, and that of times without one. */
const names = ['Europe/Berlin', 'Europe/Vienna', 'Europe/Zurich', 'Europe/Luxembourg', 'UTC'];

const quarterHour = 900_000;
const week = 7 * 96;

/** Asks this Node's ICU about the usual zones up to the year 2100. */
export function prebuildZones(): ZoneTable {
  const end = Date.UTC(2100, 0, 1) / quarterHour;
  const zones = new Map(names.map((name) => [name, shiftsOf(name, end)]));
  return { version: process.versions.tz ?? '', end, zones };
}

/** None of these zones shifts twice in a week. */
function shiftsOf(name: string, end: number): readonly Shift[] {
  const zone = createZone(name);
  const offsetAt = (quarter: number): number => zone.offsetAt(quarter * quarterHour);
  const shifts: Shift[] = [[0, offsetAt(0)]];
  for (let from = 0; from < end; from += week) {
    const before = offsetAt(from);
    if (offsetAt(from + week) === before) continue;
    let [low, high] = [from, from + week];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    shifts.push([high, offsetAt(high)]);
  }
  return shifts;
}
