/** Dates as machines read them. The offset is printed, so that nobody has to know the site's time zone. */
import type { Moment } from '../model.ts';

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
