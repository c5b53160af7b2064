import type { Checked } from '../model.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import type { Identity, ReadSource } from './sourceIdentities.ts';
import type { CachedSource, SourceCache } from './sourceMemory.ts';

/** The cached value of a file, or its bytes. */
export type CachedOrRead<Value> = (Identity & { readonly known: Value }) | ReadSource;

/**
 * Looks a file up in the cache, and reads it when it is not there. Without a value when the system refuses.
 */
export function cachedOrRead<Value>(
  cache: SourceCache,
  source: SourceFile,
  unwrap: (cached: CachedSource) => Value | undefined,
): Checked<CachedOrRead<Value>> {
  const { value: identity, diagnostics } = cache.identify(source);
  if (!identity) return { diagnostics };
  const cached = cache.get(identity.id);
  const known = cached && unwrap(cached);
  if (known !== undefined) return { value: { ...identity, known }, diagnostics };
  const { bytes } = identity;
  return bytes ? { value: { ...identity, bytes }, diagnostics } : cache.read(source);
}
