/** The time that a heading of a ticker begins with. */
import type { Diagnostic, Moment } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import type { SourceLocation } from '../../report/message.ts';
import { localTime } from '../../time/isoDate.ts';
import { parseMoment } from '../../time/moment.ts';
import type { Zone } from '../../time/zone.ts';

/** `14:30 Uhr:`, `14.30 Uhr –`, `14 Uhr:`, `14. September 2023, 0:15 Uhr` … A number with a point alone is no time. */
const pattern =
  /^(?:(\d{4}-\d{2}-\d{2}|\d{1,2}\. ?(?:\d{1,2}\.|\p{L}{3,9}) ?\d{4}),?\s+(?:um\s+)?)?(?:(\d{1,2}):(\d{2})(?:\s?Uhr)?|(\d{1,2})(?:\.(\d{2}))?\s?Uhr)(?!\p{L}|\d)\s?[:–—-]?\s*/u;

export interface TickerTime {
  /** Missing when no calendar or clock has it. */
  readonly moment?: Moment;
  readonly diagnostics: readonly Diagnostic[];
  /** How many characters of the heading say it. */
  readonly length: number;
}

/** Undefined when the heading does not begin with a time. `before`: a time without a date is of its day. */
export function readTickerTime(
  heading: string,
  before: Moment,
  zone: Zone,
  place: SourceLocation,
): TickerTime | undefined {
  const plain = heading.replace(/[\u00a0\u202f]/g, ' ');
  const match = pattern.exec(plain);
  if (!match) return undefined;
  const [{ length }, date, hours, minutes, pointHours, pointMinutes] = match;
  const time = `${hours ?? pointHours}:${minutes ?? pointMinutes ?? '00'}`;
  const value = `${date ?? localTime(before).slice(0, 10)} ${time}`;
  const written = plain.slice(0, length).replace(/[\s:–—-]+$/u, '');
  const reading = parseMoment(value, zone);
  if ('problem' in reading)
    return {
      length,
      diagnostics: [diagnose(reading.problem, { key: '', value: written, expected: '', keys: [] }, place)],
    };
  const diagnostics = reading.ambiguous ? [diagnose('ticker/time-twice', { value: written }, place)] : [];
  return { length, moment: reading.moment, diagnostics };
}
