const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);

/** `2023-09-13T12:30:00.000Z` */
export function isoDate(date) {
  return date.toISOString();
}

/** `Wed, 13 Sep 2023 12:30:00 GMT` */
export function rfc822Date(date) {
  return date.toUTCString();
}

/** `13. September 2023` */
export function readableDate(date) {
  return `${date.getUTCDate()}. ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `12:30 Uhr` */
export function readableTime(date) {
  return `${date.toISOString().slice(11, 16)} Uhr`;
}

export function readingMinutes(html) {
  return Math.ceil(html.split(' ').length / 220);
}

export function head(items, count) {
  return items.slice(0, count);
}
