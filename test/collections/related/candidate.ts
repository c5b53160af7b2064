/** Candidates for related articles in the fewest words. */
import { compareCandidates, type RelatedCandidate } from '../../../src/collections/related/relatedTerms.ts';

export interface CandidateWords {
  readonly slug: string;
  /** ms */
  readonly instant: number;
  readonly tags: readonly string[];
  readonly section?: string | undefined;
}

export function candidate({ slug, instant, tags, section }: CandidateWords): RelatedCandidate {
  return {
    slug,
    date: { instant },
    tags: tags.map((key) => ({ key })),
    ...(section !== undefined && { section: { key: section } }),
  };
}

/** As the index wants them. */
export function articlesOf(words: readonly CandidateWords[]): readonly RelatedCandidate[] {
  return words.map(candidate).toSorted(compareCandidates);
}
