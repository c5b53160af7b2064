import { completeSnapshot, type SiteSnapshot, type SnapshotOptions } from '../build/snapshot.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
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
