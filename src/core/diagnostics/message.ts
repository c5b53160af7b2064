/** How the messages of the catalogue are declared and become diagnostics. */
import type { Diagnostic, Position, Severity, SourcePath } from '../model.ts';

/** How one code of the catalogue speaks: German, friendly, with the cure as hint where there is one. */
export interface Message<Parameters> {
  readonly severity: Severity;
  readonly message: (parameters: Parameters) => string;
  readonly hint?: (parameters: Parameters) => string;
}

export interface SourceLocation {
  readonly file?: SourcePath;
  readonly position?: Position;
}

/** Declares one message; the parameters' type is what `diagnose` asks for with its code. */
export function message<Parameters>(
  severity: Severity,
  text: (parameters: Parameters) => string,
  hint?: (parameters: Parameters) => string,
): Message<Parameters> {
  return hint ? { severity, message: text, hint } : { severity, message: text };
}

export function toDiagnostic<Parameters>(
  code: string,
  entry: Message<Parameters>,
  parameters: Parameters,
  place: SourceLocation,
): Diagnostic {
  const hint = entry.hint?.(parameters);
  return {
    code,
    severity: entry.severity,
    ...(place.file === undefined ? {} : { file: place.file }),
    ...(place.position === undefined ? {} : { position: place.position }),
    message: entry.message(parameters),
    ...(hint === undefined ? {} : { hint }),
  };
}
