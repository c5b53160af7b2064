import type { Edit, Rule } from '../edit.ts';

/** `...` → …; not four dots, and not in paths such as `.../x`. */
export const ellipsis: Rule = (text) => {
  if (!text.includes('...')) return [];
  const edits: Edit[] = [];
  for (const { index } of text.matchAll(/(?<![./\\])\.{3}(?![./\\])/g))
    edits.push({ start: index, end: index + 3, text: '…' });
  return edits;
};
