/** Web and e-mail addresses in running text: nothing in them is typeset. */
import type { Edit } from './edit.ts';

const addresses =
  /(?<![\p{L}\p{N}])(?:(?:https?|ftp):\/\/|www\.)[^\s<>"'„“‚‘»«›‹|]+|(?<![\p{L}\p{N}.+_-])[\p{L}\p{N}.+_-]+@[\p{L}\p{N}.-]+/gu;

/** `edits`, ascending, without those that touch an address. */
export function outsideAddresses(text: string, edits: readonly Edit[]): readonly Edit[] {
  if (edits.length === 0 || !/:\/\/|www\.|@/.test(text)) return edits;
  const places = Array.from(text.matchAll(addresses), (match) => ({
    start: match.index,
    end: match.index + lengthWithoutMarks(match[0]),
  }));
  let next = 0;
  return edits.filter((edit) => {
    while ((places[next]?.end ?? Infinity) <= edit.start) next++;
    return edit.end <= (places[next]?.start ?? Infinity);
  });
}

/** The sentence's own marks at the end are not the address's. A loop, because `/[marks]+$/` takes squared time. */
function lengthWithoutMarks(address: string): number {
  let length = address.length;
  while (length > 0 && '.,:;!?)]…-'.includes(address.charAt(length - 1))) length--;
  return length;
}
