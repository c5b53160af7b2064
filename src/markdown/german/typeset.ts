/** Sets a text by all rules for German: collects their edits and applies them once. */
import { applyEdits, type Edit, type Rule, outsideSource } from './edit.ts';
import type { GermanOptions, GermanRule } from '../../config/germanOptions.ts';
import { abbreviations, multiplication, names, ordinals, references, units } from './rules/spacing.ts';
import { dashes, ellipsis, ranges } from './rules/dashes.ts';
import { quotes, type QuoteMark, readQuoteMarks } from './rules/quotes.ts';

/** A plain text (title, teaser, kicker, tag) as a typesetter would set it: glyphs and protected spaces, no word or digit changed. Idempotent, linear. */
export function typeset(text: string, options: GermanOptions): string {
  return applyEdits(text, findEdits(text, options));
}

const forWords: readonly (readonly [GermanRule, Rule])[] = [
  ['ellipsis', ellipsis],
  ['abbreviations', abbreviations],
  ['dashes', dashes],
  ['names', names],
  ['references', references],
];
const forNumbers: readonly (readonly [GermanRule, Rule])[] = [
  ['ranges', ranges],
  ['units', units],
  ['multiplication', multiplication],
  ['ordinals', ordinals],
];

/**
 * Returns the edits of all rules that are on, in ascending order and without overlaps. `marks`: quote marks
 * of the text, if they are read already.
 */
export function findEdits(
  text: string,
  options: GermanOptions,
  marks: readonly QuoteMark[] = readQuoteMarks(text, options.quotes),
): readonly Edit[] {
  const { rules } = options;
  const found: (readonly Edit[])[] = [];
  if (rules.quotes || rules.apostrophes) found.push(quotes(marks, options));
  for (const [name, rule] of forWords) if (rules[name]) found.push(rule(text, options));
  if (/[0-9½¼¾]/.test(text))
    for (const [name, rule] of forNumbers) if (rules[name]) found.push(rule(text, options));
  const all = found.flat();
  if (all.length === 0) return all;
  const edits = all.toSorted((one, other) => one.start - other.start);
  return outsideSource(text, withoutOverlaps(edits));
}

/** Two rules may want the same space; the first has it. */
function withoutOverlaps(edits: readonly Edit[]): readonly Edit[] {
  let end = 0;
  return edits.filter((edit) => {
    if (edit.start < end) return false;
    end = edit.end;
    return true;
  });
}
