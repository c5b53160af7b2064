/** The straight single mark: apostrophe, inner quote, or a sign of measure (5' 11"). */
import type { MarkContext, MarkRole } from './readQuoteMarks.ts';

/** Words that begin with an apostrophe, as in „Wie wär’s mit ’nem Kaffee?“. */
const clipped =
  /'(?:n|ne|nem|nen|ner|nes|s|m|t|ran|raus|rein|rauf|rin|rüber|rum|runter|nauf|naus|nunter|nüber|türlich|tschuldigung|nuff|N|Ne|Nen|S|Tschuldigung)(?![\p{L}\p{N}])/uy;
const decade = /'\d0(?:er[ns]?)?(?![\p{L}\p{N}])|'\d\d(?:er[ns]?)(?![\p{L}\p{N}])/uy;
const year = /'\d\d(?![\p{L}\p{N}])/uy;

export function readSingleQuote(context: MarkContext): MarkRole {
  const { text, offset, atBeginning, atEnd, isOpen } = context;
  const before = text.charAt(offset - 1);
  const after = text.charAt(offset + 1);
  if (before === "'" || after === "'") return 'unknown';
  if (atBeginning) return atEnd ? 'unknown' : readBeginning(context);
  if (isWord(before) && isWord(after))
    return /\d/.test(before) && /\d/.test(after) ? 'unknown' : 'apostrophe';
  if (/\d/.test(before) && !isOpen) return 'unknown';
  if (isWord(after)) return isOpen ? 'innerClose' : 'apostrophe';
  if (isOpen) return isGenitive(context) ? 'apostrophe' : 'innerClose';
  return isWord(before) ? 'apostrophe' : 'innerClose';
}

/** Whether the mark at `offset` can close a quote: a word or sign before it, other marks aside, and no word after it. */
export function isClosingSingle(text: string, offset: number): boolean {
  const after = text.charAt(offset + 1);
  if (text.charAt(offset - 1) === "'" || after === "'" || isWord(after)) return false;
  const [before] = /^(?:.*[^"'„“‚‘’»«›‹])?/su.exec(text.slice(Math.max(0, offset - 5), offset)) ?? [''];
  return /[^\s([{]$/u.test(before);
}

function readBeginning({ text, offset, lastClosingSingle }: MarkContext): MarkRole {
  if (isClipped(text, offset)) return 'apostrophe';
  const closes = lastClosingSingle > offset;
  if (!closes && matchesAt(year, text, offset) !== undefined) return 'apostrophe';
  if (closes) return 'innerOpen';
  return isWord(text.charAt(offset + 1)) ? 'apostrophe' : 'unknown';
}

/** `'ne`, `'90er`; but `'ne'` quotes the word, while `'n'` is short for „und“. */
function isClipped(text: string, offset: number): boolean {
  const match = matchesAt(clipped, text, offset) ?? matchesAt(decade, text, offset);
  if (match === undefined) return false;
  return match === "'n" || match === "'N" || text.charAt(offset + match.length) !== "'";
}

/** `'Hans' Auto steht hier'`: an s, a space and a word, and another mark that can close. */
function isGenitive({ text, offset, nextSingle }: MarkContext): boolean {
  return (
    /[sxzßç]/i.test(text.charAt(offset - 1)) &&
    /^\s\p{L}/u.test(text.slice(offset + 1, offset + 4)) &&
    nextSingle >= 0 &&
    isClosingSingle(text, nextSingle)
  );
}

function matchesAt(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
