import { type Edit, noBreakSpace, type Rule } from '../edit.ts';

const between = /(?<=\d)( |\r?\n|\u00a0)[x×]( |\r?\n|\u00a0)(?=\d)/g;

/** `4 x 3` → 4 × 3 with protected spaces. */
export const multiplication: Rule = (text) => {
  if (!/\d\s[x×]\s/.test(text)) return [];
  const edits: Edit[] = [];
  for (const { 0: match, index } of text.matchAll(between))
    edits.push({ start: index, end: index + match.length, text: `${noBreakSpace}×${noBreakSpace}` });
  return edits;
};
