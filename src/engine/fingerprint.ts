/** Digests of plain data that have parts in common: a part that was met before costs nothing. */
import { digestOf } from '../digestOf.ts';

export type Fingerprint = (value: object) => string;

/**
 * Makes a function from JSON-like data to 32 hex digits: two values have the same if and only if they
 * have the same JSON. Parts are known again by identity, so nothing that was handed over may change.
 */
export function createFingerprint(): Fingerprint {
  const known = new WeakMap<object, string>();
  const ofPart = (part: unknown): string => {
    if (typeof part !== 'object' || part === null) return JSON.stringify(part);
    const found = known.get(part);
    if (found !== undefined) return found;
    const text = Array.isArray(part) ? `[${part.map(ofPart).join(',')}]` : JSON.stringify(part);
    const print = text.length <= shortText ? text : `#${digestOf(text)}`;
    known.set(part, print);
    return print;
  };
  return (value) => {
    const parts = Object.entries(value).filter(([, part]) => part !== undefined);
    return digestOf(parts.map(([key, part]) => `${JSON.stringify(key)}:${ofPart(part)}`).join());
  };
}

/** Up to here a text is not longer than its digest by much. */
const shortText = 64;
