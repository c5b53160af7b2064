/**
 * Index of the related articles of a whole site. Making it is cheap (a tenth of all searches), and each
 * search is made on demand: a preview that shows three pages pays for three.
 */
import type { RelatedCandidate } from './relatedCandidate.ts';
import {
  explainRelation,
  type IgnoredTerm,
  ignoredTerms,
  type RelationExplanation,
} from './relatedExplanation.ts';
import { relatedPostings } from './relatedPostings.ts';
import { RelatedSearch } from './relatedSearch.ts';
import { relatedTerms } from './relatedTerms.ts';
import { relatedTwins } from './relatedTwins.ts';
import { type RelatedVocabulary, relatedVocabulary } from './relatedVocabulary.ts';

export interface RelatedArticle {
  /** Index among the candidates. */
  readonly index: number;
  /** 0.1 to 1, rounded to six decimals. */
  readonly score: number;
}

export interface RelatedExplanation {
  /** In the order of the related articles. */
  readonly related: readonly { readonly article: RelatedArticle; readonly reason: RelationExplanation }[];
  readonly ignored: readonly IgnoredTerm[];
}

/** Articles are named by their place among the candidates. */
export interface RelatedIndex {
  /** Best first; cached. */
  readonly relatedTo: (index: number) => readonly RelatedArticle[];
  readonly explain: (index: number) => RelatedExplanation;
  /** For the index after a change. */
  readonly vocabulary: RelatedVocabulary;
}

/** How many related articles an article has at most. */
const DEFAULT_LIMIT = 4;

/**
 * Cosine over tags weighted by rarity, with the distance in time as a factor:
 * - the tags with 2 ≤ df ≤ N/2 count, idf = ln((N+1)/df); the Ressort is one more tag, of half the idf;
 * - similarity = Σ idf² over the shared terms, divided by both norms; below 0.2 there is no relation;
 * - score = similarity · (½ + ½·2^(−days/180)), rounded to six decimals; by score ↓, date ↓, slug ↑.
 *
 * @param candidates by date ↓, slug ↑
 * @param last of an index of nearly the same candidates: what it knows of these very objects is not asked again
 */
export function relatedIndex(
  candidates: readonly RelatedCandidate[],
  limit = DEFAULT_LIMIT,
  last?: RelatedVocabulary,
): RelatedIndex {
  const vocabulary = relatedVocabulary(candidates, last);
  const terms = relatedTerms(vocabulary);
  const instant = instantsOf(candidates);
  const articles = { instant, terms, twins: relatedTwins(terms), postings: relatedPostings(terms) };
  const search = new RelatedSearch(articles, limit);
  const remembered = new Map<number, readonly RelatedArticle[]>();

  const relatedTo = (index: number): readonly RelatedArticle[] => {
    const known = remembered.get(index);
    if (known) return known;
    const found = search
      .search(index)
      .entries()
      .map(({ article, score }) => ({ index: article, score: score / 1e6 }));
    remembered.set(index, found);
    return found;
  };

  const explain = (index: number): RelatedExplanation => ({
    related: relatedTo(index).map((article) => ({
      article,
      reason: explainRelation(terms, instant, index, article.index),
    })),
    ignored: ignoredTerms(candidates[index]!, vocabulary),
  });
  return { relatedTo, explain, vocabulary };
}

function instantsOf(candidates: readonly RelatedCandidate[]): Float64Array {
  const instants = new Float64Array(candidates.length);
  for (let index = 0; index < candidates.length; index++) instants[index] = candidates[index]!.date.instant;
  return instants;
}
