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
import {
  cosine,
  dateFactor,
  daysBetween,
  isSimilar,
  LEAST_SIMILARITY,
  scoreInMillionths,
  type RelatedTerms,
} from './relatedTerms.ts';

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

// A shortlist has the best few articles so far of one search: by score, then by number (newest first).

/** Keeps the best `limit` (1 or more) of all articles offered. Scores are whole millionths. */
export class RelatedShortlist {
  readonly #limit: number;
  readonly #articles: Int32Array;
  readonly #scores: Int32Array;
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#articles = new Int32Array(limit);
    this.#scores = new Int32Array(limit);
  }

  clear(): void {
    this.#length = 0;
  }

  /** The score below which an offer is in vain; 0 while there is room. */
  get floor(): number {
    return this.#length < this.#limit ? 0 : this.#scores[this.#limit - 1]!;
  }

  /** The article in the last place of a full list: with the score of the floor, only a lower number finds a place. */
  get last(): number {
    return this.#articles[this.#limit - 1]!;
  }

  /** Says whether the article found a place; in vain too when it has one already (an article's score is always the same). */
  offer(article: number, score: number): boolean {
    let place = this.#length;
    while (place > 0 && this.#precedes(article, score, place - 1)) place--;
    if (place === this.#limit) return false;
    if (place > 0 && this.#articles[place - 1] === article) return false;
    if (this.#length < this.#limit) this.#length++;
    for (let at = this.#length - 1; at > place; at--) {
      this.#articles[at] = this.#articles[at - 1]!;
      this.#scores[at] = this.#scores[at - 1]!;
    }
    this.#articles[place] = article;
    this.#scores[place] = score;
    return true;
  }

  /** The articles in their order. */
  entries(): readonly { readonly article: number; readonly score: number }[] {
    return Array.from({ length: this.#length }, (_, place) => ({
      article: this.#articles[place]!,
      score: this.#scores[place]!,
    }));
  }

  #precedes(article: number, score: number, place: number): boolean {
    const held = this.#scores[place]!;
    return score > held || (score === held && article < this.#articles[place]!);
  }
}

/** The first place from `first` to before `end` at which `holds` is true; it must stay true from there on. `end` when it never is. */
export function relatedBisect(first: number, end: number, holds: (place: number) => boolean): number {
  let low = first;
  for (let high = end; low < high;) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

// The inverted index: for each term the articles that have it, with what a search needs to skip most of them.

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

// Twins: articles with the same terms that count. They are the most similar of all and may be very
// many (a thousand articles with the one tag and nothing else), so they are known beforehand and a
// search takes from them only what it needs.

export interface RelatedTwins {
  /** By article: the number of its group, or -1 when it has no terms that count. */
  readonly groupOf: Int32Array;
  /** The articles of group `g` are `article[start[g]]` to `article[start[g + 1] - 1]`, ascending: newest first. */
  readonly start: Int32Array;
  readonly article: Int32Array;
}

export function relatedTwins(terms: RelatedTerms): RelatedTwins {
  const { groupOf, groups } = groupTwins(terms);
  const start = new Int32Array(groups + 1);
  for (const group of groupOf) if (group >= 0) start[group + 1]! += 1;
  for (let group = 0; group < groups; group++) start[group + 1]! += start[group]!;
  const free = start.slice();
  const article = new Int32Array(start[groups]!);
  for (let next = 0; next < groupOf.length; next++) {
    const group = groupOf[next]!;
    if (group >= 0) article[free[group]!++] = next;
  }
  return { groupOf, start, article };
}

/** Numbers the groups in order of their first article; a hash table with linear probing. */
function groupTwins(terms: RelatedTerms): { groupOf: Int32Array; groups: number } {
  const articles = terms.square.length;
  const mask = 2 ** Math.ceil(Math.log2(2 * articles + 2)) - 1;
  const firstTwin = new Int32Array(mask + 1).fill(-1);
  const groupOf = new Int32Array(articles).fill(-1);
  let groups = 0;
  for (let article = 0; article < articles; article++) {
    if (terms.start[article] === terms.start[article + 1]) continue;
    let slot = hashOfTerms(terms, article) & mask;
    while (firstTwin[slot]! >= 0 && !areTwins(terms, firstTwin[slot]!, article)) slot = (slot + 1) & mask;
    if (firstTwin[slot]! < 0) {
      firstTwin[slot] = article;
      groupOf[article] = groups++;
    } else groupOf[article] = groupOf[firstTwin[slot]!]!;
  }
  return { groupOf, groups };
}

/** FNV-1a over the terms' numbers, its high bits stirred in. */
function hashOfTerms({ start, term }: RelatedTerms, article: number): number {
  let hash = 0x811c9dc5;
  for (let at = start[article]!; at < start[article + 1]!; at++) {
    hash = Math.imul(hash ^ term[at]!, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

function areTwins({ start, term }: RelatedTerms, a: number, b: number): boolean {
  const length = start[a + 1]! - start[a]!;
  if (start[b + 1]! - start[b]! !== length) return false;
  for (let at = 0; at < length; at++) {
    if (term[start[a]! + at] !== term[start[b]! + at]) return false;
  }
  return true;
}

// Offers an article's twins, of which there may be very many, by looking at a handful. Their score
// hangs on the date alone: it falls outward in both directions, and where it is equal (the same day
// and hour, say) the newest goes first.

export interface TwinArticles {
  /** By article in ms, newest first. */
  readonly instant: Float64Array;
  readonly terms: RelatedTerms;
  readonly twins: RelatedTwins;
}

/** Leaves out only twins that have no place on the shortlist. The article must have terms. */
export function offerTwins(
  { instant, terms, twins }: TwinArticles,
  article: number,
  shortlist: RelatedShortlist,
): void {
  const group = twins.groupOf[article]!;
  const first = twins.start[group]!;
  const end = twins.start[group + 1]!;
  if (end - first < 2) return;
  const list = twins.article;
  const similarity = cosine(terms.square[article]!, terms.norm[article]!, terms.norm[article]!);
  const scoreAt = (at: number): number =>
    scoreInMillionths(similarity, dateFactor(daysBetween(instant[article]!, instant[list[at]!]!)));

  /** Offers a stretch in which each is worse than the one before. */
  const offerFalling = (from: number, to: number): void => {
    for (let at = from; at < to; at++) if (!shortlist.offer(list[at]!, scoreAt(at))) return;
  };

  const own = relatedBisect(first, end, (at) => list[at]! >= article);
  offerFalling(own + 1, end);
  for (let runEnd = own; runEnd > first;) {
    const score = scoreAt(runEnd - 1);
    if (score < shortlist.floor) return;
    const runStart = relatedBisect(first, runEnd, (at) => scoreAt(at) === score);
    offerFalling(runStart, runEnd);
    runEnd = runStart;
  }
}
