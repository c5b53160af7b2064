/**
 * The index after an edit, for a preview. Most edits touch no tag, date or Ressort: then the index and
 * all that it remembers stays. Any other may move every score a little (N and df are in all of them),
 * so the index is made anew, and its searches when they are asked for.
 */
import type { RelatedCandidate } from './relatedCandidate.ts';
import { type RelatedIndex, relatedIndex } from './relatedIndex.ts';

/** The same answers as a new index of `candidates` gives. */
export function renewRelatedIndex(
  previous: RelatedIndex,
  candidates: readonly RelatedCandidate[],
): RelatedIndex {
  const isUnchanged =
    candidates.length === previous.candidates.length &&
    candidates.every((candidate, index) => areEqual(candidate, previous.candidates[index]!));
  return isUnchanged ? previous : relatedIndex(candidates, previous.limit);
}

function areEqual(a: RelatedCandidate, b: RelatedCandidate): boolean {
  return (
    a.slug === b.slug &&
    a.instant === b.instant &&
    a.section === b.section &&
    a.terms.length === b.terms.length &&
    a.terms.every((key, place) => key === b.terms[place])
  );
}
