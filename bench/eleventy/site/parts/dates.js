const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);

/** `13. September 2023` */
export function day(date) {
  return `${date.getUTCDate()}. ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `13. September 2023, 14:30 Uhr` */
export function dayAndTime(date) {
  return `${day(date)}, ${date.toISOString().slice(11, 16)} Uhr`;
}
