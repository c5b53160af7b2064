/** The related articles of every article at once. */
import type { RelatedCandidate } from '../../../src/collections/related/relatedTerms.ts';
import { type RelatedArticle, relatedIndex } from '../../../src/collections/related/relatedIndex.ts';

/** By place among the candidates. */
export function relatedArticles(
  candidates: readonly RelatedCandidate[],
  limit?: number,
): readonly (readonly RelatedArticle[])[] {
  const { relatedTo } = relatedIndex(candidates, limit);
  return candidates.map((_, index) => relatedTo(index));
}
