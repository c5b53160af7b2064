/** Web and e-mail addresses in running text: nothing in them is typeset. */
import type { Edit } from './edit.ts';

const address =
  /(?<![\p{L}\p{N}])(?:(?:https?|ftp):\/\/|www\.)[^\s<>"'„“‚‘»«›‹|]+|(?<![\p{L}\p{N}.+_-])[\p{L}\p{N}.+_-]+@[\p{L}\p{N}.-]+/gu;

/** `edits`, ascending, without those that touch an address. */
export function outsideAddresses(text: string, edits: readonly Edit[]): readonly Edit[] {
  if (edits.length === 0 || !/:\/\/|www\.|@/.test(text)) return edits;
  const places = Array.from(text.matchAll(address), (match) => ({
    start: match.index,
    // The sentence's own marks at the end are not the address's.
    end: match.index + match[0].replace(/[.,:;!?)\]…-]+$/, '').length,
  }));
  let next = 0;
  return edits.filter((edit) => {
    while ((places[next]?.end ?? Infinity) <= edit.start) next++;
    return edit.end <= (places[next]?.start ?? Infinity);
  });
}
