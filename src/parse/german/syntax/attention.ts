/**
 * micromark extension in the place of CommonMark's emphasis and GFM's strikethrough:
 * the same syntax, except that
 * - beside a quote mark `*` opens and closes as beside a letter: `**"Zitat"**sagte` (CommonMark's flanking
 *   rules take the mark for punctuation and leave the stars);
 * - delimiters are matched in linear time, see `matchDelimiters.ts`.
 */
import { attention as core } from 'micromark-core-commonmark';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import type { Code, Construct, Extension, Tokenizer } from 'micromark-util-types';
import { isWordCode } from './characterCodes.ts';
import { resolveDelimiters } from './resolveDelimiters.ts';

const star = 42;
const underscore = 95;
const tilde = 126;

/** `flanking`: the rule for quote marks is on. */
export function attention(flanking: boolean): Extension {
  const strikethrough = gfmStrikethrough({ singleTilde: false });
  const [tildes] = [strikethrough.text?.[tilde]].flat();
  if (!tildes) throw new Error('The strikethrough extension has no tokenizer for ~');
  return {
    text: {
      [star]: delimiter(flanking ? tokenizeBesideQuotes : core.tokenize),
      [underscore]: delimiter(core.tokenize),
      [tilde]: delimiter(tildes.tokenize),
    },
    insideSpan: { null: [{ resolveAll: resolveDelimiters }] },
    attentionMarkers: { null: [tilde] },
  };
}

function delimiter(tokenize: Tokenizer): Construct {
  return { name: 'delimiter', tokenize, resolveAll: resolveDelimiters };
}

const quoteMarks: ReadonlySet<Code> = new Set(Array.from('"\'„“”‚‘’»«›‹', (mark) => mark.charCodeAt(0)));

const tokenizeBesideQuotes: Tokenizer = function (effects, ok, nok) {
  const { previous, events } = this;
  return core.tokenize.call(
    this,
    effects,
    (code) => {
      const token = events.at(-1)?.[1];
      if (token && quoteMarks.has(code) && isWordCode(previous)) token._open = true;
      if (token && quoteMarks.has(previous) && isWordCode(code)) token._close = true;
      return ok(code);
    },
    nok,
  );
};
