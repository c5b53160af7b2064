/** Dates in German words; never through ICU, whose words change with the version of Node. */
import type { Moment } from '../model.ts';
import { localTime } from './isoDate.ts';
import { calendarDay, monthNames } from './moment.ts';

/** `13. September 2023` */
export function germanDay(moment: Moment): string {
  const { year, month, day } = calendarDay(moment);
  return `${day}. ${monthNames[month - 1]} ${year}`;
}

/** `14:30 Uhr` */
export function germanTime(moment: Moment): string {
  return `${localTime(moment).slice(11, 16)} Uhr`;
}
