/**
 * German order for lists that people read. ICU only decides between texts it finds
 * different; equal ones need a tie-break by code point from the caller.
 */
import { remembered } from '../core/remembered.ts';

// Made when first asked: ICU takes its time to begin.
const collator = remembered((locale: string) => new Intl.Collator(locale));

/** DIN 5007-1, as in dictionaries: ä as a, ß as ss. */
export function compareWords(a: string, b: string): number {
  return collator('de').compare(a, b);
}

/** DIN 5007-2, as in telephone books: ä as ae. */
export function comparePersonNames(a: string, b: string): number {
  return collator('de-u-co-phonebk').compare(a, b);
}

/** By code unit, the same everywhere. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
