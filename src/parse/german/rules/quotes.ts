import type { Edit, Rule } from '../edit.ts';
import { quoteStyles } from './quoteStyles.ts';
import { readQuoteMarks } from './readQuoteMarks.ts';

/** Straight quote marks → German ones and apostrophes; `quotes` and `apostrophes` can be off one by one. */
export const quotes: Rule = (text, { quotes: style, rules }) => {
  if (!text.includes('"') && !text.includes("'")) return [];
  const edits: Edit[] = [];
  const glyphs = quoteStyles[style];
  for (const { offset, character, role } of readQuoteMarks(text, style)) {
    if ((character !== '"' && character !== "'") || role === 'unknown') continue;
    if (!(role === 'apostrophe' ? rules.apostrophes : rules.quotes)) continue;
    edits.push({ start: offset, end: offset + 1, text: role === 'apostrophe' ? '’' : glyphs[role] });
  }
  return edits;
};
