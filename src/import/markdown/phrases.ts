/**
 * Running text: pieces of Markdown, and the choice among the ways to write what may need a backslash or HTML. What the blog's
 * own renderer reads as the same is written the light way; so nothing is guessed about its syntax.
 */
import type { SourcePath } from '../../core/model.ts';
import type { MarkdownRenderer } from '../../markdown/markdown.ts';

/** Paths in a text that is rendered on trial mean nothing. */
export const anyFile = 'content/articles/text.md' as SourcePath;

/** `light`: as an author would type it. `heavy`: what is certain. Choices of one group go together. */
export interface Choice {
  readonly group: number;
  readonly light: string;
  readonly heavy: string;
  /** Of a mark of emphasis. */
  readonly side?: 'opens' | 'closes';
}

/** A new line in the same paragraph. */
export const lineBreak = Symbol('line break');

export type Piece = string | Choice | typeof lineBreak;

/** Whoever makes choices numbers them with it. */
export type Groups = () => number;

export function createGroups(): Groups {
  let last = 0;
  return () => ++last;
}

export function isBlank(pieces: readonly Piece[]): boolean {
  return pieces.every((piece) => typeof piece === 'string' && piece.trim() === '');
}

// Signs that may mean something.

/** In a text; what stands at the beginning of a line is another matter. */
const signs = new RegExp(
  [
    String.raw`\\(?=[!-/:-@[-\x60{-~\u00ad]|\s*$)`,
    '`',
    String.raw`(?<!\s(?=\*\s))\*`,
    String.raw`(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])`,
    '~',
    String.raw`\[`,
    String.raw`\](?=[(\[:{])`,
    String.raw`<(?=\S)`,
    String.raw`&(?=#?\w{1,31};)`,
    String.raw`\{(?=[{%:#.\w ])`,
    String.raw`\^(?=[\[\d-])`,
    '=(?==)',
    String.raw`\u00ad`,
  ].join('|'),
  'gu',
);
const anySign = /[\\`*_~[\]<&{^=\u00ad]/;

/** Where a text stands: by itself, in the brackets of a link, or in those of a picture. */
export type TextPlace = 'words' | 'link' | 'picture';

/** A text without line breaks. */
export function textPieces(text: string, next: Groups, place: TextPlace = 'words'): Piece[] {
  if (!anySign.test(text)) return [text];
  const pieces: Piece[] = [];
  let from = 0;
  const pattern = place === 'words' ? signs : labelSigns;
  for (const { 0: sign, index } of text.matchAll(pattern)) {
    pieces.push(text.slice(from, index));
    from = index + sign.length;
    if (sign === '\u00ad') pieces.push('&shy;');
    else if (place !== 'picture' && sign === ']' && passageBraces.test(text.slice(from, from + 14)))
      pieces.push(String.raw`\]<!-- -->`);
    else if (place === 'words' && isHarmless(sign, text, index)) pieces.push(sign);
    else pieces.push({ group: next(), light: sign, heavy: `\\${sign}` });
  }
  pieces.push(text.slice(from));
  return pieces;
}

const labelSigns = new RegExp(`${signs.source}|\\]`, 'gu');

/** Attributes of a passage are read when backslashes are gone, in a text that has any: only a comment parts them. */
const passageBraces = /^\{[ ]?(?:lang|typografie)=/;

/** `[1]`, `[…]`, `[Name geändert]`: nothing that another program, or ours, would understand. */
const remark = /\[(?:\d{1,4}|…|\.{3}|\p{Lu}[\p{L}\p{N} ,.;–-]{0,80})\](?![([{:])/uy;

function isHarmless(sign: string, text: string, index: number): boolean {
  if (sign !== '[') return false;
  remark.lastIndex = index;
  return remark.test(text);
}

/** At the beginning of a line: what may begin a block. */
const beginning = /^(?:[#>|]|[-+*=:~?!](?=[\s\-+*=:|~?!]|$)|\d{1,9}[.)](?=\s|$))/;
const oddSpace = /[\s\u200b\u2060\ufeff]/;

function withoutSpaceAt(text: string, isStart: boolean, isEnd: boolean): string {
  const isOdd = (at: number): boolean => oddSpace.test(text.charAt(at));
  let [from, to] = [0, text.length];
  if (isStart) while (from < to && isOdd(from)) from++;
  if (isEnd) while (to > from && isOdd(to - 1)) to--;
  return text.slice(from, to);
}

/** Puts pieces in order: no double spaces, none at the ends of lines, choices for what may begin a block. */
export function tidy(pieces: readonly Piece[], next: Groups): readonly Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (typeof piece !== 'string') merged.push(piece);
    else if (typeof last === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return merged.flatMap((piece, index): readonly Piece[] => {
    if (typeof piece !== 'string') return [piece];
    const before = merged[index - 1];
    const isFirst = before === undefined || before === lineBreak;
    const after = merged[index + 1];
    const isLast = after === undefined || after === lineBreak;
    const text = withoutSpaceAt(piece.replace(/[ \u00a0]{2,}/g, ' '), isFirst, isLast);
    if (text === '') return [];
    const found = isFirst ? beginning.exec(text)?.[0] : undefined;
    if (found === undefined) return [text];
    const sign = found.slice(-1);
    return [found.slice(0, -1), { group: next(), light: sign, heavy: `\\${sign}` }, text.slice(found.length)];
  });
}

// Choosing.

export interface Setting {
  /** What stands before the text on its line: `## `. */
  readonly prefix?: string;
  /** How a line break is written. */
  readonly newLine: string;
}

export type Settle = (pieces: readonly Piece[], setting: Setting) => string;

/** So often a paragraph, and all of a text, is rendered to find out which of its choices may be light. */
const mostTrials = 40;
const mostTrialsOfText = 1000;
/** Nobody types so many signs into one paragraph; our parser refuses brackets by the thousand. */
const mostChoices = 500;

/** Whether a renderer takes the stars of `Leser*innen` for words. */
const gender = new WeakMap<MarkdownRenderer, boolean>();

export function createSettle(render: MarkdownRenderer): Settle {
  const meaningOf = (markdown: string): string => {
    const { content, diagnostics } = render({ file: anyFile, markdown, firstLine: 1 });
    const references = JSON.stringify(content.deferredReferences, (key, value: unknown) =>
      key === 'position' ? undefined : value,
    );
    return [...content.html, references, ...diagnostics.map(({ code }) => code)].join('\0');
  };
  const knowsGender = (): boolean => {
    const known = gender.get(render) ?? !meaningOf('Leser*innen und Autor*innen').includes('<em>');
    gender.set(render, known);
    return known;
  };
  let trialsLeft = mostTrialsOfText;
  return (pieces, { prefix = '', newLine }) => {
    const open = groupsToDecide(pieces, knowsGender());
    let heavy: ReadonlySet<number> = new Set();
    const write = (chosen: ReadonlySet<number>): string =>
      pieces.map((piece) => (piece === lineBreak ? newLine : written(piece, chosen))).join('');
    if (open.length === 0) return write(heavy);
    heavy = new Set(open);
    if (open.length > mostChoices) return write(heavy).replaceAll('\\[', '&#91;').replaceAll('\\<', '&lt;');
    const certain = meaningOf(prefix + write(heavy));
    let trials = Math.min(mostTrials, trialsLeft);
    const lighten = (part: readonly number[]): void => {
      if (part.length === 0 || trials-- <= 0) return;
      trialsLeft--;
      const trial = new Set([...heavy].filter((group) => !part.includes(group)));
      if (meaningOf(prefix + write(trial)) === certain) heavy = trial;
      else if (part.length > 1) {
        const half = part.length >> 1;
        lighten(part.slice(0, half));
        lighten(part.slice(half));
      }
    };
    lighten(open);
    return write(heavy);
  };
}

function written(piece: string | Choice, heavy: ReadonlySet<number>): string {
  if (typeof piece === 'string') return piece;
  return heavy.has(piece.group) ? piece.heavy : piece.light;
}

/** All groups but those of emphasis whose marks certainly open and close, and stars that are certainly words. */
function groupsToDecide(pieces: readonly Piece[], knowsGender: boolean): readonly number[] {
  const stars = pieces.flatMap((piece, index) =>
    typeof piece === 'object' && piece.light === '*' ? [{ ...piece, index }] : [],
  );
  const isGender = knowsGender && stars.every(({ index }) => isForm(pieces[index - 1], pieces[index + 1]));
  // A single star that is text may be taken for a mark.
  const isDoubtful = !isGender && stars.some(({ side }) => side === undefined);
  const groups = new Set<number>();
  for (const [index, piece] of pieces.entries()) {
    if (typeof piece !== 'object' || (isGender && piece.light === '*')) continue;
    if (isDoubtful || piece.side === undefined || !isCertain(piece, pieces[index - 1], pieces[index + 1]))
      groups.add(piece.group);
  }
  return [...groups];
}

/** `Leser*innen` */
function isForm(before: Piece | undefined, after: Piece | undefined): boolean {
  return (
    typeof before === 'string' &&
    typeof after === 'string' &&
    /\p{L}$/u.test(before) &&
    /^(?:innen|in)(?![\p{L}\p{N}])/u.test(after)
  );
}

/** As CommonMark has it: beside white space, or between a word and what may stand beside one. */
function isCertain({ side, light }: Choice, before: Piece | undefined, after: Piece | undefined): boolean {
  const [outside, inside] = side === 'opens' ? [before, after] : [after, before];
  if (typeof inside !== 'string' || inside === '') return false;
  const inner = side === 'opens' ? inside.charAt(0) : inside.charAt(inside.length - 1);
  if (/[\s*_~`\\]/.test(inner)) return false;
  if (outside === undefined || outside === lineBreak) return true;
  if (typeof outside !== 'string') return false;
  const outer = side === 'opens' ? outside.charAt(outside.length - 1) : outside.charAt(0);
  if (outer === ' ') return true;
  // Our parser holds single stars against brackets and quotation marks.
  if (light === '*' || !/[\p{L}\p{N}]/u.test(inner)) return false;
  return side === 'opens' ? /[(„»"–-]/.test(outer) : /[.,;:!?)“«"…–-]/.test(outer);
}
