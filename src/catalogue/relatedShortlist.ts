/** The best few articles so far of one search. */

/** Keeps the best `limit` of the articles offered: highest score first, then lowest number. Used again for each search. */
export class RelatedShortlist {
  readonly #limit: number;
  readonly #articles: Int32Array;
  readonly #scores: Int32Array;
  length = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#articles = new Int32Array(limit);
    this.#scores = new Int32Array(limit);
  }

  clear(): void {
    this.length = 0;
  }

  /** The score (in millionths) below which an offer is in vain; 0 while there is room. */
  get floor(): number {
    return this.length < this.#limit ? 0 : this.#scores[this.length - 1]!;
  }

  get last(): number {
    return this.#articles[this.length - 1]!;
  }

  articleAt(place: number): number {
    return this.#articles[place]!;
  }

  scoreAt(place: number): number {
    return this.#scores[place]!;
  }

  /** Says whether the article found a place. It must not be on the list yet. */
  offer(article: number, score: number): boolean {
    let place = this.length;
    while (place > 0 && this.#isBetter(article, score, place - 1)) place--;
    if (place === this.#limit || (place > 0 && this.#articles[place - 1] === article)) return false;
    if (this.length < this.#limit) this.length++;
    for (let at = this.length - 1; at > place; at--) {
      this.#articles[at] = this.#articles[at - 1]!;
      this.#scores[at] = this.#scores[at - 1]!;
    }
    this.#articles[place] = article;
    this.#scores[place] = score;
    return true;
  }

  #isBetter(article: number, score: number, place: number): boolean {
    const held = this.#scores[place]!;
    return score > held || (score === held && article < this.#articles[place]!);
  }
}
