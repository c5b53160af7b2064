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
    if (isForCents(text, stroke, index, end)) edits.push({ start: index, end, text: '–' });
    if (isTightDash(text, stroke, index, end)) edits.push({ start: index, end, text: '–' });
    if (!isSpacedDash(text, stroke, index, end)) continue;
    if (stroke !== '–') edits.push({ start: index, end, text: '–' });
    const start = gapBefore(text, index);
    if (start < index) edits.push({ start, end: index, text: noBreakSpace });
  }
  return edits;
};

/** `50,- Euro`, `50,--` */
function isForCents(text: string, stroke: string, start: number, end: number): boolean {
  return (
    stroke !== '–' &&
    stroke.length < 3 &&
    /\d,$/.test(text.slice(Math.max(0, start - 2), start)) &&
    !/[\p{L}\p{N}]/u.test(text.charAt(end))
  );
}

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

/** The beginning of a telephone number: `+49 30`, `(030) 12 34`, `030`. */
const dialled = /(?:^|[\s:/])(?:\+\d|\(?0\d)[\d ()/]*$/;

/**
 * `5 - 3 = 2`, `a = - b`, `S - a \cdot L`, `030 - 123 456`: between numbers or single letters, and after a sign, a sign of
 * another kind.
 */
function isFormula(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const left = /(?:([=+*/–-])\s)?(\S{1,16})\s$/u.exec(before);
  const right = /^\s(\S{1,16})(?:\s([=+*/–-]|\\\p{L}+))?/u.exec(text.slice(end, end + 24));
  if (/^[=<>≤≥≈]$/.test(left?.[2] ?? '') || (dialled.test(before) && /^\d/.test(right?.[1] ?? '')))
    return true;
  const isOperand = (word = ''): boolean => /^\$?(?:\p{L}|[.,…()]*\d[\d.,…()]*)\$?$/u.test(word);
  if (!isOperand(left?.[2]) || !isOperand(right?.[1])) return false;
  const isNumberOfTelephone = left?.[2]?.endsWith(')') === true || /\d{5}/.test(right?.[1] ?? '');
  return left?.[1] !== undefined || right?.[2] !== undefined || isNumberOfTelephone;
}

/** Where a single breakable space after a word begins; `at` when there is none. */
function gapBefore(text: string, at: number): number {
  const [space] = /(?<=\S)(?: |\r?\n)$/.exec(text.slice(Math.max(0, at - 3), at)) ?? [''];
  return at - space.length;
}

// The bis-Strich: `2019-2023` → 2019–2023. A hyphen between numbers is also part of telephone numbers,
// ISBN, dates, scores and type names, so only what can be a range becomes one.

const candidate = /(?<![\p{L}\p{N}.…,:/_#+@=\\&%–-])(\d[\d.,:]*)-(\d[\d.,:]*)/gu;

/** Characters before a number after which a hyphen means no range: more digits, codes, results. */
const codeBefore =
  /(?:\d|\)|(?<![\p{L}])(?:Boeing|Airbus|MD|DIN|ISO|EN|IEC|VDE|VDI|ISBN|ISSN|RFC|Tel|Telefon|Fax|Mobil|Hotline|Az|Aktenzeichen|Pressemitteilung|Drucksache|Drs|Nr|Nummer|Konto|Modell|Typ|Flug|Formel)\.?:?)\s$/u;
const resultBefore =
  /(?<!\p{L})(?:verlor|verloren|verliert|verlieren|gewann|gewonnen|gewinnt|gewinnen|unterlag|unterliegt|siegte|besiegte|Endstand|Spielstand|Ergebnis|führte|führt|Niederlage|Sieg|Remis)(?:\s\S{1,20}){0,2}\s$/u;
const resultAfter = /^-(?:Sieg|Niederlage|Erfolg|Führung|Remis|Unentschieden|Rückstand|Auswärts|Heim)/;
const window = 48;

export const ranges: Rule = (text) => {
  if (!text.includes('-')) return [];
  const edits: Edit[] = [];
  for (const { 1: left = '', 2: token = '', index } of text.matchAll(candidate)) {
    const hyphen = index + left.length;
    const right = withoutPunctuation(left, token);
    const before = text.slice(Math.max(0, index - window), index);
    const after = text.slice(hyphen + 1 + right.length, hyphen + 1 + right.length + window);
    if (isAllowedAround(before, after, right) && isRange(left, right, /^\s?Uhr/.test(after)))
      edits.push({ start: hyphen, end: hyphen + 1, text: '–' });
  }
  return edits;
};

/** The point of an ordinal or date belongs to it, that of a sentence does not. */
function withoutPunctuation(left: string, right: string): string {
  if (!left.endsWith('.')) return right.replace(/[.,:]+$/, '');
  return right.replace(/[,:]+$/, '').replace(/^(\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))\.+$/, '$1');
}

/** `20.-22. 5. 2023` */
const restOfDate = /^ \d{1,2}\. ?(?:\d{4}|\d{2})(?!\p{N})/u;

function isAllowedAround(before: string, after: string, right: string): boolean {
  if (/\[\^?$/.test(before) && after.startsWith(']')) return false;
  const isInDate = right.endsWith('.') && restOfDate.test(after);
  if (!isInDate && /^(?:[\p{L}\p{N}_/\\=@+#]|[-…]\p{N}| \d)/u.test(after)) return false;
  return !codeBefore.test(before) && !resultBefore.test(before) && !resultAfter.test(after);
}

const whole = /^(?:0|[1-9]\d{0,3})$/;
const quantity = /^(?:0|[1-9]\d{0,2}(?:\.\d{3})*|[1-9]\d{3})(?:,\d{1,3})?$/;
const time = /^\d{1,2}(?:[:.]\d{2})?$/;
const fullDate = /^\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})$/;
const dayOrDate = /^\d{1,2}\.(?:\d{1,2}\.(?:\d{2}|\d{4})?)?$/;

function isRange(left: string, right: string, hours: boolean): boolean {
  if (hours) return time.test(left) && time.test(right);
  if (whole.test(left) && whole.test(right)) return isWholeRange(Number(left), Number(right), right.length);
  if (fullDate.test(left)) return fullDate.test(right);
  if (left.endsWith('.')) return dayOrDate.test(left) && dayOrDate.test(right) && isLaterDay(left, right);
  if (/^\d{1,2}:\d{2}$/.test(left)) return /^\d{1,2}:\d{2}$/.test(right);
  return quantity.test(left) && quantity.test(right) && toNumber(left) < toNumber(right);
}

/** Below 1000 any ascending pair; years; years with a short second one, unless it can be a month (2023-09). */
function isWholeRange(left: number, right: number, digits: number): boolean {
  if (left < 1000 && right < 1000) return left < right;
  const isYear = (value: number): boolean => value >= 1000 && value < 2200;
  if (!isYear(left)) return false;
  return digits === 2 ? right > 12 && right > left % 100 : isYear(right) && left < right;
}

/** `1.-3.` within a month, or any two that name their months. */
function isLaterDay(left: string, right: string): boolean {
  return /\d\.\d/.test(left) || Number.parseInt(left, 10) < Number.parseInt(right, 10);
}

function toNumber(quantityText: string): number {
  return Number(quantityText.replaceAll('.', '').replace(',', '.'));
}

/** `...` → …; not four dots, and not in paths such as `.../x`. */
export const ellipsis: Rule = (text) => {
  if (!text.includes('...')) return [];
  const edits: Edit[] = [];
  for (const { index } of text.matchAll(/(?<![./\\])\.{3}(?![./\\])/g))
    edits.push({ start: index, end: index + 3, text: '…' });
  return edits;
};
