import { type Edit, noBreakSpace, type Rule } from '../edit.ts';

const between = /(?<=\p{N})( |\r?\n|\u00a0)[x×]( |\r?\n|\u00a0)(?=\p{N})/gu;

/** `4 x 3` → 4 × 3 with protected spaces. */
export const multiplication: Rule = (text) => {
  const edits: Edit[] = [];
  for (const { 0: match, index } of text.matchAll(between))
    edits.push({ start: index, end: index + match.length, text: `${noBreakSpace}×${noBreakSpace}` });
  return edits;
};
