/**
 * Cleans text from readers of characters that hide, turn or cover other text. The words stay as they are: no
 * typography here.
 */

/** Nearly all text is made of this alone and needs no closer look. */
const usual = /^[\n\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u20ac]*$/;
/** Control characters, what turns the direction of text, and what is no character. */
const removed =
  /[[\p{Cc}--[\n\t]]\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}]/gv;
const lineEnds = /\r\n?|[\u2028\u2029]/g;
/** Marks above and below one letter; no script that people write in needs more. */
const stackedMarks = /(\p{M}{4})\p{M}+/gu;
const invisible = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]*$/u;

const longestLine = 245;

/** Text of several lines. */
export function cleanText(text: string): string {
  if (usual.test(text)) return text;
  return text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replace(removed, '')
    .replace(stackedMarks, '$1')
    .normalize('NFC');
}

/** Text in one line, as names are; at most 245 characters. */
export function cleanLine(text: string): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  return line.length <= longestLine ? line : line.slice(0, longestLine).replace(/[\ud800-\udbff]$/, '');
}

/** Whether nobody would see anything of the text. */
export function isInvisible(text: string): boolean {
  return invisible.test(text);
}
