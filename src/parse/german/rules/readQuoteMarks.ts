/**
 * Reads what each quote mark of a text is: opening, closing, apostrophe, or nothing that can be told.
 * Marks are judged by what stands around them, and by whether a quote is open only where that leaves
 * two answers; so a quote may span paragraphs, and one slip does not turn all later marks around.
 */
import { quoteStyles } from './quoteStyles.ts';
import type { QuoteStyle } from '../../../config/germanOptions.ts';
import { isClosingSingle, readSingleQuote } from './readSingleQuote.ts';

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
  if (atBeginning) return atEnd ? 'unknown' : 'open';
  const before = text.charAt(offset - 1);
  const isInch = /\d/.test(before) && !isOpen;
  if (isInch) return 'unknown';
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
