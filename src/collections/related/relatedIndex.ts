/**
 * Index of the related articles of a whole site. Making it is cheap (a tenth of all searches), and each
 * search is made on demand: a preview that shows three pages pays for three.
 */
import {
  type RelatedCandidate,
  relatedTerms,
  type RelatedVocabulary,
  relatedVocabulary,
  cosine,
  dateFactor,
  daysBetween,
  ignoredReason,
  type IgnoredReason,
  type RelatedTerm,
  type RelatedTerms,
  type TermKind,
} from './relatedTerms.ts';
import { remembered } from '../../core/remembered.ts';
import { relatedPostings, RelatedSearch, relatedTwins } from './relatedSearch.ts';

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
  const instant = Float64Array.from(candidates, ({ date }) => date.instant);
  const articles = { instant, terms, twins: relatedTwins(terms), postings: relatedPostings(terms) };
  const search = new RelatedSearch(articles, limit);
  const relatedTo = remembered((index: number): readonly RelatedArticle[] => {
    const found = search.search(index).entries();
    return found.map(({ article, score }) => ({ index: article, score: score / 1e6 }));
  });
  const explain = (index: number): RelatedExplanation => ({
    related: relatedTo(index).map((article) => ({
      article,
      reason: explainRelation(terms, instant, index, article.index),
    })),
    ignored: ignoredTerms(candidates[index]!, vocabulary),
  });
  return { relatedTo, explain, vocabulary };
}

// Why these articles are related: every number that went into a score, for people who wonder.

export interface SharedTerm extends RelatedTerm {
  /** Its part of the similarity; the shares of an article's terms add up to 1. */
  readonly share: number;
}

export interface RelationExplanation {
  /** Heaviest first. */
  readonly shared: readonly SharedTerm[];
  /** Cosine, 0.2 to 1. */
  readonly similarity: number;
  readonly days: number;
  /** ½ to 1; times the similarity it is the score. */
  readonly dateFactor: number;
}

export interface IgnoredTerm {
  readonly kind: TermKind;
  readonly key: string;
  readonly frequency: number;
  readonly reason: IgnoredReason;
}

/** Explains two related articles, given by their numbers in `terms` and `instant` (ms). */
function explainRelation(
  terms: RelatedTerms,
  instant: Float64Array,
  article: number,
  other: number,
): RelationExplanation {
  const own = new Set(terms.term.subarray(terms.start[article]!, terms.start[article + 1]!));
  const shared = terms.term
    .subarray(terms.start[other]!, terms.start[other + 1]!)
    .filter((term) => own.has(term));
  const sum = shared.reduce((total, term) => total + terms.weight[term]!, 0);
  const days = daysBetween(instant[article]!, instant[other]!);
  return {
    shared: Array.from(shared, (term) => ({ ...terms.names[term]!, share: terms.weight[term]! / sum })),
    similarity: cosine(sum, terms.norm[article]!, terms.norm[other]!),
    days,
    dateFactor: dateFactor(days),
  };
}

/** The terms of an article that do not count, tags first, as the author ordered them. */
function ignoredTerms(
  { tags, section }: RelatedCandidate,
  { articles, numbers, frequency: frequencies }: RelatedVocabulary,
): readonly IgnoredTerm[] {
  const ignored: IgnoredTerm[] = [];
  const add = (kind: TermKind, key: string): void => {
    const frequency = frequencies[numbers[kind].get(key)!]!;
    const reason = ignoredReason(kind, frequency, articles.length);
    if (reason !== undefined) ignored.push({ kind, key, frequency, reason });
  };
  for (const key of new Set(tags.map((tag) => tag.key))) add('tag', key);
  if (section) add('section', section.key);
  return ignored;
}
