/**
 * The Halbgeviertstrich: ` - `, ` -- ` and ` --- ` → – with a protected space before it, so that no line
 * begins with it. German has no em dash. Hyphens inside words are not dashes.
 */
import { type Edit, noBreakSpace, type Rule } from '../edit.ts';

const strokes = /-+|–/g;

export const dashes: Rule = (text) => {
  if (!text.includes('-') && !text.includes('–')) return [];
  const edits: Edit[] = [];
  for (const { 0: stroke, index } of text.matchAll(strokes)) {
    const end = index + stroke.length;
    if (isTightDash(text, stroke, index, end)) edits.push({ start: index, end, text: '–' });
    if (!isSpacedDash(text, stroke, index, end)) continue;
    if (stroke !== '–') edits.push({ start: index, end, text: '–' });
    const start = gapBefore(text, index);
    if (start < index) edits.push({ start, end: index, text: noBreakSpace });
  }
  return edits;
};

/** `Wort--Wort`: nobody types two hyphens for one. */
function isTightDash(text: string, stroke: string, start: number, end: number): boolean {
  const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);
  return stroke === '--' && isWord(text.charAt(start - 1)) && isWord(text.charAt(end));
}

function isSpacedDash(text: string, stroke: string, start: number, end: number): boolean {
  if (stroke.length > 3) return false;
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (stroke === '-') return /\s/.test(before) && /\s/.test(after) && !isFormula(text, start, end);
  return (before === '' || /\s/.test(before)) && (after === '' || /[\s,.;:!?)\]…]/.test(after));
}

/** `5 - 3 = 2`, `a - b = c`, `030 - 123 456`: between numbers or single letters a sign of another kind. */
function isFormula(text: string, start: number, end: number): boolean {
  const left = /(?:([=+*/–-])\s)?(\S{1,16})\s$/u.exec(text.slice(Math.max(0, start - 24), start));
  const right = /^\s(\S{1,16})(?:\s([=+*/–-]))?/u.exec(text.slice(end, end + 24));
  const isOperand = (word = ''): boolean => /^(?:\p{L}|[.,…()]*\d[\d.,…()]*)$/u.test(word);
  if (!isOperand(left?.[2]) || !isOperand(right?.[1])) return false;
  const isNumberOfTelephone = /^\(?0\d|\)$/.test(left?.[2] ?? '') || /\d{5}/.test(right?.[1] ?? '');
  return left?.[1] !== undefined || right?.[2] !== undefined || isNumberOfTelephone;
}

/** Where a single breakable space after a word begins; `at` when there is none. */
function gapBefore(text: string, at: number): number {
  const [space] = /(?<=\S)(?: |\r?\n)$/.exec(text.slice(Math.max(0, at - 3), at)) ?? [''];
  return at - space.length;
}
