/** Source of a pattern for what follows the day in a date. Austria's Jänner and Feber are months, too. */
export const monthNames =
  'Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember';
