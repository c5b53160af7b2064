/**
 * A rule returns edits and does not rewrite the text. So rules see the author's own text, need no order, and
 * edits can be applied to a syntax tree.
 */
import type { GermanOptions } from '../../config/germanOptions.ts';

/** Put `text` in place of the UTF-16 units from `start` up to `end`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits of one rule, in any order, none overlapping another. Linear in the length of the text. */
export type Rule = (text: string, options: GermanOptions) => readonly Edit[];

export const noBreakSpace = '\u00a0';
const narrowSpace = '\u202f';

/** The space inside „z. B.“ and before %. */
export function narrowSpaceOf(options: GermanOptions): string {
  return options.narrowSpaces ? narrowSpace : noBreakSpace;
}

/** Source of a pattern for one breakable space, the soft line end included, as group 1 of a rule's pattern. */
export const gap = '( |\\r?\\n)';

/** Puts `space` in place of the gap at the end of each match; `pattern` is global and has the gap as its last part and first group. */
export function protectGaps(text: string, pattern: RegExp, space = noBreakSpace): Edit[] {
  if (text.search(pattern) < 0) return [];
  const edits: Edit[] = [];
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    edits.push({ start: end - (match[1]?.length ?? 0), end, text: space });
  }
  return edits;
}

/** `edits` in ascending order, without overlaps. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

// What stands in a text and is none: web and e-mail addresses, and source of other programs that was left over.

const addresses =
  /(?<![\p{L}\p{N}])(?:(?:https?|ftp):\/\/|www\.)[^\s<>"'„“‚‘»«›‹|]+|(?<![\p{L}\p{N}.+_-])[\p{L}\p{N}.+_-]+@[\p{L}\p{N}.-]+/gu;
/** `{{< figure src="x.jpg" >}}`, `{% include "x" %}`, `[gallery ids="1,2"]` */
const foreignSource =
  /\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|\[(?=[^[\]\n]{0,60}=\s?["'])[a-z][\w-]{0,40}\s[^[\]\n]{1,300}\]/g;

/** `edits`, ascending, without those that touch an address or left-over source. */
export function outsideSource(text: string, edits: readonly Edit[]): readonly Edit[] {
  if (edits.length === 0) return edits;
  const withoutAddresses = /:\/\/|www\.|@/.test(text)
    ? outside(text, addresses, edits, lengthWithoutMarks)
    : edits;
  return /\{[{%]|=\s?["']/.test(text)
    ? outside(text, foreignSource, withoutAddresses, ({ length }) => length)
    : withoutAddresses;
}

function outside(
  text: string,
  pattern: RegExp,
  edits: readonly Edit[],
  lengthOf: (found: string) => number,
): readonly Edit[] {
  const places = Array.from(text.matchAll(pattern), (match) => ({
    start: match.index,
    end: match.index + lengthOf(match[0]),
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
