/** The best few articles so far of one search: by score, then by number (newest first). */

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
