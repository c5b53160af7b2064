import type { ParsedDocument } from './sourceMemory.ts';

/** Whether pages that do not show the text itself show the same of both: head and opening. */
export function isSameOutside(before: ParsedDocument, after: ParsedDocument): boolean {
  return outsideOf(before) === outsideOf(after);
}

function outsideOf({ head, facts }: ParsedDocument): string {
  return JSON.stringify([head, facts.opening]);
}
