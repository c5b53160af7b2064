import { distance } from 'fastest-levenshtein';

/** The known name that a few typing mistakes (up to a third of its letters, at least two from four letters on) would turn into `name`; empty without one. */
export function nearest(name: string, known: Iterable<string>): string {
  let best = '';
  let bestEdits = Infinity;
  for (const candidate of known) {
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(candidate.length < 4 ? 1 : 2, Math.floor(candidate.length / 3));
    const isBetter = edits < bestEdits || (edits === bestEdits && candidate < best);
    if (edits <= allowed && isBetter) [best, bestEdits] = [candidate, edits];
  }
  return best;
}
