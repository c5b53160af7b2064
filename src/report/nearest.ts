import { distance } from 'fastest-levenshtein';

/** The known key that a typing mistake of up to a third of its letters would turn into `key`; empty without one. */
export function nearest(key: string, known: readonly string[]): string {
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(key.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(candidate.length / 3)))
    .toSorted((a, b) => a.edits - b.edits || (a.candidate < b.candidate ? -1 : 1));
  return ranked[0]?.candidate ?? '';
}
