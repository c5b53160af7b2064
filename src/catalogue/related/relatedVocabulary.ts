/** Which tags and Ressorts there are, which article has which, and in how many articles each occurs. */
import type { RelatedCandidate } from './relatedCandidate.ts';

export interface RelatedVocabulary {
  readonly articles: number;
  /** Numbers of the terms by key; tags and sections are numbered together, in order of first mention. */
  readonly tags: ReadonlyMap<string, number>;
  readonly sections: ReadonlyMap<string, number>;
  /** By term: the number of articles that have it. */
  readonly frequency: readonly number[];
  /** Article `a` mentions `mention[start[a]]` to `mention[start[a + 1] - 1]`, each term once. */
  readonly start: Int32Array;
  readonly mention: Int32Array;
}

export function relatedVocabulary(candidates: readonly RelatedCandidate[]): RelatedVocabulary {
  const tags = new Map<string, number>();
  const sections = new Map<string, number>();
  const frequency: number[] = [];
  const lastArticle: number[] = [];
  const start = new Int32Array(candidates.length + 1);
  const mention = new Int32Array(candidates.reduce((sum, { terms }) => sum + terms.length + 1, 0));
  let end = 0;

  const count = (numbers: Map<string, number>, key: string, article: number): void => {
    let term = numbers.get(key);
    if (term === undefined) {
      term = frequency.push(0) - 1;
      lastArticle.push(-1);
      numbers.set(key, term);
    }
    if (lastArticle[term] === article) return;
    lastArticle[term] = article;
    frequency[term]! += 1;
    mention[end++] = term;
  };

  for (const [article, { terms, section }] of candidates.entries()) {
    for (const key of terms) count(tags, key, article);
    if (section !== undefined) count(sections, section, article);
    start[article + 1] = end;
  }
  return { articles: candidates.length, tags, sections, frequency, start, mention };
}
