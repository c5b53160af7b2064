/** The rule for quote marks and apostrophes. */
import type { GermanOptions, QuoteStyle } from '../../../config/germanOptions.ts';
import type { Edit } from '../edit.ts';

/** Straight quote marks → German ones and apostrophes; `quotes` and `apostrophes` can be off one by one. */
export function quotes(
  marks: readonly QuoteMark[],
  { quotes: style, rules }: GermanOptions,
): readonly Edit[] {
  const edits: Edit[] = [];
  const glyphs = quoteStyles[style];
  for (const { offset, character, role } of marks) {
    if ((character !== '"' && character !== "'") || role === 'unknown') continue;
    if (!(role === 'apostrophe' ? rules.apostrophes : rules.quotes)) continue;
    edits.push({ start: offset, end: offset + 1, text: role === 'apostrophe' ? '’' : glyphs[role] });
  }
  return edits;
}

// Reads what each quote mark of a text is: opening, closing, apostrophe, or nothing that can be told.
// Marks are judged by what stands around them, and by whether a quote is open only where that leaves
// two answers; so a quote may span paragraphs, and one slip does not turn all later marks around.

export type MarkRole = 'open' | 'close' | 'innerOpen' | 'innerClose' | 'apostrophe' | 'unknown';

export interface QuoteMark {
  readonly offset: number;
  /** As typed: straight, or already a glyph of the style. */
  readonly character: string;
  readonly role: MarkRole;
}

/** Context by which a quote mark is classified. */
export interface MarkContext {
  readonly text: string;
  readonly offset: number;
  /** Nothing, white space, an opening bracket or an opening mark stands before it. */
  readonly atBeginning: boolean;
  /** Nothing or white space stands after it, other marks aside. */
  readonly atEnd: boolean;
  /** A quote of its kind is open. */
  readonly isOpen: boolean;
  /** Offsets of straight single marks: the next one, and the last that can close; -1 when there is none. */
  readonly nextSingle: number;
  readonly lastClosingSingle: number;
}

const marks = /["'„“»«‚‘›‹’]/g;

/** `isOpen`: a quote of an earlier paragraph goes on in this text. */
export function readQuoteMarks(text: string, style: QuoteStyle, isOpen = false): readonly QuoteMark[] {
  if (text.search(marks) < 0) return [];
  const glyphs = quoteStyles[style];
  const offsets = Array.from(text.matchAll(marks), (match) => match.index);
  const singles = offsets.filter((offset) => text.charAt(offset) === "'");
  const lastClosingSingle = singles.findLast((offset) => isClosingSingle(text, offset)) ?? -1;
  const result: QuoteMark[] = [];
  const open = { double: isOpen, single: false };
  let passedSingles = 0;
  for (const offset of offsets) {
    const character = text.charAt(offset);
    if (character === "'") passedSingles++;
    const atBeginning = isBeginning(text, result.at(-1), offset);
    const context = {
      text,
      offset,
      atBeginning,
      atEnd: isEnd(text, offset),
      isOpen: character === "'" ? open.single : open.double,
      nextSingle: singles[passedSingles] ?? -1,
      lastClosingSingle,
    };
    const role = roleOf(character, context, glyphs);
    if (role === 'open' || role === 'close') open.double = role === 'open';
    if (role === 'innerOpen' || role === 'innerClose') open.single = role === 'innerOpen';
    result.push({ offset, character, role });
  }
  return result;
}

function roleOf(character: string, context: MarkContext, glyphs: (typeof quoteStyles)[QuoteStyle]): MarkRole {
  if (character === '"') return readDoubleQuote(context);
  if (character === "'") return readSingleQuote(context);
  if (character === glyphs.open) return 'open';
  if (character === glyphs.close) return 'close';
  if (character === glyphs.innerOpen) return 'innerOpen';
  if (character === glyphs.innerClose) return 'innerClose';
  return character === '’' ? 'apostrophe' : 'unknown';
}

function readDoubleQuote({ text, offset, atBeginning, atEnd, isOpen }: MarkContext): MarkRole {
  const before = text.charAt(offset - 1);
  const isInch = /\d/.test(before) && !isOpen;
  if (isInch) return 'unknown';
  // `""` quotes nothing.
  if (before === '"' && isOpen && !isWord(text.charAt(offset + 1))) return 'close';
  if (!isOpen && before !== '"' && /^"(?:[^"\p{L}\p{N}]|$)/u.test(text.slice(offset + 1, offset + 4)))
    return 'open';
  if (atBeginning) return atEnd ? 'unknown' : 'open';
  if (atEnd || /[,.;:!?)\]}…\-–—/]/.test(text.charAt(offset + 1))) return 'close';
  return isOpen ? 'close' : 'open';
}

function isBeginning(text: string, last: QuoteMark | undefined, offset: number): boolean {
  if (last?.offset === offset - 1) {
    if (last.role === 'open' || last.role === 'innerOpen') return true;
    if (last.role !== 'unknown') return false;
    return isBeginning(text, undefined, last.offset);
  }
  return offset === 0 || /[\s([{]/.test(text.charAt(offset - 1));
}

/** Other marks may follow: `'Nein'"`. Four are enough to look at. */
function isEnd(text: string, offset: number): boolean {
  let at = offset + 1;
  while (at < offset + 5 && /["'„“»«‚‘›‹’]/.test(text.charAt(at))) at++;
  return at >= text.length || /\s/.test(text.charAt(at));
}

// The straight single mark: apostrophe, inner quote, or a sign of measure (5' 11").

/** Words that begin with an apostrophe, as in „Wie wär’s mit ’nem Kaffee?“. */
const clipped =
  /'(?:n|ne|nem|nen|ner|nes|s|m|t|ran|raus|rein|rauf|rin|drauf|drin|drum|drüber|drunter|dran|draus|draußen|rüber|rum|runter|nauf|naus|nunter|nüber|türlich|tschuldigung|nuff|N|Ne|Nen|S|Tschuldigung)(?![\p{L}\p{N}])/uy;
const decade = /'\d0(?:er[ns]?)?(?![\p{L}\p{N}])|'\d\d(?:er[ns]?)(?![\p{L}\p{N}])/uy;
const year = /'\d\d(?![\p{L}\p{N}])/uy;
/** What is said before a year, and `'68-Bewegung` that is not quoted itself. */
const beforeYear =
  /(?:Frühjahr|Frühling|Sommer|Herbst|Winter|Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahr|Jahre|Saison|[Ss]eit|[Vv]on|[Bb]is|[Aa]b|[Aa]nno|[Aa]nfang|[Mm]itte|[Ee]nde|[Ww]ende)\s$/u;
const yearInCompound = /'\d\d-\p{L}+(?![\p{L}'])/uy;

function readSingleQuote(context: MarkContext): MarkRole {
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
function isClosingSingle(text: string, offset: number): boolean {
  const after = text.charAt(offset + 1);
  if (text.charAt(offset - 1) === "'" || after === "'" || isWord(after)) return false;
  const [before] = /^(?:.*[^"'„“‚‘’»«›‹])?/su.exec(text.slice(Math.max(0, offset - 5), offset)) ?? [''];
  return /[^\s([{]$/u.test(before);
}

function readBeginning({ text, offset, lastClosingSingle }: MarkContext): MarkRole {
  if (isClipped(text, offset)) return 'apostrophe';
  const closes = lastClosingSingle > offset;
  if (matchesAt(year, text, offset) !== undefined) {
    const isYear =
      matchesAt(yearInCompound, text, offset) !== undefined ||
      beforeYear.test(text.slice(Math.max(0, offset - 16), offset));
    if (isYear || !closes) return 'apostrophe';
  }
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

export interface QuoteGlyphs {
  readonly open: string;
  readonly close: string;
  readonly innerOpen: string;
  readonly innerClose: string;
}

const quoteStyles: Readonly<Record<QuoteStyle, QuoteGlyphs>> = {
  '„“': { open: '„', close: '“', innerOpen: '‚', innerClose: '‘' },
  '»«': { open: '»', close: '«', innerOpen: '›', innerClose: '‹' },
  '«»': { open: '«', close: '»', innerOpen: '‹', innerClose: '›' },
};
