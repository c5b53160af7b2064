import type { GermanOptions } from '../../../config/germanOptions.ts';
import type { Edit } from '../edit.ts';
import { quoteStyles } from './quoteStyles.ts';
import type { QuoteMark } from './readQuoteMarks.ts';

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
