import pc from 'picocolors';
import type { Diagnostic } from '../model.ts';
import { type Paint, printDiagnostic, sortDiagnostics } from '../report/print.ts';
import type { Surroundings } from './command.ts';
import { commandTexts } from './texts.ts';

/** Tells all that there is to tell, and counts it; silent when there is nothing. */
export function reportDiagnostics(diagnostics: readonly Diagnostic[], world: Surroundings): void {
  const paint = paintFor(world.colours);
  // What is wrong twice at one place is told once.
  const told = new Map<string, Diagnostic>();
  for (const diagnostic of sortDiagnostics(diagnostics))
    told.set(printDiagnostic(diagnostic, paint), diagnostic);
  for (const text of told.keys()) world.report(text);
  const count = (severity: Diagnostic['severity']): number =>
    [...told.values()].filter((diagnostic) => diagnostic.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const counts = [
    ...(errors > 0 ? [paint.error(commandTexts.errors(errors))] : []),
    ...(warnings > 0 ? [paint.warning(commandTexts.warnings(warnings))] : []),
  ];
  if (counts.length > 0) world.report(`${counts.join(', ')}.`);
}

function paintFor(colours: boolean): Paint {
  const { red, yellow, cyan, bold, dim } = pc.createColors(colours);
  return { error: red, warning: yellow, note: cyan, strong: bold, faint: dim };
}
