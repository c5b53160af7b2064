/** micromark resolver: the delimiter sequences among the events become emphasis, strong, strikethrough, or text. */
import type { Event, Point, Resolver, Token, TokenizeContext, TokenType } from 'micromark-util-types';
import { type Delimiter, type DelimiterSpan, matchDelimiters } from './matchDelimiters.ts';

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

export const resolveDelimiters: Resolver = (events, context) => {
  const sequences = collectSequences(events);
  if (sequences.length === 0) return events;
  const delimiters = sequences.map(({ token }) => toDelimiter(token, context));
  for (const span of matchDelimiters(delimiters)) assignSpan(span, sequences, delimiters);
  const rebuilt = rebuild(events, sequences);
  // micromark holds on to this very array.
  events.length = 0;
  for (const event of rebuilt) events.push(event);
  return events;
};

function isSequence(token: Token): boolean {
  return token.type === 'attentionSequence' || token.type === 'strikethroughSequenceTemporary';
}

function collectSequences(events: readonly Event[]): readonly Sequence[] {
  const sequences: Sequence[] = [];
  for (const [direction, token, context] of events)
    if (direction === 'enter' && isSequence(token)) sequences.push({ token, context, opens: [], closes: [] });
  return sequences;
}

function toDelimiter(token: Token, context: TokenizeContext): Delimiter {
  return {
    marker: context.sliceSerialize(token).charAt(0),
    length: token.end.offset - token.start.offset,
    canOpen: token._open === true,
    canClose: token._close === true,
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
