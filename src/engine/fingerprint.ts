/** Digests of plain data that have large parts in common: such a part is looked at once. */
import { digestOf } from '../digestOf.ts';

export type Fingerprint = (value: object) => string;

/**
 * Makes a function from JSON-like data to 32 hex digits: two values have the same if and only if they
 * have the same JSON. What stands under the keys in `shared` – for an array, each of its elements – is
 * known again by identity, so it may not change.
 */
export function createFingerprint(shared: readonly string[]): Fingerprint {
  const known = new Map<unknown, string>();
  const ofPart = (part: unknown): string => {
    const found = known.get(part);
    if (found !== undefined) return found;
    // In an array JSON has null for undefined.
    const print = digestOf(JSON.stringify(part) ?? 'null');
    known.set(part, print);
    return print;
  };
  return (value) => {
    // A part's print stands where the part stood, so that nothing else can be taken for it.
    const prints: Record<string, unknown> = { ...value };
    for (const key of shared) {
      const part = prints[key];
      if (part !== undefined) prints[key] = Array.isArray(part) ? part.map(ofPart) : ofPart(part);
    }
    return digestOf(JSON.stringify(prints));
  };
}
