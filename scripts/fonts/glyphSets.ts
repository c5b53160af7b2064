/** Which letters are in the fonts of the theme: those of every text, and apart from them those of rarer names. */

const accents = 'áàâãåæçéèêëíïñóôøúÅÇÉØ';
/** Those of names that German newspapers print every day: Erdoğan, Vučić, Wałęsa. */
const names = 'çğıİşŞčČćłŁńšŠžŽ';
const signs = '§°·«»‹›–—‘’‚“”„…€×−½²';
/** Protected space, soft hyphen, narrow protected space. */
const invisible = '\u00A0\u00AD\u202F';

/** German, English and French, and what news in German need every day. */
export const everyday = unique(`${between(0x20, 0x7e)}ÄÖÜäöüßẞ${accents}${names}${signs}${invisible}`);

/** The other letters of Europe's Latin alphabets; browsers fetch them where a page has one. */
export const rare = unique(`${between(0xa1, 0x17f)}ȘșȚț`)
  .split('')
  .filter((letter) => !everyday.includes(letter))
  .join('');

/** As CSS wants it for `unicode-range`: `U+20-7E, U+A0`. */
export function unicodeRange(letters: string): string {
  const points = [...letters].map((letter) => letter.codePointAt(0) ?? 0).toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last && last[1] === point - 1) last[1] = point;
    else runs.push([point, point]);
  }
  return runs.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(', ');
}

function hex(point: number): string {
  return point.toString(16).toUpperCase();
}

function between(first: number, last: number): string {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('');
}

function unique(letters: string): string {
  return [...new Set(letters)].join('');
}
