import type { Element, Root } from 'hast';
import { withoutMarkers } from './holes.ts';
import { textOf } from './headings.ts';

const openingLength = 300;

/** Number of words: runs without white space that hold a letter or digit. */
export function countWords(tree: Root): number {
  return textOf(tree)
    .split(/\s+/)
    .filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
}

/** The first paragraph as plain text, cut at a word border to at most 300 characters. */
export function openingOf(tree: Root): string {
  const first = tree.children.find(
    (child): child is Element =>
      child.type === 'element' && child.tagName === 'p' && textOf(child).trim() !== '',
  );
  const text = first ? withoutMarkers(textOf(first)).replace(/\s+/g, ' ').trim() : '';
  if (text.length <= openingLength) return text;
  const border = text.lastIndexOf(' ', openingLength - 1);
  return `${text.slice(0, border > 0 ? border : openingLength - 1).replace(/[.,;:–-]+$/, '')}\u00a0…`;
}
