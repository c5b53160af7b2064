import * as calendar from '../../../time/moment.ts';

/** Source of a pattern for what follows the day in a date. */
export const monthNames = [...calendar.monthNames, ...calendar.austrianMonths.keys()].join('|');
