import type { Checked } from '../model.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import type { Identity, ReadSource } from './sourceIdentities.ts';
import type { Remembered, SourceMemory } from './sourceMemory.ts';

/** What is known of a file, or the bytes that it holds. */
export type Recalled<Value> = (Identity & { readonly known: Value }) | ReadSource;

/** Looks a file up in memory; only what is not remembered is read. Without a value when the system refuses. */
export function recallOrRead<Value>(
  memory: SourceMemory,
  source: SourceFile,
  unwrap: (remembered: Remembered) => Value | undefined,
): Checked<Recalled<Value>> {
  const { value: identity, diagnostics } = memory.identify(source);
  if (!identity) return { diagnostics };
  const remembered = memory.recall(identity.id);
  const known = remembered && unwrap(remembered);
  if (known !== undefined) return { value: { ...identity, known }, diagnostics };
  const { bytes } = identity;
  return bytes ? { value: { ...identity, bytes }, diagnostics } : memory.read(source);
}
