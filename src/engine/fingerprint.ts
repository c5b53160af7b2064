/** Fingerprints of plain data that have large parts in common: each such part is digested once. */
import { digestOf } from '../digestOf.ts';

export type Fingerprint = (value: object) => string;

/** The keys under which shared data stand. */
export interface SharedKeys {
  /** The value is shared as it is. */
  readonly parts: readonly string[];
  /** An array whose elements are shared. */
  readonly lists: readonly string[];
}

/**
 * Makes a function from JSON-like data to 32 hex digits: two values have the same if and only if they
 * have the same JSON. Shared data are known again by identity, so they may not change.
 */
export function createFingerprint({ parts, lists }: SharedKeys): Fingerprint {
  const known = new Map<unknown, string>();
  const ofPart = (part: unknown): string => {
    const found = known.get(part);
    if (found !== undefined) return found;
    // In an array JSON has null for undefined.
    const digest = digestOf(JSON.stringify(part) ?? 'null');
    known.set(part, digest);
    return digest;
  };
  return (value) => {
    // The digest takes the place of the part, so that nothing else can be confused with it.
    const digests: Record<string, unknown> = { ...value };
    for (const key of parts) if (digests[key] !== undefined) digests[key] = ofPart(digests[key]);
    for (const key of lists) {
      const list = digests[key];
      if (list !== undefined) digests[key] = Array.isArray(list) ? list.map(ofPart) : ofPart(list);
    }
    return digestOf(JSON.stringify(digests));
  };
}
