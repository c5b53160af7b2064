import { completeSnapshot, type SiteSnapshot, type SnapshotOptions } from '../edition/edition.ts';
import { hasError } from '../report/hasError.ts';
import type { Surroundings } from './command.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';

/** Makes the snapshot of a site; undefined when it has errors, which are reported. */
export async function validSnapshot(
  options: SnapshotOptions,
  world: Surroundings,
): Promise<SiteSnapshot | undefined> {
  const { value, diagnostics } = await completeSnapshot(options);
  if (value && !hasError(diagnostics)) return value;
  reportDiagnostics(diagnostics, world);
  return undefined;
}
