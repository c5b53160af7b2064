import type { ParsedDocument } from './sourceMemory.ts';

/**
 * Whether metadata and opening are the same, so that pages which do not show the text itself stay the same.
 */
export function isSameOutside(before: ParsedDocument, after: ParsedDocument): boolean {
  return outsideOf(before) === outsideOf(after);
}

function outsideOf({ frontMatter, facts }: ParsedDocument): string {
  return JSON.stringify([frontMatter, facts.opening]);
}
