/**
 * German order for lists that people read. ICU only decides between texts it finds
 * different; equal ones need a tie-break by code point from the caller.
 */
const createCollator = (locale: string): (() => Intl.Collator) => {
  let collator: Intl.Collator | undefined;
  return () => (collator ??= new Intl.Collator(locale));
};

// Made when first asked: ICU takes its time to begin.
const words = createCollator('de');
const personNames = createCollator('de-u-co-phonebk');

/** DIN 5007-1, as in dictionaries: ä as a, ß as ss. */
export function compareWords(a: string, b: string): number {
  return words().compare(a, b);
}

/** DIN 5007-2, as in telephone books: ä as ae. */
export function comparePersonNames(a: string, b: string): number {
  return personNames().compare(a, b);
}

/** By code unit, the same everywhere. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
