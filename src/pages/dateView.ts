import type { Moment } from '../model.ts';
import { calendarDay, monthNames } from '../time/moment.ts';
import { isoDate, localTime } from '../time/isoDate.ts';
import type { DateView } from './views.ts';

/** A moment as pages print it; never through ICU, whose words change with the version of Node. */
export function dateView(moment: Moment): DateView {
  const { year, month, day } = calendarDay(moment);
  const dayText = `${day}. ${monthNames[month - 1]} ${year}`;
  return {
    iso: isoDate(moment),
    day: dayText,
    full: moment.dayOnly ? dayText : `${dayText}, ${localTime(moment).slice(11, 16)} Uhr`,
  };
}
