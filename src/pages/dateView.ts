import type { Moment } from '../model.ts';
import { germanDay, germanTime } from '../time/germanDate.ts';
import { isoDate } from '../time/isoDate.ts';
import type { DateView } from './views.ts';

/** A moment as pages print it. */
export function dateView(moment: Moment): DateView {
  const day = germanDay(moment);
  return {
    iso: isoDate(moment),
    day,
    full: moment.dayOnly ? day : `${day}, ${germanTime(moment)}`,
  };
}
