/**
 * micromark extension in the place of CommonMark's emphasis and GFM's strikethrough:
 * the same syntax, except that
 * - beside a quote mark `*` opens and closes as beside a letter: `**"Zitat"**sagte` (CommonMark's flanking
 *   rules take the mark for punctuation and leave the stars);
 * - the stars of `Leser*innen und Autor*innen` are text, see `genderStar.ts`;
 * - delimiters are matched in linear time, see `attention.ts`.
 */
import { attention as core } from 'micromark-core-commonmark';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import type {
  Construct,
  Extension,
  Event,
  Point,
  Resolver,
  Token,
  TokenizeContext,
  TokenType,
} from 'micromark-util-types';
import { judgeStars, type Star, type Verdict } from './genderStar.ts';

const star = 42;
const underscore = 95;
const tilde = 126;

/** The rules that are on. */
export type AttentionRules = Readonly<Record<'emphasisFlanking' | 'genderForms', boolean>>;

export function attention(rules: AttentionRules): Extension {
  const strikethrough = gfmStrikethrough({ singleTilde: false });
  const [tildes] = [strikethrough.text?.[tilde]].flat();
  if (!tildes) throw new Error('The strikethrough extension has no tokenizer for ~');
  const resolveAll: Resolver = (events, context) => resolveDelimiters(events, context, rules);
  const construct = ({ tokenize }: Construct): Construct => ({ name: 'delimiter', tokenize, resolveAll });
  return {
    text: {
      [star]: construct(core),
      [underscore]: construct(core),
      [tilde]: construct(tildes),
    },
    insideSpan: { null: [{ resolveAll }] },
    attentionMarkers: { null: [tilde] },
  };
}

// Which runs of `*`, `_`, `~~` belong together: the algorithm of the CommonMark specification (appendix,
// „process emphasis“) with its lower bounds for fruitless searches, so that the time is linear. The
// resolver of micromark-core-commonmark has none: 100 KB of `a* ` take it a quarter of a minute.

export interface Delimiter {
  readonly marker: string;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/** `use` characters of two delimiters (by index), the inner ones first. */
export interface DelimiterSpan {
  readonly opener: number;
  readonly closer: number;
  readonly use: 1 | 2;
}

/** Deeper nesting is nobody's intention, and recursion over the tree must not overflow. */
const deepest = 100;

/** Spans in the order in which they close. */
function matchDelimiters(delimiters: readonly Delimiter[]): readonly DelimiterSpan[] {
  const spans: DelimiterSpan[] = [];
  const left = delimiters.map(({ length }) => length);
  const depths = delimiters.map(() => 0);
  const bottoms = new Map<string, number>();
  const openers: number[] = [];
  for (const [closer, delimiter] of delimiters.entries()) {
    while (delimiter.canClose && (left[closer] ?? 0) > 0) {
      const at = findOpener(delimiters, openers, closer, bottoms);
      const opener = openers[at];
      if (opener === undefined) break;
      const use = left[opener] === 1 || left[closer] === 1 ? 1 : 2;
      const depth = openers.splice(at).reduce((most, inner) => Math.max(most, (depths[inner] ?? 0) + 1), 1);
      if (depth > deepest) {
        openers.length = 0;
        break;
      }
      spans.push({ opener, closer, use });
      left[closer] = (left[closer] ?? 0) - use;
      left[opener] = (left[opener] ?? 0) - use;
      if (left[opener] > 0) openers.push(opener);
      const around = openers.at(-1);
      if (around !== undefined) depths[around] = Math.max(depths[around] ?? 0, depth);
    }
    if (delimiter.canOpen && (left[closer] ?? 0) > 0) openers.push(closer);
  }
  return spans;
}

/** Index in `openers` of the nearest one that fits; -1 when there is none, which `bottoms` records. */
function findOpener(
  delimiters: readonly Delimiter[],
  openers: readonly number[],
  closer: number,
  bottoms: Map<string, number>,
): number {
  const closing = delimiters[closer];
  if (!closing) return -1;
  const kind = `${closing.marker}${closing.canOpen}${closing.length % 3}`;
  const bottom = bottoms.get(kind) ?? -1;
  for (let at = openers.length - 1; at >= 0; at--) {
    const index = openers[at] ?? -1;
    if (index <= bottom) break;
    const opening = delimiters[index];
    if (opening && fit(opening, closing)) return at;
  }
  bottoms.set(kind, closer - 1);
  return -1;
}

/** Rules 9 and 10 of the specification („multiple of 3“) for emphasis. */
function fit(opening: Delimiter, closing: Delimiter): boolean {
  if (opening.marker !== closing.marker) return false;
  const isAmbiguous = opening.canClose || closing.canOpen;
  return !(isAmbiguous && closing.length % 3 !== 0 && (opening.length + closing.length) % 3 === 0);
}

// micromark resolver: the delimiter sequences among the events become emphasis, strong, strikethrough, or text.

interface Kind {
  readonly group: TokenType;
  readonly sequence: TokenType;
  readonly text: TokenType;
}

const strong: Kind = { group: 'strong', sequence: 'strongSequence', text: 'strongText' };
const emphasis: Kind = { group: 'emphasis', sequence: 'emphasisSequence', text: 'emphasisText' };
const strikethrough: Kind = {
  group: 'strikethrough',
  sequence: 'strikethroughSequence',
  text: 'strikethroughText',
};

/** More than the longest ending of gender. */
const longestEnding = 8;

/** A span on its way: its tokens get their ends when it closes. */
interface OpenSpan {
  readonly kind: Kind;
  readonly use: number;
  readonly group: Token;
  readonly text: Token;
}

interface Sequence {
  readonly token: Token;
  readonly context: TokenizeContext;
  readonly opens: OpenSpan[];
  readonly closes: OpenSpan[];
}

function resolveDelimiters(events: Event[], context: TokenizeContext, rules: AttentionRules): Event[] {
  const sequences = collectSequences(events);
  if (sequences.length === 0) return events;
  const delimiters = toDelimiters(sequences, context, rules);
  for (const span of matchDelimiters(delimiters)) assignSpan(span, sequences, delimiters);
  const rebuilt = rebuild(events, sequences);
  // micromark holds on to this very array.
  events.length = 0;
  for (const event of rebuilt) events.push(event);
  return events;
}

function isSequence(token: Token): boolean {
  return token.type === 'attentionSequence' || token.type === 'strikethroughSequenceTemporary';
}

function collectSequences(events: readonly Event[]): readonly Sequence[] {
  const sequences: Sequence[] = [];
  for (const [direction, token, context] of events)
    if (direction === 'enter' && isSequence(token)) sequences.push({ token, context, opens: [], closes: [] });
  return sequences;
}

function toDelimiters(
  sequences: readonly Sequence[],
  context: TokenizeContext,
  rules: AttentionRules,
): readonly Delimiter[] {
  const delimiters = sequences.map(({ token }) => toDelimiter(token, context, rules.emphasisFlanking));
  if (!rules.genderForms) return delimiters;
  const singles = delimiters.flatMap(({ marker, length }, index) =>
    marker === '*' && length === 1 ? [index] : [],
  );
  const stars = singles.flatMap((index, at): Star[] => {
    const token = sequences[index]?.token;
    const next = sequences[singles[at + 1] ?? -1]?.token;
    const delimiter = delimiters[index];
    if (!token || !delimiter) return [];
    const untilNext = next ? context.sliceSerialize({ start: token.end, end: next.start }) : '';
    return [{ ...delimiter, ...surroundings(token, context, 1, longestEnding), untilNext }];
  });
  const judged = [...delimiters];
  for (const [at, verdict] of judgeStars(stars).entries()) {
    const index = singles[at] ?? -1;
    const delimiter = delimiters[index];
    if (delimiter) judged[index] = { ...delimiter, ...verdict };
  }
  return judged;
}

function toDelimiter(token: Token, context: TokenizeContext, flanking: boolean): Delimiter {
  const marker = context.sliceSerialize(token).charAt(0);
  const beside = flanking && marker === '*' ? besideQuotes(surroundings(token, context, 2, 2)) : undefined;
  return {
    marker,
    length: token.end.offset - token.start.offset,
    canOpen: token._open === true || beside?.canOpen === true,
    canClose: token._close === true || beside?.canClose === true,
  };
}

const quoteMark = `["'„“”‚‘’»«›‹]`;
const openingQuote = new RegExp(`^${quoteMark}[\\p{L}\\p{N}(…]`, 'u');
const closingQuote = new RegExp(`[\\p{L}\\p{N}).,!?…]${quoteMark}$`, 'u');

/** `sagte**"Zitat"**sagte`, but neither `"Trans*"` nor `"*innen"`. */
function besideQuotes({ before, after }: Pick<Star, 'before' | 'after'>): Verdict {
  return {
    canOpen: /[\p{L}\p{N}]$/u.test(before) && openingQuote.test(after),
    canClose: /^[\p{L}\p{N}]/u.test(after) && closingQuote.test(before),
  };
}

/** So many characters before and after a token, on its line. */
function surroundings(
  { start, end }: Token,
  context: TokenizeContext,
  most: number,
  mostAfter: number,
): Pick<Star, 'before' | 'after'> {
  const count = Math.min(most, start._bufferIndex);
  return {
    before: count > 0 ? context.sliceSerialize({ start: moved(start, -count), end: start }) : '',
    after: end._bufferIndex < 0 ? '' : context.sliceSerialize({ start: end, end: moved(end, mostAfter) }),
  };
}

function assignSpan(
  { opener, closer, use }: DelimiterSpan,
  sequences: readonly Sequence[],
  delimiters: readonly Delimiter[],
): void {
  const [opening, closing] = [sequences[opener], sequences[closer]];
  if (!opening || !closing) return;
  const kind = delimiters[opener]?.marker === '~' ? strikethrough : use === 2 ? strong : emphasis;
  const { start } = opening.token;
  const { end } = closing.token;
  const span = {
    kind,
    use,
    group: { type: kind.group, start, end },
    text: { type: kind.text, start, end },
  };
  opening.opens.push(span);
  closing.closes.push(span);
}

/** The events with each sequence cut into what it closes, what is left as text, and what it opens. */
function rebuild(events: readonly Event[], sequences: readonly Sequence[]): Event[] {
  const result: Event[] = [];
  let next = 0;
  for (const event of events) {
    if (!isSequence(event[1])) result.push(event);
    else if (event[0] === 'exit') {
      const sequence = sequences[next++];
      if (sequence) pushSequence(sequence, result);
    }
  }
  for (const { token } of sequences) token.type = 'data';
  return result;
}

function pushSequence({ token, context, opens, closes }: Sequence, result: Event[]): void {
  let at = token.start;
  for (const { kind, use, group, text } of closes) {
    const end = moved(at, use);
    const sequence: Token = { type: kind.sequence, start: at, end };
    text.end = at;
    group.end = end;
    result.push(['exit', text, context], ['enter', sequence, context], ['exit', sequence, context]);
    result.push(['exit', group, context]);
    at = end;
  }
  const opened = opens.reduce((sum, { use }) => sum + use, 0);
  const rest: Token = { type: 'data', start: at, end: moved(token.end, -opened) };
  if (rest.start.offset < rest.end.offset) result.push(['enter', rest, context], ['exit', rest, context]);
  at = rest.end;
  // Spans that close last open first.
  for (const { kind, use, group, text } of opens.toReversed()) {
    const end = moved(at, use);
    const sequence: Token = { type: kind.sequence, start: at, end };
    group.start = at;
    text.start = end;
    result.push(['enter', group, context], ['enter', sequence, context], ['exit', sequence, context]);
    result.push(['enter', text, context]);
    at = end;
  }
}

/** `point` on the same line, `count` characters further. */
function moved(point: Point, count: number): Point {
  return {
    ...point,
    column: point.column + count,
    offset: point.offset + count,
    _bufferIndex: point._bufferIndex + count,
  };
}
