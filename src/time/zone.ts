import { versions } from 'node:process';
import { prebuiltZones, type Shift, type ZoneTable } from './prebuiltZones.ts';

/** A time zone as a function from instants to offsets. The only place that asks ICU about time. */
export interface Zone {
  /** Minutes east of UTC at an instant (milliseconds since 1970). */
  readonly offsetAt: (instant: number) => number;
}

/** Offsets change at whole quarters of an hour only. */
const quarterHour = 900_000;
const day = 86_400_000;
const quartersInDay = day / quarterHour;

/**
 * The zone of a name; those of `table` do not wait for ICU, which takes as long to begin as Node takes to start.
 * @throws RangeError for a name that IANA's database does not have.
 */
export function createZone(name: string, table: ZoneTable = prebuiltZones): Zone {
  const shifts = table.version === versions.tz ? table.zones.get(name) : undefined;
  if (!shifts) return askIcu(name);
  let icu: Zone | undefined;
  const offsetAt = (instant: number): number => {
    const quarter = Math.floor(instant / quarterHour);
    if (quarter >= 0 && quarter < table.end) return offsetIn(shifts, quarter);
    icu ??= askIcu(name);
    return icu.offsetAt(instant);
  };
  return { offsetAt };
}

/** The offset of the last shift up to then. */
function offsetIn(shifts: readonly Shift[], quarter: number): number {
  let low = 0;
  let high = shifts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((shifts[middle]?.[0] ?? 0) <= quarter) low = middle;
    else high = middle;
  }
  return shifts[low]?.[1] ?? 0;
}

function askIcu(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    timeZoneName: 'longOffset',
    hour: 'numeric',
  });
  const known = new Map<number, number>();
  const offsetAtQuarter = (quarter: number): number => {
    const found = known.get(quarter);
    if (found !== undefined) return found;
    const offset = readOffset(format.format(quarter * quarterHour));
    known.set(quarter, offset);
    return offset;
  };
  // On nearly all days the offset is the same from midnight to midnight, which two look-ups tell for all times of the day.
  const offsetAt = (instant: number): number => {
    const midnight = Math.floor(instant / day) * quartersInDay;
    const first = offsetAtQuarter(midnight);
    return first === offsetAtQuarter(midnight + quartersInDay)
      ? first
      : offsetAtQuarter(Math.floor(instant / quarterHour));
  };
  return { offsetAt };
}

export function isZoneName(name: string): boolean {
  try {
    createZone(name);
    return true;
  } catch {
    return false;
  }
}

/** Reads `2 PM GMT+02:00`; plain `GMT` is zero. */
function readOffset(formatted: string): number {
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(formatted);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
