/**
 * Dates as authors write them, read in the site's time zone. YAML's own dates are never used: they
 * are in UTC, which is two hours wrong in a Berlin summer.
 */
import type { Moment } from '../model.ts';
import type { Zone } from './zone.ts';

export const monthNames = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
] as const;

/** Austrian names of some of them, with their numbers. */
export const austrianMonths: ReadonlyMap<string, number> = new Map([
  ['Jänner', 1],
  ['Feber', 2],
]);

const monthNumbers: ReadonlyMap<string, number> = new Map(
  [...monthNames.map((name, index) => [name, index + 1] as const), ...austrianMonths].map(
    ([name, number]) => [name.toLowerCase(), number],
  ),
);

export type MomentReading =
  /** `ambiguous`: the clock showed this time twice that night (end of summer time); the first of the two is taken. */
  | { readonly moment: Moment; readonly ambiguous: boolean }
  /** Not a date; a day or time that no calendar has; a time that the start of summer time skips; an offset that no clock has. */
  | { readonly problem: 'schema/date' | 'schema/date-unreal' | 'schema/date-gap' | 'schema/date-offset' };

interface ClockTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly dayOnly: boolean;
  /** Minutes east of UTC, when the author names the offset. */
  readonly offset?: number;
}

/** Minutes: Kiribati's clocks are 14 hours ahead. */
const farthestOffset = 14 * 60;

const isoPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?$/;
const germanPattern =
  /^(\d{1,2})\.\s?(\d{1,2}\.|[A-Za-zä]{3,9})\s?(\d{4})(?:,?\s+(?:um\s+)?(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s?Uhr)?)?$/;

/**
 * Reads `2023-09-13`, `2023-09-13 14:30`, `2023-09-13T14:30:00+02:00`, `13.09.2023 14:30`,
 * `13. September 2023, 14:30 Uhr`. Without an offset the time is the site's; a day alone is its midnight.
 */
export function parseMoment(text: string, zone: Zone): MomentReading {
  const clock = readClock(text.trim());
  if (!clock) return { problem: 'schema/date' };
  const asUtc = Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second);
  if (!isReal(clock, asUtc)) return { problem: 'schema/date-unreal' };
  if (clock.offset !== undefined && !(Math.abs(clock.offset) <= farthestOffset)) {
    return { problem: 'schema/date-offset' };
  }
  if (clock.offset !== undefined) {
    return { moment: momentAt(asUtc - clock.offset * 60_000, zone, clock.dayOnly), ambiguous: false };
  }
  const [first, second] = instantsOf(asUtc, zone);
  if (first === undefined) return { problem: 'schema/date-gap' };
  return { moment: momentAt(first, zone, clock.dayOnly), ambiguous: second !== undefined };
}

/** An instant as the site's clock shows it. */
export function momentAt(instant: number, zone: Zone, dayOnly = false): Moment {
  return { instant, offset: zone.offsetAt(instant), dayOnly };
}

/** Year, month (1–12) and day as the site's calendar shows them. */
export function calendarDay(moment: Moment): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  const local = new Date(moment.instant + moment.offset * 60_000);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** The instants at which the site's clock shows this time: one, none (a gap), or two (ascending). */
function instantsOf(asUtc: number, zone: Zone): readonly number[] {
  const day = 86_400_000;
  const offsets = new Set([zone.offsetAt(asUtc - day), zone.offsetAt(asUtc + day)]);
  return [...offsets]
    .map((offset) => ({ offset, instant: asUtc - offset * 60_000 }))
    .filter(({ offset, instant }) => zone.offsetAt(instant) === offset)
    .map(({ instant }) => instant)
    .toSorted((a, b) => a - b);
}

function isReal(clock: ClockTime, asUtc: number): boolean {
  const date = new Date(asUtc);
  return (
    date.getUTCFullYear() === clock.year &&
    date.getUTCMonth() === clock.month - 1 &&
    date.getUTCDate() === clock.day &&
    date.getUTCHours() === clock.hour &&
    clock.minute < 60 &&
    clock.second < 60
  );
}

function readClock(text: string): ClockTime | undefined {
  const iso = isoPattern.exec(text);
  if (iso) return clockOf(iso[1], iso[2], iso[3], iso.slice(4, 7), readOffset(iso[7]));
  const german = germanPattern.exec(text);
  return german ? clockOf(german[3], readMonth(german[2] ?? ''), german[1], german.slice(4, 7)) : undefined;
}

type Digits = string | number | undefined;

function clockOf(
  year: Digits,
  month: Digits,
  day: Digits,
  time: readonly Digits[],
  offset?: number,
): ClockTime {
  const [hour, minute, second] = time;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    dayOnly: hour === undefined,
    ...(offset === undefined ? {} : { offset }),
  };
}

/** `09.` and `September` are 9, `Jänner` is 1; anything else is 0, which no calendar has. */
function readMonth(text: string): number {
  if (/^\d/.test(text)) return Number(text.slice(0, -1));
  return monthNumbers.get(text.toLowerCase()) ?? 0;
}

/** NaN for one that is none. */
function readOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text.toUpperCase() === 'Z') return 0;
  const beyond = Number(text.slice(-2));
  const minutes = beyond < 60 ? Number(text.slice(1, 3)) * 60 + beyond : NaN;
  return text.startsWith('-') ? -minutes : minutes;
}
