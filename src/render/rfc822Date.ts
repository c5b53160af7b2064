import type { FeedMoment } from '../pages/feedViews.ts';
import { localTime, offsetText } from '../time/isoDate.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Wed, 13 Sep 2023 14:30:00 +0200`: RFC 822 with the year of four digits that RSS 2.0 prefers. */
export function rfc822Date(moment: FeedMoment): string {
  const clock = localTime(moment);
  const local = new Date(moment.instant + moment.offset * 60_000);
  const day = `${weekdays[local.getUTCDay()]}, ${clock.slice(8, 10)} ${months[local.getUTCMonth()]} ${clock.slice(0, 4)}`;
  return `${day} ${clock.slice(11)} ${offsetText(moment.offset, '')}`;
}
