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
const DAY = 86_400_000;
const inverse = Float64Array.from({length: 4096}, (_, d) => 1/dateFactor(0, d*DAY));

export function relatedSearch(
  { instant, terms, profiles, postings }: SearchedArticles,
  shortlist: RelatedShortlist,
): (article: number) => void {
  /** By term: its weight when the asking article has it, else 0. */
  const asked = new Float64Array(terms.weight.length);
  /** By profile: the last article that met it. */
  const metBy = new Int32Array(instant.length).fill(-1);
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

  const weigh = (article: number, other: number): void => {
    let shared = 0;
    for (let at = terms.start[other]!, end = terms.start[other + 1]!; at < end; at++) {
      shared += asked[terms.term[at]!]!;
    }
    const similarity = cosine(shared, terms.square[article]!, terms.square[other]!);
    if (isSimilar(similarity)&&similarity>(shortlist.floor-1)/1e6) shortlist.offer(other, scoreInMillionths(similarity, dateFactor(instant[article]!, instant[other]!)));
  };

  const follow = (article: number, own: number, term: number, remaining: number, norm: number): boolean => {
    const leastReach = (LEAST_SIMILARITY - BOUND_TOLERANCE) * norm;
    let floorReach = (shortlist.floor - 1) / 1e6 * norm;
    const r0 = Math.max(leastReach, floorReach);
    if (remaining < r0*r0) return false;
    const root = Math.sqrt(remaining);
    const pStart = postings.start[term]!, pEnd = postings.start[term+1]!;
    let older = firstFrom(postings.article, pStart, pEnd, article);
    let newer = older - 1;
    const now = instant[article]!;
    let oldGap = older<pEnd ? now - instant[postings.article[older]!]! : Infinity;
    let newGap = newer>=pStart ? instant[postings.article[newer]!]! - now : Infinity;
    while (true) {
      let at: number; let gap: number;
      if (oldGap <= newGap) { if (oldGap===Infinity) return true; gap=oldGap; at = older++; oldGap = older<pEnd ? now - instant[postings.article[older]!]! : Infinity; }
      else {gap=newGap; at = newer--; newGap = newer>=pStart ? instant[postings.article[newer]!]! - now : Infinity; }
      const reach = Math.max(leastReach, floorReach * inverse[Math.min(4095, gap/DAY|0)]!);
      if (root < reach) return true;
      if (postings.rest[at]! < reach || remaining < reach * postings.norm[at]!) continue;
      const other = postings.article[at]!;
      if (metBy[other] === article || profiles.profileOf[other] === own) continue;
      metBy[other] = article;
      weigh(article, other);
      floorReach = (shortlist.floor - 1) / 1e6 * norm;
    }
  };

  return (article) => {
    shortlist.clear();
    const own = profiles.profileOf[article]!;
    if (own < 0) return;
    const first = terms.start[article]!;
    const end = terms.start[article + 1]!;
    for (let at = first; at < end; at++) asked[terms.term[at]!] = terms.weight[terms.term[at]!]!;
    offerMembers(article, own, 1);
    const norm = Math.sqrt(terms.square[article]!);
    let remaining = terms.square[article]!;
    for (let at = first; at < end; at++) {
      const term = terms.term[at]!;
      if (!follow(article, own, term, remaining, norm)) break;
      remaining -= terms.weight[term]!;
    }
    for (let at = first; at < end; at++) asked[terms.term[at]!] = 0;
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
