/**
 * Finds the best articles for one article, exactly, looking at as few others as can be.
 *
 * The terms of an article are followed from the rarest to the commonest. A profile first met at a
 * term shares only that term and later ones, so its similarity is at most the rest of the sum of
 * idf², its own or the asking article's, divided by both norms. What cannot reach the last place of
 * the shortlist by this bound is passed over unseen; long lists of common terms nearly always are.
 */
import type { RelatedPostings } from './relatedPostings.ts';
import type { RelatedProfiles } from './relatedProfiles.ts';
import { cosine, dateFactor, isSimilar, LEAST_SIMILARITY, scoreInMillionths } from './relatedScore.ts';
import type { RelatedShortlist } from './relatedShortlist.ts';
import type { RelatedTerms } from './relatedTerms.ts';

export interface SearchedArticles {
  /** By article, newest first. */
  readonly instant: Float64Array;
  readonly terms: RelatedTerms;
  readonly profiles: RelatedProfiles;
  readonly postings: RelatedPostings;
}

/** Bounds are sums in another order than similarities; a bound this much too low still counts. */
const BOUND_TOLERANCE = 1e-9;

/** Similarity that a profile needs for the least similar or the last place of the shortlist, a little too low. */
function neededSimilarity(shortlist: RelatedShortlist): number {
  return Math.max(LEAST_SIMILARITY - BOUND_TOLERANCE, (shortlist.floor - 1) / 1e6);
}

/** Makes a function that fills the shortlist for one article after the other. Not reentrant. */
export function relatedSearch(
  { instant, terms, profiles, postings }: SearchedArticles,
  shortlist: RelatedShortlist,
): (article: number) => void {
  /** By term: its weight when the asking article has it, else 0. */
  const asked = new Float64Array(terms.weight.length);
  /** By profile: the last article that met it. */
  const metBy = new Int32Array(profiles.count).fill(-1);
  const { member, memberStart } = profiles;

  const offerMembers = (article: number, profile: number, similarity: number): void => {
    const first = memberStart[profile]!;
    const end = memberStart[profile + 1]!;
    const scoreOf = (at: number): number =>
      scoreInMillionths(similarity, dateFactor(instant[article]!, instant[member[at]!]!));
    let middle = end - first === 1 ? first : firstFrom(member, first, end, article);
    for (let at = middle; at < end; at++) {
      if (member[at] !== article && !shortlist.offer(member[at]!, scoreOf(at))) break;
    }
    while (middle > first) {
      const score = scoreOf(middle - 1);
      if (score < shortlist.floor) return;
      let runStart = first;
      for (let low = first, high = middle - 1; low < high; ) {
        const half = (low + high) >>> 1;
        if (scoreOf(half) === score) high = half;
        else low = half + 1;
        runStart = high;
      }
      for (let at = runStart; at < middle; at++) {
        if (!shortlist.offer(member[at]!, score)) break;
      }
      middle = runStart;
    }
  };

  const weigh = (article: number, own: number, profile: number): void => {
    let shared = 0;
    for (let at = profiles.start[profile]!; at < profiles.start[profile + 1]!; at++) {
      shared += asked[profiles.term[at]!]!;
    }
    const similarity = cosine(shared, profiles.square[own]!, profiles.square[profile]!);
    if (isSimilar(similarity)) offerMembers(article, profile, similarity);
  };

  const follow = (article: number, own: number, term: number, remaining: number, norm: number): boolean => {
    let reach = neededSimilarity(shortlist) * norm;
    if (remaining < reach * reach) return false;
    for (let at = postings.start[term]!; at < postings.start[term + 1]!; at++) {
      if (remaining < reach * postings.norm[at]!) return true;
      if (postings.rest[at]! < reach) continue;
      const profile = postings.profile[at]!;
      if (metBy[profile] === article) continue;
      metBy[profile] = article;
      weigh(article, own, profile);
      reach = neededSimilarity(shortlist) * norm;
    }
    return true;
  };

  return (article) => {
    shortlist.clear();
    const own = profiles.profileOf[article]!;
    if (own < 0) return;
    const first = profiles.start[own]!;
    const end = profiles.start[own + 1]!;
    for (let at = first; at < end; at++) asked[profiles.term[at]!] = terms.weight[profiles.term[at]!]!;
    metBy[own] = article;
    offerMembers(article, own, 1);
    const norm = Math.sqrt(profiles.square[own]!);
    let remaining = profiles.square[own]!;
    for (let at = first; at < end; at++) {
      const term = profiles.term[at]!;
      if (!follow(article, own, term, remaining, norm)) break;
      remaining -= terms.weight[term]!;
    }
    for (let at = first; at < end; at++) asked[profiles.term[at]!] = 0;
  };
}

/** The first place in the ascending `list`, from `first` to before `end`, whose number is `least` or more. */
function firstFrom(list: Int32Array, first: number, end: number, least: number): number {
  let low = first;
  for (let high = end; low < high; ) {
    const half = (low + high) >>> 1;
    if (list[half]! < least) low = half + 1;
    else high = half;
  }
  return low;
}
