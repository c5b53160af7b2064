/** Why these articles are related: every number that went into a score, for people who wonder. */
import type { RelatedCandidate } from './relatedCandidate.ts';
import { cosine, dateFactor, daysBetween } from './relatedScore.ts';
import {
  ignoredReason,
  type IgnoredReason,
  type RelatedTerm,
  type RelatedTerms,
  type TermKind,
} from './relatedTerms.ts';
import type { RelatedVocabulary } from './relatedVocabulary.ts';

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
export function explainRelation(
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
export function ignoredTerms(
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
