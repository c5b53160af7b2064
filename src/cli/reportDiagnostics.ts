import pc from 'picocolors';
import type { Diagnostic } from '../core/model.ts';
import { type Paint, printDiagnostic } from '../core/diagnostics/printDiagnostics.ts';
import type { Surroundings } from './command.ts';
import { commandTexts } from './texts.ts';

/** Prints the diagnostics in their order, and counts them; silent when there are none. */
export function reportDiagnostics(diagnostics: readonly Diagnostic[], world: Surroundings): void {
  const paint = paintFor(world.colours);
  for (const diagnostic of diagnostics) world.report(printDiagnostic(diagnostic, paint));
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
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
