import { distance } from 'fastest-levenshtein';

/** The known name that a few typing mistakes (up to a third of its letters, at least two from four letters on) would turn into `name`; empty without one. */
export function nearest(name: string, known: Iterable<string>): string {
  const wanted = name.toLowerCase();
  let best = '';
  let bestEdits = Infinity;
  for (const candidate of known) {
    const allowed = Math.max(candidate.length < 4 ? 1 : 2, Math.floor(candidate.length / 3));
    const most = Math.min(allowed, bestEdits);
    // Every letter too many or too few is an edit: most candidates need no closer look.
    if (Math.abs(candidate.length - name.length) > most) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    const isBetter = edits < bestEdits || (edits === bestEdits && candidate < best);
    if (edits <= allowed && isBetter) [best, bestEdits] = [candidate, edits];
  }
  return best;
}
