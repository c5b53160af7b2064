/** Dates as machines read them. The offset is printed, so that nobody has to know the site's time zone. */
import type { FeedMoment } from '../pages/feedViews.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `2023-09-13T14:30:00+02:00`: RFC 3339, which Atom and JSON Feed ask for, and W3C datetime, which sitemaps do. */
export function isoDate(moment: FeedMoment): string {
  return localIso(moment) + offsetText(moment.offset, ':');
}

/** `Wed, 13 Sep 2023 14:30:00 +0200`: RFC 822 with the year of four digits that RSS 2.0 prefers. */
export function rfc822Date(moment: FeedMoment): string {
  const iso = localIso(moment);
  const local = new Date(moment.instant + moment.offset * 60_000);
  const day = `${weekdays[local.getUTCDay()]}, ${iso.slice(8, 10)} ${months[local.getUTCMonth()]} ${iso.slice(0, 4)}`;
  return `${day} ${iso.slice(11)} ${offsetText(moment.offset, '')}`;
}

/** Date and time of the offset's clock, to the second. */
function localIso(moment: FeedMoment): string {
  return new Date(moment.instant + moment.offset * 60_000).toISOString().slice(0, 19);
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset);
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${hour}${separator}${String(minutes % 60).padStart(2, '0')}`;
}
