/** The inverted index: for each term the articles that have it, with what a search needs to skip most of them. */
import type { RelatedTerms } from './relatedTerms.ts';

export interface RelatedPostings {
  /** The articles with term `t` are `article[start[t]]` to `article[start[t + 1] - 1]`, ascending: newest first. */
  readonly start: Int32Array;
  readonly article: Int32Array;
  /** By posting: the article's norm, the root of its sum of idf². */
  readonly norm: Float64Array;
  /** By posting: the sum of idf² over the article's terms from this one on, divided by its norm. */
  readonly rest: Float64Array;
}

export function relatedPostings({
  weight,
  start: firstOf,
  term: terms,
  norm: norms,
}: RelatedTerms): RelatedPostings {
  const articles = firstOf.length - 1;
  const count = firstOf[articles]!;
  const start = new Int32Array(weight.length + 1);
  for (let at = 0; at < count; at++) start[terms[at]! + 1]! += 1;
  for (let term = 0; term < weight.length; term++) start[term + 1]! += start[term]!;
  const free = start.slice();
  const article = new Int32Array(count);
  const norm = new Float64Array(count);
  const rest = new Float64Array(count);
  for (let next = 0; next < articles; next++) {
    const root = norms[next]!;
    let sum = 0;
    for (let at = firstOf[next + 1]! - 1; at >= firstOf[next]!; at--) {
      const term = terms[at]!;
      const place = free[term]!++;
      sum += weight[term]!;
      article[place] = next;
      norm[place] = root;
      rest[place] = sum / root;
    }
  }
  return { start, article, norm, rest };
}
