/** The rule for quote marks and apostrophes. */
import type { GermanOptions, QuoteStyle } from '../../../config/germanOptions.ts';
import type { Edit } from '../edit.ts';

/** Quote marks as they are typed → German ones and apostrophes; each can be off without the other. */
export function quotes(
  marks: readonly QuoteMark[],
  { quotes: style, rules }: GermanOptions,
): readonly Edit[] {
  const edits: Edit[] = [];
  const glyphs = quoteStyles[style];
  for (const { offset, character, role } of marks) {
    if (role === 'unknown' || !typed.has(character)) continue;
    if (!(role === 'apostrophe' ? rules.apostrophes : rules.quotes)) continue;
    const text = role === 'apostrophe' ? '’' : glyphs[role];
    edits.push({ start: offset, end: offset + character.length, text });
  }
  return edits;
}

/** What stands in for a glyph. */
const typed: ReadonlySet<string> = new Set(['"', "'", '´', ',,', '>>', '<<']);

// Reads what each quote mark of a text is: opening, closing, apostrophe, or nothing that can be told.
// Marks are judged by what stands around them, and by whether a quote is open only where that leaves
// two answers; so a quote may span paragraphs, and one slip does not turn all later marks around.

export type MarkRole = 'open' | 'close' | 'innerOpen' | 'innerClose' | 'apostrophe' | 'unknown';

export interface QuoteMark {
  readonly offset: number;
  /** As typed: straight, of two signs, or a glyph. */
  readonly character: string;
  readonly role: MarkRole;
  /** “ ” ‘ ’ where German has other ones. */
  readonly isEnglish?: true;
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

const marks = /["'„“”»«‚‘›‹’´]|,,|>>|<</g;

/** `isOpen`: a quote of an earlier paragraph goes on in this text. */
export function readQuoteMarks(text: string, style: QuoteStyle, isOpen = false): readonly QuoteMark[] {
  if (text.search(marks) < 0) return [];
  const glyphs = quoteStyles[style];
  const found = Array.from(text.matchAll(marks), ({ 0: character, index }) => ({ character, offset: index }));
  const singles = found.filter(({ character }) => character === "'").map(({ offset }) => offset);
  const pairs = pairedMarks(text);
  const openPairs: MarkRole[] = [];
  const lastClosingSingle = singles.findLast((offset) => isClosingSingle(text, offset)) ?? -1;
  const result: QuoteMark[] = [];
  const open = { double: isOpen, single: false };
  let passedSingles = 0;
  for (const { character, offset } of found) {
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
    const pair = pairs.get(offset);
    const role = pair
      ? roleOfPair(character, pair, open.double, openPairs)
      : roleOf(character, context, glyphs);
    const isEnglish = pair ? isCurly(character) : character === '”' && role === 'close';
    if (role === 'open' || role === 'close') open.double = role === 'open';
    if (role === 'innerOpen' || role === 'innerClose') open.single = role === 'innerOpen';
    result.push({ offset, character, role, ...(isEnglish && { isEnglish }) });
  }
  return result;
}

function roleOf(character: string, context: MarkContext, glyphs: (typeof quoteStyles)[QuoteStyle]): MarkRole {
  if (character === '"') return readDoubleQuote(context);
  if (character === '´') return matchesAt(acute, context.text, context.offset) ? 'apostrophe' : 'unknown';
  if (character === ',,') return matchesAt(commas, context.text, context.offset) ? 'open' : 'unknown';
  // „so” begins in German.
  if (
    character === '”' &&
    context.isOpen &&
    !context.atBeginning &&
    !isWord(context.text.charAt(context.offset + 1))
  )
    return 'close';
  if (character === "'") return readSingleQuote(context);
  if (character === glyphs.open) return 'open';
  if (character === glyphs.close) return 'close';
  if (character === glyphs.innerOpen) return 'innerOpen';
  if (character === glyphs.innerClose) return 'innerClose';
  return character === '’' ? 'apostrophe' : 'unknown';
}

/** `geht´s`, `Andrea´s` */
const acute = /(?<=\p{L})´(?=(?:s|n|ne|nem|nen|ner|m|t)(?![\p{L}\p{N}]))/uy;
/** `,,Nein"` */
const commas = /(?<![^\s([{–—/-]),,(?=(?:[\p{L}\p{N}…]|\.{3})(?:[^"“”„»«,]|,(?!,))*["“])/uy;

function readDoubleQuote({ text, offset, atBeginning, atEnd, isOpen }: MarkContext): MarkRole {
  const before = text.charAt(offset - 1);
  const isInch = /\d/.test(before) && !isOpen;
  if (isInch || text.slice(Math.max(0, offset - 2), offset + 3).includes('"""')) return 'unknown';
  // `""` quotes nothing.
  if (before === '"' && isOpen && !isWord(text.charAt(offset + 1))) return 'close';
  if (!isOpen && before !== '"' && /^"(?:[^"\p{L}\p{N}]|$)/u.test(text.slice(offset + 1, offset + 4)))
    return 'open';
  if (atBeginning) return atEnd ? 'unknown' : 'open';
  if (atEnd || /[,.;:!?)\]}…\-–—/]/.test(text.charAt(offset + 1))) return 'close';
  return isOpen ? 'close' : 'open';
}

function isBeginning(text: string, last: QuoteMark | undefined, offset: number): boolean {
  if (last && last.offset + last.character.length === offset) {
    if (last.role === 'open' || last.role === 'innerOpen') return true;
    if (last.role !== 'unknown') return false;
    return isBeginning(text, undefined, last.offset);
  }
  return offset === 0 || /[\s([{]/.test(text.charAt(offset - 1));
}

/** Other marks may follow: `'Nein'"`. Four are enough to look at. */
function isEnd(text: string, offset: number): boolean {
  let at = offset + 1;
  while (at < offset + 5 && /["'„“”»«‚‘›‹’]/.test(text.charAt(at))) at++;
  return at >= text.length || /\s/.test(text.charAt(at));
}

// Marks that mean a quote only because their partner is there: “so”, ”so”, “so“, ‘so’, >>so<<, <<so>>.

const marginBefore = String.raw`(?<![^\s([{–—/„“”»«\ufffc-])`;
const curly = new RegExp(
  String.raw`${marginBefore}[“”](?=[\p{L}\p{N}…(‘‚\ufffc])[^“”„»«]*(?<=\S)[“”](?![\p{L}\p{N}])`,
  'gu',
);
const curlySingle = new RegExp(
  String.raw`${marginBefore}‘(?!(?:n|ne|nem|nen|ner|nes|s|m|t|ran|raus|rein|rauf|runter|tschuldigung)(?!\p{L}))(?=\p{L})[^‘’‚'„“”]{1,200}(?<=\S)(?:(?<![sxzßç])’|’(?!\s\p{L}))(?![\p{L}\p{N}])`,
  'gu',
);
const angles =
  /(?<![\p{L}\p{N}<>])(?:>>(?=[\p{L}\p{N}„‚"'([…\ufffc])[^<>]*(?<=\S)<<|<<(?=[\p{L}\p{N}„‚"'([…\ufffc])[^<>]*(?<=\S)>>)(?![\p{L}\p{N}<>])/gu;

/** Whether the mark at an offset opens such a pair or closes it. */
function pairedMarks(text: string): ReadonlyMap<number, 'opens' | 'closes'> {
  const pairs = new Map<number, 'opens' | 'closes'>();
  const add = (pattern: RegExp, width: number): void => {
    for (const { 0: whole, index } of text.matchAll(pattern)) {
      pairs.set(index, 'opens');
      pairs.set(index + whole.length - width, 'closes');
    }
  };
  if (/[“”]/.test(text)) add(curly, 1);
  if (text.includes('‘')) add(curlySingle, 1);
  if (text.includes('<<')) add(angles, 2);
  return pairs;
}

/** `open`: roles of the pairs that are open. */
function roleOfPair(
  character: string,
  place: 'opens' | 'closes',
  isInQuote: boolean,
  open: MarkRole[],
): MarkRole {
  if (place === 'closes') return open.pop() === 'innerOpen' ? 'innerClose' : 'close';
  const role = isInQuote || character === '‘' ? 'innerOpen' : 'open';
  open.push(role);
  return role;
}

function isCurly(character: string): boolean {
  return '“”‘’'.includes(character);
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
  const [before] = /^(?:.*[^"'„“”‚‘’»«›‹])?/su.exec(text.slice(Math.max(0, offset - 5), offset)) ?? [''];
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

/** How quotes look in a style: `„…“`. */
export function sampleOf(style: QuoteStyle): string {
  return `${quoteStyles[style].open}…${quoteStyles[style].close}`;
}

const quoteStyles: Readonly<Record<QuoteStyle, QuoteGlyphs>> = {
  '„“': { open: '„', close: '“', innerOpen: '‚', innerClose: '‘' },
  '»«': { open: '»', close: '«', innerOpen: '›', innerClose: '‹' },
  '«»': { open: '«', close: '»', innerOpen: '‹', innerClose: '›' },
};
