/** How the messages of the catalogue are declared and become diagnostics. */
import type { Position, Severity, SourcePath } from '../model.ts';

/** German text in which `{name}` stands for a parameter, or a function where more than a word depends on them. */
type Wording = string | ((parameters: never) => string);

/** How one code of the catalogue speaks: German, friendly, with the cure as hint where there is one. */
export interface Message<Parameters> {
  readonly severity: Severity;
  readonly text: Wording;
  readonly hint?: Wording;
  /** Carries the type of what `diagnose` asks for with the code; never there. */
  readonly parameters?: (parameters: Parameters) => void;
}

export interface SourceLocation {
  readonly file?: SourcePath;
  readonly position?: Position;
}

/** Names in braces. Nothing else in braces is one: `{kasten=fakten}`, `{ text: message }`. */
type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${string}${' ' | '='}${string}` ? never : Name) | NamesIn<Rest>
  : never;

type ParametersOf<Words> = Words extends (parameters: infer Parameters) => string
  ? Parameters
  : Words extends string
    ? Readonly<Record<NamesIn<Words>, string | number>>
    : unknown;

function speaker(severity: Severity) {
  return <const Text extends Wording, const Hint extends Wording = ''>(
    text: Text,
    hint?: Hint,
  ): Message<ParametersOf<Text> & ParametersOf<Hint>> => ({ severity, text, ...(hint && { hint }) });
}

export const error = speaker('error');
export const warning = speaker('warning');
export const note = speaker('note');

/** A hint that suggests a name, or says something else where none is near. */
export function suggestionOr(otherwise: string) {
  return ({ suggestion }: { readonly suggestion: string }): string =>
    suggestion ? `Meintest du „${suggestion}“?` : otherwise;
}

/** The words for these parameters. */
export function worded(wording: Wording, parameters: object): string {
  if (typeof wording === 'function') return wording(parameters as never);
  const values = new Map<string, unknown>(Object.entries(parameters));
  return wording.replace(/\{(\w+)\}/g, (_, name: string) => String(values.get(name)));
}
