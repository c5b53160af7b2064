/** Diagnostics as text, sorted and safe to print on a terminal. */
import type { Diagnostic, Severity } from '../model.ts';

/** How a line may be coloured; the identity where nobody sees colours. */
export type Paint = Readonly<Record<Severity | 'strong' | 'faint', (text: string) => string>>;

const words: Readonly<Record<Severity, string>> = { error: 'Fehler', warning: 'Warnung', note: 'Hinweis' };

/** `content/articles/kim.md:3:8: Fehler: Was nicht stimmt`, and the cure below it. */
export function printDiagnostic(diagnostic: Diagnostic, paint: Paint): string {
  const { severity, message, hint } = diagnostic;
  const place = placeOf(diagnostic);
  const start = place === '' ? '' : `${paint.strong(place)}: `;
  const line = `${start}${paint[severity](`${words[severity]}:`)} ${visible(message)}`;
  if (hint === undefined) return line;
  const lines = hint.split('\n').map((one) => paint.faint(visible(one)));
  return [line, ...lines].join('\n    ');
}

/** `content/articles/kim.md:3:8`; empty where a diagnostic belongs to no file. */
export function placeOf({ file, position }: Diagnostic): string {
  if (file === undefined) return '';
  return visible(position ? `${file}:${position.line}:${position.column}` : file);
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
  return [...different.values()].toSorted(
    (a, b) =>
      order[a.severity] - order[b.severity] ||
      compare(a.file ?? '', b.file ?? '') ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
      compare(a.code, b.code) ||
      compare(a.message, b.message) ||
      compare(a.hint ?? '', b.hint ?? ''),
  );
}

/** Diagnostics of one kind: the one to print, and those that say the same elsewhere. */
export interface DiagnosticGroup {
  readonly first: Diagnostic;
  readonly others: readonly Diagnostic[];
}

/** Up to so many of a kind stand each for itself. */
const fewOfAKind = 3;

/**
 * Puts together what is of one kind, in the order of the first ones. Of one kind are many with the same message;
 * all others with the same code. A few of a kind are not put together, nor what has no place to be named by.
 */
export function groupByKind(diagnostics: readonly Diagnostic[]): readonly DiagnosticGroup[] {
  const placed = diagnostics.filter(({ file }) => file !== undefined);
  const sameMessage = Map.groupBy(placed, messageKey);
  const isRepeated = (one: Diagnostic): boolean =>
    (sameMessage.get(messageKey(one))?.length ?? 0) > fewOfAKind;
  const kinds = Map.groupBy(placed, (one) => (isRepeated(one) ? messageKey(one) : codeKey(one)));
  const others = new Map<Diagnostic, readonly Diagnostic[]>();
  for (const [first, ...rest] of kinds.values())
    if (first && rest.length >= fewOfAKind) others.set(first, rest);
  const told = new Set([...others.values()].flat());
  return diagnostics
    .filter((one) => !told.has(one))
    .map((first) => ({ first, others: others.get(first) ?? [] }));
}

function codeKey({ severity, code }: Diagnostic): string {
  return `${severity} ${code}`;
}

function messageKey(diagnostic: Diagnostic): string {
  return `${codeKey(diagnostic)} ${diagnostic.message}`;
}

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
