/**
 * Offers an article's twins, of which there may be very many, by looking at a handful. Their score
 * hangs on the date alone: it falls outward in both directions, and where it is equal (the same day
 * and hour, say) the newest goes first.
 */
import { relatedBisect } from './relatedBisect.ts';
import { cosine, dateFactor, daysBetween, scoreInMillionths } from './relatedScore.ts';
import type { RelatedShortlist } from './relatedShortlist.ts';
import type { RelatedTerms } from './relatedTerms.ts';
import type { RelatedTwins } from './relatedTwins.ts';

export interface TwinArticles {
  /** By article in ms, newest first. */
  readonly instant: Float64Array;
  readonly terms: RelatedTerms;
  readonly twins: RelatedTwins;
}

/** Leaves out only twins that have no place on the shortlist. The article must have terms. */
export function offerTwins(
  { instant, terms, twins }: TwinArticles,
  article: number,
  shortlist: RelatedShortlist,
): void {
  const group = twins.groupOf[article]!;
  const first = twins.start[group]!;
  const end = twins.start[group + 1]!;
  if (end - first < 2) return;
  const list = twins.article;
  const similarity = cosine(terms.square[article]!, terms.norm[article]!, terms.norm[article]!);
  const scoreAt = (at: number): number =>
    scoreInMillionths(similarity, dateFactor(daysBetween(instant[article]!, instant[list[at]!]!)));

  /** Offers a stretch in which each is worse than the one before. */
  const offerFalling = (from: number, to: number): void => {
    for (let at = from; at < to; at++) if (!shortlist.offer(list[at]!, scoreAt(at))) return;
  };

  const own = relatedBisect(first, end, (at) => list[at]! >= article);
  offerFalling(own + 1, end);
  for (let runEnd = own; runEnd > first;) {
    const score = scoreAt(runEnd - 1);
    if (score < shortlist.floor) return;
    const runStart = relatedBisect(first, runEnd, (at) => scoreAt(at) === score);
    offerFalling(runStart, runEnd);
    runEnd = runStart;
  }
}
