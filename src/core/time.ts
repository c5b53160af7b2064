/**
 * Dates as authors write them, read in the site's time zone. YAML's own dates are never used: they
 * are in UTC, which is two hours wrong in a Berlin summer.
 */
import type { Moment } from './model.ts';
import { versions } from 'node:process';
import { prebuiltZones, type Shift, type ZoneTable } from './prebuiltZones.ts';

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

const shortMonths =
  'jan january jaenner jän|feb february|mär mrz maerz mar march|apr|may|jun june|jul july|aug|sep sept|okt oct october|nov|dez dec december';

/** Lower-case names, German, Austrian and English, whole or cut short. */
const monthNumbers: ReadonlyMap<string, number> = new Map([
  ...[...monthNames.map((name, index) => [name, index + 1] as const), ...austrianMonths].map(
    ([name, number]) => [name.toLowerCase(), number] as const,
  ),
  ...shortMonths
    .split('|')
    .flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
]);

export type MomentReading =
  /** `ambiguous`: the clock showed this time twice that night (end of summer time); the first of the two is taken. */
  | { readonly moment: Moment; readonly ambiguous: boolean }
  /** Not a date; a month that has another name; a day or time that no calendar has; a time that the start of summer time skips; an offset that no clock has. */
  | {
      readonly problem:
        | 'schema/date'
        | 'schema/date-month'
        | 'schema/date-unreal'
        | 'schema/date-gap'
        | 'schema/date-offset';
    };

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

const weekday = String.raw`(?:(?:(?:mo|di|mi|do|fr|sa|so)|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun))\.?,?\s+)?(?:(?:den|dem|am|vom)\s+)?`;
const time = String.raw`(?:(?:[Tt]|\s*,\s*|\s+)(?:um\s+)?(?<hour>\d{1,2})(?:[:.](?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d{1,9})?)?|(?=\s*(?:uhr|h)(?![a-z])))(?:\s*(?:uhr|h)(?![a-z]))?\s*(?<offset>[+-]\d{2}(?::?\d{2})?|(?:z|utc|gmt|cest|cet|mesz|mez)(?![a-z]))?)?`;
/** `2023-09-13+02:00`, a day of XML Schema, and `2023-09-13+20:00`, which no clock's offset can be: a time of day. */
const dayWithOffset = /^(\d{4}-\d{2}-\d{2})([+-])(\d{2}:\d{2})$/;
const monthWord = String.raw`[A-Za-zäÄ]{3,9}`;
/** The same day as `2023-09-13`, `13.09.2023`, `13. September 23` and `September 13, 2023`. */
const patterns: readonly RegExp[] = [
  String.raw`(?<year>\d{4})(?<sign>[-/])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})`,
  String.raw`(?<day>\d{1,2})(?:\.\s?(?<month>\d{1,2})\.\s?|(?:\.\s?|\s)(?<name>${monthWord})\.?,?\s?)(?<year>\d{4}|\d{2})`,
  String.raw`(?<name>${monthWord})\.?\s(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year>\d{4})`,
].map((day) => new RegExp(String.raw`^${weekday}${day}${time}$`, 'i'));

/**
 * Reads `2023-09-13`, `2023-09-13 14:30`, `2023-09-13T14:30:00+02:00`, `13.09.2023 14:30`,
 * `13. September 2023, 14:30 Uhr`, and what is meant alike. Without an offset the time is the site's; a day alone is its midnight.
 */
export function parseMoment(text: string, zone: Zone): MomentReading {
  const clock = readClock(text.trim().replace(dayWithOffset, spelledOut));
  if (!clock) return { problem: 'schema/date' };
  if (clock.month === unknownMonth) return { problem: 'schema/date-month' };
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

function spelledOut(_: string, day: string, sign: string, clock: string): string {
  return sign === '+' && clock > '14:00' ? `${day} ${clock}` : `${day}T00:00${sign}${clock}`;
}

/** An instant as the site's clock shows it. */
export function momentAt(instant: number, zone: Zone, dayOnly = false): Moment {
  return { instant, offset: zone.offsetAt(instant), dayOnly };
}

/** Year, month (1–12) and day as the site's calendar shows them. */
export function calendarDay(moment: Moment) {
  const local = new Date(moment.instant + moment.offset * 60_000);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** The midnight before an instant, as the site's clock shows it. */
export function startOfDay(instant: number, zone: Zone): Moment {
  const { year, month, day } = calendarDay(momentAt(instant, zone));
  const asUtc = Date.UTC(year, month - 1, day);
  // Where summer time begins at midnight there is none; the day begins an hour later.
  const [first = asUtc - zone.offsetAt(asUtc) * 60_000] = instantsOf(asUtc, zone);
  return momentAt(first, zone, true);
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
  const parts = firstMatch(text)?.groups;
  if (!parts) return undefined;
  const { year = '', month: number, name, day, hour, minute = 0, second = 0 } = parts;
  const offset = offsetOf(parts['offset']);
  return {
    year: wholeYear(year),
    month: name === undefined ? Number(number) : (monthNumbers.get(name.toLowerCase()) ?? unknownMonth),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute),
    second: Number(second),
    dayOnly: hour === undefined,
    ...(offset !== undefined && { offset }),
  };
}

/** Longer texts are no dates. */
const longestDate = 80;

function firstMatch(text: string): RegExpExecArray | null {
  if (text.length > longestDate) return null;
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
}

const unknownMonth = 0.5;

/** `23` is 2023, `98` is 1998. */
function wholeYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 70 ? 2000 : 1900);
}

const namedOffsets: ReadonlyMap<string, number> = new Map([
  ...['Z', 'UTC', 'GMT'].map((name) => [name, 0] as const),
  ...['CET', 'MEZ'].map((name) => [name, 60] as const),
  ...['CEST', 'MESZ'].map((name) => [name, 120] as const),
]);

/** NaN for one that is none. */
function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const named = namedOffsets.get(text.toUpperCase());
  if (named !== undefined) return named;
  const beyond = text.length > 3 ? Number(text.slice(-2)) : 0;
  const minutes = beyond < 60 ? Number(text.slice(1, 3)) * 60 + beyond : NaN;
  return text.startsWith('-') ? -minutes : minutes;
}

/** A time zone as a function from instants to offsets. The only place that asks ICU about time. */
export interface Zone {
  /** Minutes east of UTC at an instant (milliseconds since 1970). */
  readonly offsetAt: (instant: number) => number;
}

/** Offsets change at whole quarters of an hour only. */
const quarterHour = 900_000;
const msInDay = 86_400_000;
const quartersInDay = msInDay / quarterHour;

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
    const midnight = Math.floor(instant / msInDay) * quartersInDay;
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

// Dates as machines read them. The offset is printed, so that nobody has to know the site's time zone.

type ClockMoment = Pick<Moment, 'instant' | 'offset'>;

/** `2023-09-13T14:30:00+02:00`: RFC 3339, which HTML, Atom and JSON Feed ask for, and W3C datetime, which sitemaps do. */
export function isoDate(moment: ClockMoment): string {
  return localTime(moment) + offsetText(moment.offset, ':');
}

/** `2023-09-13T14:30:00`: date and time of the offset's clock, to the second. */
export function localTime({ instant, offset }: ClockMoment): string {
  return new Date(instant + offset * 60_000).toISOString().slice(0, 19);
}

/** `+02:00` for 120 minutes and the separator `:`. */
export function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset);
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hour}${separator}${String(minutes % 60).padStart(2, '0')}`;
}

// Dates in German words; never through ICU, whose words change with the version of Node.

/** `13. September 2023` */
export function germanDay(moment: Moment): string {
  const { year, month, day } = calendarDay(moment);
  return `${day}. ${monthNames[month - 1]} ${year}`;
}

/** `14:30 Uhr` */
export function germanTime(moment: Moment): string {
  return `${localTime(moment).slice(11, 16)} Uhr`;
}

/** A moment as pages print it. */
export function dateView(moment: Moment): DateView {
  const day = germanDay(moment);
  return {
    iso: isoDate(moment),
    day,
    full: moment.dayOnly ? day : `${day}, ${germanTime(moment)}`,
  };
}

export interface DateView {
  /** For `datetime`: `2023-09-13T14:30:00+02:00`. */
  readonly iso: string;
  /** `13. September 2023` */
  readonly day: string;
  /** `13. September 2023, 14:30 Uhr`; the day alone when the author gave no time. */
  readonly full: string;
}
