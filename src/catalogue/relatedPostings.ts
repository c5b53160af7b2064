/** The inverted index: for each term the profiles that have it, with what a search needs to skip most of them. */
import type { RelatedProfiles } from './relatedProfiles.ts';
import type { RelatedTerms } from './relatedTerms.ts';

export interface RelatedPostings {
  /** The profiles with term `t` are `profile[start[t]]` to `profile[start[t + 1] - 1]`, by rising norm. */
  readonly start: Int32Array;
  readonly profile: Int32Array;
  /** By posting: the profile's norm, the root of its sum of idf². */
  readonly norm: Float64Array;
  /** By posting: the sum of idf² over the profile's terms from this one on, divided by its norm. */
  readonly rest: Float64Array;
}

export function relatedPostings(terms: RelatedTerms, profiles: RelatedProfiles): RelatedPostings {
  const count = profiles.start[profiles.count]!;
  const start = new Int32Array(terms.weight.length + 1);
  for (let at = 0; at < count; at++) start[profiles.term[at]! + 1]! += 1;
  for (let term = 0; term < terms.weight.length; term++) start[term + 1]! += start[term]!;
  const free = start.slice();
  const profile = new Int32Array(count);
  const norm = new Float64Array(count);
  const rest = new Float64Array(count);
  for (const next of profilesByNorm(profiles)) {
    const root = Math.sqrt(profiles.square[next]!);
    let sum = 0;
    for (let at = profiles.start[next + 1]! - 1; at >= profiles.start[next]!; at--) {
      const term = profiles.term[at]!;
      const place = free[term]!++;
      sum += terms.weight[term]!;
      profile[place] = next;
      norm[place] = root;
      rest[place] = sum / root;
    }
  }
  return { start, profile, norm, rest };
}

function profilesByNorm({ count, square }: RelatedProfiles): Int32Array {
  const order = Int32Array.from({ length: count }, (_, profile) => profile);
  return order.sort((a, b) => square[a]! - square[b]!);
}
