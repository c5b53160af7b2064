import type { RelatedPostings } from './relatedPostings.ts';
import type { RelatedTwins } from './relatedTwins.ts';
import { cosine, dateFactor, isSimilar, LEAST_SIMILARITY, scoreInMillionths } from './relatedScore.ts';
import type { RelatedShortlist } from './relatedShortlist.ts';
import type { RelatedTerms } from './relatedTerms.ts';

export interface SearchedArticles {
  /** By article, newest first. */
  readonly instant: Float64Array;
  readonly terms: RelatedTerms;
  readonly twins: RelatedTwins;
  readonly postings: RelatedPostings;
}

/** Bounds are sums in another order than similarities; a bound this much too low still counts. */
const BOUND_TOLERANCE = 1e-9;
const CHUNK = Number(process.env.CHUNK ?? 8);

export function relatedSearch(
  { instant, terms, twins, postings }: SearchedArticles,
  shortlist: RelatedShortlist,
): (article: number) => void {
  /** By term: its weight when the asking article has it, else 0. */
  const asked = new Float64Array(terms.weight.length);

  const offerMembers = (article: number, group: number): void => {
    const first = twins.start[group]!;
    const end = twins.start[group + 1]!;
    const member = twins.article;
    const similarity = terms.square[article]! / (terms.norm[article]! * terms.norm[article]!);
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
      for (let low = first, high = middle - 1; low < high;) {
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

  const weigh = (article: number, other: number, otherNorm: number, reach: number): void => {
    let shared = 0;
    for (let at = terms.start[other]!, end = terms.start[other + 1]!; at < end; at++) {
      shared += asked[terms.term[at]!]!;
    }
    if (shared < reach * otherNorm) return;
    const similarity = shared / (terms.norm[article]! * otherNorm);
    if (isSimilar(similarity))
      shortlist.offer(other, scoreInMillionths(similarity, dateFactor(instant[article]!, instant[other]!)));
  };

  const scan = (article: number, from: number, to: number, reach: number, remaining: number) => {
    for (let at = from; at < to; at++) {
      if (postings.rest[at]! < reach || remaining < reach * postings.norm[at]!) continue;
      weigh(article, postings.article[at]!, postings.norm[at]!, reach);
    }
  };

  const follow = (article: number, term: number, remaining: number): boolean => {
    const list = postings.article;
    const norm = terms.norm[article]!;
    const root = Math.sqrt(remaining);
    const leastReach = (LEAST_SIMILARITY - BOUND_TOLERANCE) * norm;
    if (root < Math.max(leastReach, norm * ((shortlist.floor - 0.501) / 1e6))) return false;
    const first = postings.start[term]!;
    let end = postings.start[term + 1]!;
    let older = firstFrom(list, first, end, article) + 1;
    let newer = older - 2;
    const now = instant[article]!;
    while (older < end || newer >= first) {
      const olderGap = older < end ? now - instant[list[older]!]! : Infinity;
      const newerGap = newer >= first ? instant[list[newer]!]! - now : Infinity;
      const bound = norm / 1e6 / dateFactor(0, Math.min(olderGap, newerGap));
      const floor = shortlist.floor;
      const reach = Math.max(leastReach, (floor - 0.501) * bound);
      if (root < reach) return true;
      if (root < (floor + 0.499) * bound) {
        const limit = firstFrom(list, first, end, shortlist.last);
        end = Math.min(end, limit);
        newer = Math.min(newer, limit - 1);
        if (!(older < end || newer >= first)) return true;
      }
      if (olderGap <= newerGap) {
        const to = Math.min(older + CHUNK, end);
        scan(article, older, to, reach, remaining);
        older = to;
      } else {
        const from = Math.max(first, newer + 1 - CHUNK);
        scan(article, from, newer + 1, reach, remaining);
        newer = from - 1;
      }
    }
    return true;
  };

  return (article) => {
    shortlist.clear();
    const own = twins.groupOf[article]!;
    if (own < 0) return;
    const first = terms.start[article]!;
    const end = terms.start[article + 1]!;
    for (let at = first; at < end; at++) asked[terms.term[at]!] = terms.weight[terms.term[at]!]!;
    offerMembers(article, own);
    let remaining = terms.square[article]!;
    for (let at = first; at < end; at++) {
      const term = terms.term[at]!;
      if (!follow(article, term, remaining)) break;
      remaining -= terms.weight[term]!;
    }
    for (let at = first; at < end; at++) asked[terms.term[at]!] = 0;
  };
}

/** The first place in the ascending `list`, from `first` to before `end`, whose number is `least` or more. */
function firstFrom(list: Int32Array, first: number, end: number, least: number): number {
  let low = first;
  for (let high = end; low < high;) {
    const half = (low + high) >>> 1;
    if (list[half]! < least) low = half + 1;
    else high = half;
  }
  return low;
}
