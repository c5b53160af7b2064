/**
 * Finds the best articles for one article, exactly, and looks at few others.
 *
 * The terms of an article are followed from the rarest to the commonest. What is first met at a term
 * shares only terms from there on, so its similarity is at most the rest of the weights (its own rest
 * or that of the asking article, whichever is less), divided by both norms. And the list of a term is
 * walked outward from the article's own date, so the date factor of what lies ahead is at most that
 * of the nearest not yet seen. What cannot reach the last place of the shortlist by these bounds is
 * passed over; the long lists of common terms nearly always are, after a few steps or as a whole.
 */
import { relatedBisect } from './relatedBisect.ts';
import type { RelatedPostings } from './relatedPostings.ts';
import {
  cosine,
  dateFactor,
  daysBetween,
  isSimilar,
  LEAST_SIMILARITY,
  scoreInMillionths,
} from './relatedScore.ts';
import { RelatedShortlist } from './relatedShortlist.ts';
import { offerTwins, type TwinArticles } from './relatedTwinOffers.ts';

export interface SearchedArticles extends TwinArticles {
  readonly postings: RelatedPostings;
}

/** Bounds are sums in another order than similarities, so one that falls short by less than this still counts. */
const BOUND_TOLERANCE = 1e-9;

/** So many neighbours in a list share one date bound, which costs more than a look at a posting. */
const STRIDE = 16;

/**
 * Sum of shared weights, divided by the norm of the other article, that a score (in millionths) requires; a
 * trifle too low.
 */
function neededReach(score: number, norm: number, factor: number): number {
  return norm * (Math.max(LEAST_SIMILARITY, (score - 0.5) / 1e6 / factor) - BOUND_TOLERANCE);
}

export class RelatedSearch {
  readonly #articles: SearchedArticles;
  readonly #shortlist: RelatedShortlist;
  /** By term: its weight when the asking article has it, else 0. */
  readonly #asked: Float64Array;

  constructor(articles: SearchedArticles, limit: number) {
    this.#articles = articles;
    this.#shortlist = new RelatedShortlist(limit);
    this.#asked = new Float64Array(articles.terms.weight.length);
  }

  /** The shortlist is valid until the next search. */
  search(article: number): RelatedShortlist {
    const { weight, start, term, square } = this.#articles.terms;
    const first = start[article]!;
    const end = start[article + 1]!;
    this.#shortlist.clear();
    if (first === end) return this.#shortlist;
    for (let at = first; at < end; at++) this.#asked[term[at]!] = weight[term[at]!]!;
    offerTwins(this.#articles, article, this.#shortlist);
    let remaining = square[article]!;
    for (let at = first; at < end && this.#follow(article, term[at]!, remaining); at++) {
      remaining -= weight[term[at]!]!;
    }
    for (let at = first; at < end; at++) this.#asked[term[at]!] = 0;
    return this.#shortlist;
  }

  /** Walks a term's list outward from the article. False when neither this list nor a later one can hold anything. */
  #follow(article: number, term: number, remaining: number): boolean {
    const { instant, terms, postings } = this.#articles;
    const list = postings.article;
    const norm = terms.norm[article]!;
    const mostReach = Math.sqrt(remaining);
    if (mostReach < neededReach(this.#shortlist.floor, norm, 1)) return false;
    const first = postings.start[term]!;
    let end = postings.start[term + 1]!;
    const own = relatedBisect(first, end, (at) => list[at]! >= article);
    let older = own + 1;
    let newer = own - 1;
    while (older < end || newer >= first) {
      const olderDays = older < end ? daysBetween(instant[article]!, instant[list[older]!]!) : Infinity;
      const newerDays = newer >= first ? daysBetween(instant[article]!, instant[list[newer]!]!) : Infinity;
      const factor = dateFactor(Math.min(olderDays, newerDays));
      const { floor } = this.#shortlist;
      const reach = neededReach(floor, norm, factor);
      if (mostReach < reach) return true;
      if (mostReach < neededReach(floor + 1, norm, factor)) {
        // The best that can come is a tie with the last place: only a newer article than that wins it.
        end = relatedBisect(first, end, (at) => list[at]! >= this.#shortlist.last);
        newer = Math.min(newer, end - 1);
      }
      if (older < end && olderDays <= newerDays) {
        this.#scan(article, older, Math.min(older + STRIDE, end), remaining, reach);
        older += STRIDE;
      } else {
        this.#scan(article, Math.max(newer - STRIDE + 1, first), newer + 1, remaining, reach);
        newer -= STRIDE;
      }
    }
    return true;
  }

  /** Looks at the postings from `from` to before `to`, and weighs those whose bounds reach far enough. */
  #scan(article: number, from: number, to: number, remaining: number, reach: number): void {
    const { article: list, norm, rest } = this.#articles.postings;
    for (let at = from; at < to; at++) {
      if (rest[at]! < reach || remaining < reach * norm[at]!) continue;
      this.#weigh(article, list[at]!, norm[at]!, reach);
    }
  }

  #weigh(article: number, other: number, otherNorm: number, reach: number): void {
    const { instant, terms } = this.#articles;
    let shared = 0;
    for (let at = terms.start[other]!, end = terms.start[other + 1]!; at < end; at++) {
      shared += this.#asked[terms.term[at]!]!;
    }
    if (shared < reach * otherNorm) return;
    const similarity = cosine(shared, terms.norm[article]!, otherNorm);
    if (!isSimilar(similarity)) return;
    const factor = dateFactor(daysBetween(instant[article]!, instant[other]!));
    this.#shortlist.offer(other, scoreInMillionths(similarity, factor));
  }
}
