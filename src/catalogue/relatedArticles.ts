/** The related articles of every article at once, for a build. */
import type { RelatedCandidate } from './relatedCandidate.ts';
import { type RelatedArticle, relatedIndex } from './relatedIndex.ts';

/** By place among the candidates. */
export function relatedArticles(
  candidates: readonly RelatedCandidate[],
  limit?: number,
): readonly (readonly RelatedArticle[])[] {
  const { relatedTo } = relatedIndex(candidates, limit);
  return candidates.map((_, index) => relatedTo(index));
}
