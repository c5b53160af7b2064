/**
 * The related articles of a whole paper, ready to be asked. Making the index is cheap (a tenth of all
 * searches), each search is made when it is first asked for: a preview that shows three pages pays for
 * three.
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
import { relatedVocabulary } from './relatedVocabulary.ts';

export interface RelatedArticle {
  /** Place among the candidates. */
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
  /** The best first; remembered. */
  readonly relatedTo: (index: number) => readonly RelatedArticle[];
  readonly explain: (index: number) => RelatedExplanation;
}

/** How many related articles an article has at most. */
const DEFAULT_LIMIT = 4;

/**
 * Cosine over tags weighted by rarity, with the distance in time as a factor:
 * - the tags with 2 ≤ df ≤ N/2 count, idf = ln((N+1)/df); the Ressort is one more tag, of half the idf;
 * - similarity = Σ idf² over the shared terms, divided by both norms; below 0.2 there is no relation;
 * - score = similarity · (½ + ½·2^(−days/180)), rounded to six decimals; by score ↓, date ↓, slug ↑.
 *
 * The order of the candidates means nothing; it decides only between two of one instant and slug.
 */
export function relatedIndex(candidates: readonly RelatedCandidate[], limit = DEFAULT_LIMIT): RelatedIndex {
  const order = newestFirst(candidates);
  const numberOf = new Int32Array(order.length);
  for (const [number, index] of order.entries()) numberOf[index] = number;
  const ordered = order.map((index) => candidates[index]!);
  const vocabulary = relatedVocabulary(ordered);
  const terms = relatedTerms(vocabulary);
  const instant = Float64Array.from(ordered, (candidate) => candidate.instant);
  const articles = { instant, terms, twins: relatedTwins(terms), postings: relatedPostings(terms) };
  const search = new RelatedSearch(articles, limit);
  const remembered = Array.from<undefined | readonly RelatedArticle[]>({ length: order.length });

  const relatedTo = (index: number): readonly RelatedArticle[] =>
    (remembered[index] ??= search
      .search(numberOf[index]!)
      .entries()
      .map(({ article, score }) => ({ index: order[article]!, score: score / 1e6 })));

  const explain = (index: number): RelatedExplanation => ({
    related: relatedTo(index).map((article) => ({
      article,
      reason: explainRelation(terms, instant, numberOf[index]!, numberOf[article.index]!),
    })),
    ignored: ignoredTerms(candidates[index]!, vocabulary),
  });
  return { relatedTo, explain };
}

/** The places of the candidates by date ↓, slug ↑. Slugs are ASCII, so `<` is the order of code points. */
function newestFirst(candidates: readonly RelatedCandidate[]): readonly number[] {
  return Array.from(candidates.keys()).toSorted((indexA, indexB) => {
    const a = candidates[indexA]!;
    const b = candidates[indexB]!;
    if (a.instant !== b.instant) return b.instant - a.instant;
    if (a.slug === b.slug) return indexA - indexB;
    return a.slug < b.slug ? -1 : 1;
  });
}
