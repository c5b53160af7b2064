import { completeEdition, type Edition, type EditionOptions } from '../edition/edition.ts';
import { hasError } from '../report/hasError.ts';
import type { Surroundings } from './command.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';

/** The edition of a site without errors; otherwise all that is wrong is told, and there is none. */
export async function soundEdition(
  options: EditionOptions,
  world: Surroundings,
): Promise<Edition | undefined> {
  const { value, diagnostics } = await completeEdition(options);
  if (value && !hasError(diagnostics)) return value;
  reportDiagnostics(diagnostics, world);
  return undefined;
}
