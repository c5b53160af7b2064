/** A time zone as a function from instants to offsets. The only place that asks ICU about time. */
export interface Zone {
  /** Minutes east of UTC at an instant (milliseconds since 1970). */
  readonly offsetAt: (instant: number) => number;
}

/** @throws RangeError for a name that IANA's database does not have. */
export function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    timeZoneName: 'longOffset',
    hour: 'numeric',
  });
  const known = new Map<number, number>();
  const offsetAt = (instant: number): number => {
    const quarterHour = Math.floor(instant / 900_000);
    const found = known.get(quarterHour);
    if (found !== undefined) return found;
    const offset = readOffset(format.format(instant));
    known.set(quarterHour, offset);
    return offset;
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
