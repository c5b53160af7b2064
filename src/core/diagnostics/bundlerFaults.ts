/** What esbuild complains of, in German and with our places. */
import type { BuildFailure, Message } from 'esbuild';

export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

/** Column of a place in UTF-16 units, from 1. */
export function columnOf({ lineText, column }: NonNullable<Message['location']>): number {
  return Buffer.from(lineText).subarray(0, column).toString().length + 1;
}

/** The commonest complaints of esbuild in German, anything else as it is. */
export function germanReason(text: string): string {
  if (text === 'Unexpected end of file') return 'Eine Klammer wird nicht geschlossen.';
  if (text === 'Unterminated string literal') return 'Ein Anführungszeichen wird nicht geschlossen.';
  const [, expected, found] = /^Expected (.+) but found (.+)$/.exec(text) ?? [];
  if (expected !== undefined)
    return `Hier muss ${expected.replace('identifier', 'ein Name')} stehen, nicht ${found}.`;
  if (text.startsWith('Top-level await')) return '„await“ gibt es hier nur in Funktionen.';
  const unexpected = /^Unexpected "(.*)"$/.exec(text)?.[1];
  return unexpected === undefined ? text : `„${unexpected}“ steht hier an falscher Stelle.`;
}
