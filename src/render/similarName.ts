import { closest, distance } from 'fastest-levenshtein';

/** The known name that was probably meant. */
export function similarName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const best = closest(name, [...known]);
  return distance(name, best) <= Math.max(2, best.length / 3) ? best : undefined;
}
