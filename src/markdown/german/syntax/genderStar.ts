/**
 * Which single stars are text: those of `Rom*nja`, `zum*zur`, `Trans*Frauen`, `Inter*`, `*innen`. CommonMark
 * lets any two of them make everything between them italic. A star is judged by what stands around it:
 *
 * - Between two letters it is text. It closes emphasis that begins with the same word (`*Spiegel*s`) unless a
 *   star at a word's end closes that later (`*Leser*innen sind da*`), and two of them in one word of small
 *   letters emphasise the part between them, as CommonMark has it: `un*glaub*lich`.
 * - At a word's beginning it opens and at a word's end it closes, as usual; but no emphasis begins inside
 *   brackets or quotes and ends outside of them: `(*1950) und Trans*`.
 *
 * Only where both are possible do endings decide: `*jede*r` without a third star is a form of gender.
 * Colon, underscore and inner I need no help.
 */
import { genderEndings } from '../../../core/slug.ts';

/** A run of one star in a text. */
export interface Star {
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** The character before it on its line; empty at the beginning. */
  readonly before: string;
  /** The next few characters on its line. */
  readonly after: string;
  /** All up to the next single star. */
  readonly untilNext: string;
}

export type Verdict = Pick<Star, 'canOpen' | 'canClose'>;

const endings: ReadonlySet<string> = new Set([
  ...genderEndings,
  ...'der die das den dem des sie ihr ihm ihn ihre ihrer ihren ihrem eine einer einen einem eines'.split(' '),
]);
/** Endings that words have without gender, too. */
const usualEndings: ReadonlySet<string> = new Set('s es m em en er'.split(' '));

const asText: Verdict = { canOpen: false, canClose: false };
const opening: Verdict = { canOpen: true, canClose: false };
const closing: Verdict = { canOpen: false, canClose: true };

/** What each of the stars of a text, in order, may do. Linear. */
export function judgeStars(stars: readonly Star[]): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  const isClosedNext = closedNext(stars);
  const spacesBefore = countSpaces(stars);
  const open: number[] = [];
  for (const [index, star] of stars.entries()) {
    if (verdicts[index]) continue;
    const last = stars[index - 1];
    const opener = open.at(-1);
    if (isInWord(star)) {
      const follower = stars[index + 1];
      const isApart = opener !== undefined && spacesBefore[opener] !== spacesBefore[index];
      if (opener === undefined && follower && emphasizesPart(star, follower)) {
        verdicts.push(opening, closing);
      } else if (opener === undefined || isClosedNext[index]) verdicts.push(asText);
      else if (stars[opener] && endsEmphasis(star, stars[opener], isApart)) {
        verdicts.push(closing);
        open.pop();
      } else verdicts.push(asText);
    } else if (star.canOpen && !star.canClose) {
      const leaves = staysInPair(star.before, star.untilNext);
      if (!leaves) open.push(index);
      verdicts.push(leaves ? asText : opening);
    } else if (star.canClose && !star.canOpen) {
      const enters = last !== undefined && beganBeforePair(last.untilNext, star.after.charAt(0));
      if (!enters) open.pop();
      verdicts.push(enters ? asText : closing);
    } else verdicts.push({ canOpen: star.canOpen, canClose: star.canClose });
  }
  return verdicts;
}

function isInWord({ before, after }: Star): boolean {
  return /[\p{L}\p{N}]/u.test(before) && /^[\p{L}\p{N}]/u.test(after);
}

/** By star: whether the next one that is not inside a word closes. */
function closedNext(stars: readonly Star[]): readonly boolean[] {
  const result: boolean[] = [];
  let closes = false;
  for (const star of stars.toReversed()) {
    result.push(closes);
    if (!isInWord(star)) closes = star.canClose && !star.canOpen;
  }
  return result.toReversed();
}

/** By star: how many gaps between two stars before it have white space. */
function countSpaces(stars: readonly Star[]): readonly number[] {
  let count = 0;
  return stars.map(({ untilNext }) => {
    const before = count;
    if (/\s/.test(untilNext)) count++;
    return before;
  });
}

/** `un*glaub*lich`, but not `der*die*das` or `Trans*Inter*Treff`. */
function emphasizesPart(star: Star, next: Star): boolean {
  const part = star.untilNext;
  if (!/^(?:\p{Ll}+|\d+)$/u.test(part) || endings.has(part)) return false;
  return isInWord(next) ? !isGender(next) : next.canClose && !next.canOpen;
}

function wordAfter({ after }: Star): string {
  return /^\p{L}+/u.exec(after)?.[0] ?? '';
}

function isGender(star: Star): boolean {
  const word = wordAfter(star);
  return endings.has(word) || /^(?:\p{Lu}|innen)/u.test(word);
}

/** Whether a star inside a word ends what `opener` begins; `isApart`: in another word. */
function endsEmphasis(star: Star, opener: Star, isApart: boolean): boolean {
  const word = wordAfter(star);
  if (!isApart) return !isGender(star) || usualEndings.has(word);
  return /^e?s$/.test(word) && /^\s?$/.test(opener.before) && /^\p{L}/u.test(opener.after);
}

const pairs = new Map([
  ['(', ')'],
  ['[', ']'],
  ['„', '“'],
  ['»', '«'],
  ['«', '»'],
  ['‚', '‘'],
  ['"', '"'],
]);
const pairsByEnd = new Map([...pairs].map(([start, end]) => [end, start]));

/** Whether what begins behind the mark `before` cannot go beyond `inside`, because that mark's partner stands there. */
export function staysInPair(before: string, inside: string): boolean {
  const end = pairs.get(before);
  return end !== undefined && inside.includes(end) && countOpen(inside, before, end).hasLeft;
}

/** Whether what ends before the mark `after` began before that mark's partner. */
export function beganBeforePair(inside: string, after: string): boolean {
  const start = pairsByEnd.get(after);
  return start !== undefined && inside.includes(start) && countOpen(inside, start, after).depth > 0;
}

/** How many pairs are open at the end of a text, and whether one ended that had not begun in it. */
function countOpen(text: string, start: string, end: string): { depth: number; hasLeft: boolean } {
  let depth = 0;
  let hasLeft = false;
  let last = ' ';
  for (const character of text) {
    if (character === start && (start !== end || /[\s([]/.test(last))) depth++;
    else if (character === end && depth > 0) depth--;
    else if (character === end) hasLeft = true;
    last = character;
  }
  return { depth, hasLeft };
}
