/** The inverted index: for each term the articles that have it, with what a search needs to skip most of them. */
import type { RelatedTerms } from './relatedTerms.ts';

export interface RelatedPostings {
  /** The articles with term `t` are `article[start[t]]` to `article[start[t + 1] - 1]`, ascending. */
  readonly start: Int32Array;
  readonly article: Int32Array;
  /** By posting: the article's norm. */
  readonly norm: Float64Array;
  /** By posting: the weights of the article's terms from this one on, summed and divided by its norm. */
  readonly rest: Float64Array;
}

export function relatedPostings(terms: RelatedTerms): RelatedPostings {
  const articles = terms.norm.length;
  const start = countPostings(terms);
  const free = start.slice();
  const count = terms.start[articles]!;
  const article = new Int32Array(count);
  const norm = new Float64Array(count);
  const rest = new Float64Array(count);
  for (let next = 0; next < articles; next++) {
    let sum = 0;
    for (let at = terms.start[next + 1]! - 1; at >= terms.start[next]!; at--) {
      const term = terms.term[at]!;
      const place = free[term]!++;
      sum += terms.weight[term]!;
      article[place] = next;
      norm[place] = terms.norm[next]!;
      rest[place] = sum / terms.norm[next]!;
    }
  }
  return { start, article, norm, rest };
}

function countPostings({ names, term, start: firstOf, norm }: RelatedTerms): Int32Array {
  const start = new Int32Array(names.length + 1);
  for (let at = 0; at < firstOf[norm.length]!; at++) start[term[at]! + 1]! += 1;
  for (let next = 0; next < names.length; next++) start[next + 1]! += start[next]!;
  return start;
}
