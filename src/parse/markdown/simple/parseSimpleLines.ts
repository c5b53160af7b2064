/** The lines of a paragraph. */
import type { ElementContent } from 'hast';
import { parseSimpleInlines } from './parseSimpleInlines.ts';
import type { TextPlace } from './textPlace.ts';

/** Characters that may begin a line of words and nothing else. */
const opening =
  /[A-Za-zÀ-ɏ„“”»«‚‘’›‹"'(–—…§€[]|!\[|\*{1,2}[^\s*]|_{1,2}[^\s_]|`[^`]|\d(?:[\d.,:]*\d)?(?![\d.)])/y;

/** Undefined when it is not that simple; a space at the end of a line could break it. */
export function parseSimpleLines(
  text: string,
  place: TextPlace,
  genderForms: boolean,
): ElementContent[] | undefined {
  for (const lineEnd of [-1, ...place.breaks]) {
    opening.lastIndex = lineEnd + 1;
    if (!opening.test(text) || text.charAt(lineEnd - 1) === ' ') return undefined;
  }
  return text.endsWith(' ') ? undefined : parseSimpleInlines({ text, place, genderForms });
}
