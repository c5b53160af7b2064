/** Diagnostics as text, sorted and safe to print on a terminal. */
import type { Diagnostic, Severity } from '../model.ts';
import { diagnose } from './diagnostics.ts';

/** How a line may be coloured; the identity where nobody sees colours. */
export type Paint = Readonly<Record<Severity | 'strong' | 'faint', (text: string) => string>>;

const words: Readonly<Record<Severity, string>> = { error: 'Fehler', warning: 'Warnung', note: 'Hinweis' };

/** `content/articles/kim.md:3:8: Fehler: Was nicht stimmt`, and the cure below it. */
export function printDiagnostic(diagnostic: Diagnostic, paint: Paint): string {
  const { severity, file, position, message, hint } = diagnostic;
  const place = position ? `${file}:${position.line}:${position.column}` : file;
  const start = place === undefined ? '' : `${paint.strong(visible(place))}: `;
  const line = `${start}${paint[severity](`${words[severity]}:`)} ${visible(message)}`;
  if (hint === undefined) return line;
  const lines = hint.split('\n').map((one) => paint.faint(visible(one)));
  return [line, ...lines].join('\n    ');
}

/** Messages quote sources. */
function visible(text: string): string {
  return printable(text).replaceAll('\n', '\ufffd');
}

const order: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/**
 * Sorts by file and position; equal diagnostics at one position are reported once. Errors come last, next to
 * the prompt.
 */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const different = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  const sorted = [...different.values()].toSorted(
    (a, b) =>
      order[a.severity] - order[b.severity] ||
      compare(a.file ?? '', b.file ?? '') ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message) ||
      compare(a.hint ?? '', b.hint ?? ''),
  );
  return capWarnings(sorted);
}

/** At most so many of one kind in one file; whoever has mended these sees the next ones. */
const mostWarnings = 50;

/** Further warnings and notes of a kind in a file are summed up in one line after the last of them. */
function capWarnings(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  const kinds = Map.groupBy(sorted, ({ file, code, severity }) =>
    file === undefined || severity === 'error' || code === moreCode ? '' : `${severity} ${code} ${file}`,
  );
  kinds.delete('');
  const large = [...kinds.values()].filter(({ length }) => length > mostWarnings);
  const dropped = new Set(large.flatMap((kind) => kind.slice(mostWarnings)));
  const lasts = new Map(large.map((kind) => [kind[mostWarnings - 1], kind.length - mostWarnings]));
  return sorted.flatMap((diagnostic) => {
    if (dropped.has(diagnostic)) return [];
    const count = lasts.get(diagnostic);
    if (count === undefined) return [diagnostic];
    return [diagnostic, { ...diagnose(moreCode, { count }, diagnostic), severity: diagnostic.severity }];
  });
}

const moreCode = 'program/more-of-a-kind';

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whatever could steer a terminal, turn the direction of the text around it, or hide. Joiners are part of words and pictures. */
const strange = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** Makes a stranger's text safe for a terminal or the preview. Line feeds stay. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(strange, (sign) => (sign === '\n' ? sign : '\ufffd'));
}

/** On one line, cut to so many characters. */
export function printableLine(text: string, longest: number): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('')}…`;
}

/** JSON for programs that a terminal may see, too: all but plain characters is escaped. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
