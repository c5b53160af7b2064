import type { Moment } from '../model.ts';
import { calendarDay, monthNames } from '../time/moment.ts';
import type { DateView } from './views.ts';

/** A moment as pages print it; never through ICU, whose words change with the version of Node. */
export function dateView(moment: Moment): DateView {
  const { year, month, day } = calendarDay(moment);
  const local = new Date(moment.instant + moment.offset * 60_000).toISOString();
  const dayText = `${day}. ${monthNames[month - 1]} ${year}`;
  return {
    iso: `${local.slice(0, 19)}${offsetText(moment.offset)}`,
    day: dayText,
    full: moment.dayOnly ? dayText : `${dayText}, ${local.slice(11, 16)} Uhr`,
  };
}

/** `+02:00` */
function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
