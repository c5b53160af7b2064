import { type Edit, narrowSpaceOf, type Rule } from '../edit.ts';

/** Abbreviations of several letters; the first may be a capital, at the beginning of a sentence. */
const forms = [
  'a. a. O.',
  'a. D.',
  'd. h.',
  'd. i.',
  'd. J.',
  'd. M.',
  'e. V.',
  'h. c.',
  'i. A.',
  'i. d. R.',
  'i. e. S.',
  'i. H. v.',
  'i. R.',
  'i. S. d.',
  'i. S. v.',
  'i. V.',
  'i. V. m.',
  'i. w. S.',
  'k. A.',
  'm. a. W.',
  'm. E.',
  'm. W.',
  'n. Chr.',
  'o. a.',
  'o. ä.',
  'o. Ä.',
  'o. g.',
  'o. J.',
  's. o.',
  's. u.',
  'u. a.',
  'u. ä.',
  'u. Ä.',
  'u. a. m.',
  'u. dgl.',
  'u. E.',
  'u. g.',
  'u. U.',
  'u. v. a.',
  'u. v. a. m.',
  'u. v. m.',
  'u. Z.',
  'v. a.',
  'v. Chr.',
  'v. H.',
  'v. l. n. r.',
  'v. o. n. u.',
  'v. r. n. l.',
  'v. u. Z.',
  'z. B.',
  'z. H.',
  'z. Hd.',
  'z. K.',
  'z. T.',
  'z. Z.',
  'z. Zt.',
] as const;

/** Without spaces, and with a small or capital first letter. */
const known: ReadonlySet<string> = new Set(
  forms.flatMap((form) => {
    const closed = form.replaceAll(' ', '');
    return [closed, closed.charAt(0).toUpperCase() + closed.slice(1)];
  }),
);
const mostParts = 4;
const beginning = /(?<![\p{L}\p{N}.…])[adehikmnosuvz]\.\s?(?=\p{L})/giu;
const part = /\p{L}{1,3}\.(?:\s?(?=\p{L}))?/uy;

/** `z.B.`, `z. B.` → z. B. with protected narrow spaces. A protected space that stands there stays. */
export const abbreviations: Rule = (text, options) => {
  if (text.search(beginning) < 0) return [];
  const edits: Edit[] = [];
  const space = narrowSpaceOf(options);
  let done = 0;
  for (const { index } of text.matchAll(beginning)) {
    if (index < done) continue;
    const gaps = gapsOfLongest(text, index);
    for (const [start, end] of gaps) {
      if (!/[\u00a0\u202f]/.test(text.slice(start, end))) edits.push({ start, end, text: space });
      done = end;
    }
  }
  return edits;
};

/** Where the spaces of the longest known abbreviation at `start` are or belong. */
function gapsOfLongest(text: string, start: number): readonly (readonly [number, number])[] {
  let found: readonly (readonly [number, number])[] = [];
  const gaps: (readonly [number, number])[] = [];
  let closed = '';
  part.lastIndex = start;
  for (let count = 1; count <= mostParts; count++) {
    const from = part.lastIndex;
    const match = part.exec(text)?.[0];
    if (!match) break;
    const word = match.trimEnd();
    closed += word;
    const wordEnd = from + word.length;
    if (known.has(closed) && !/[\p{L}\p{N}]/u.test(text.charAt(wordEnd))) found = [...gaps];
    gaps.push([wordEnd, from + match.length]);
  }
  return found;
}
