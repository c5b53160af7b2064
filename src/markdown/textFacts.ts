/** Facts about a text: how long it is, and how it begins. */
import type { Element, Root } from 'hast';
import { textOf } from './tree.ts';

const openingLength = 300;

/**
 * Counts words and characters. Words are runs without white space that hold a letter or digit; every run of
 * white space counts as one character, and soft hyphens as none. One pass, because it visits every character
 * of the site.
 */
export function countText(tree: Root): { readonly words: number; readonly characters: number } {
  const text = textOf(tree);
  let words = 0;
  let characters = 0;
  let isAfterSpace = true;
  let isInWord = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isBlank = isSpace(code);
    if (isBlank ? !isAfterSpace : code !== 0xad) characters++;
    isAfterSpace = isBlank;
    if (isBlank) isInWord = false;
    else if (!isInWord && isLetterOrDigit(code)) {
      isInWord = true;
      words++;
    }
  }
  return { words, characters: isAfterSpace && characters > 0 ? characters - 1 : characters };
}

function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xa0;
}

/** ASCII letters and digits, and everything from `À` on but general punctuation. */
function isLetterOrDigit(code: number): boolean {
  if (code >= 0xc0) return code < 0x2000 || code > 0x206f;
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** The first paragraph as plain text, cut at a word border to at most 300 characters. */
export function openingOf(tree: Root): string {
  const first = tree.children.find(
    (child): child is Element =>
      child.type === 'element' && child.tagName === 'p' && textOf(child).trim() !== '',
  );
  const text = first ? textOf(first).replace(/\s+/g, ' ').trim() : '';
  if (text.length <= openingLength) return text;
  const border = text.lastIndexOf(' ', openingLength - 1);
  const cut = text.slice(0, border > 0 ? border : openingLength - 1);
  // Not between the halves of a pair.
  return `${cut.replace(/[\ud800-\udbff]$/, '')}\u00a0…`;
}
