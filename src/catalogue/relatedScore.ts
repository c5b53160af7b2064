/** The numbers of the formula: what a shared term weighs, how distance in time counts, when two scores are equal. */

/** Articles less alike than this (cosine, 0 to 1) are not related. */
export const LEAST_SIMILARITY = 0.2;

/**
 * A mathematically exact 0.2 (one of five equally rare tags) may come out of floating-point sums as
 * 0.19999999999999998; it counts as 0.2.
 */
const SIMILARITY_TOLERANCE = 1e-12;

/** The factor falls from 1 (same instant) to ½ (long ago); it is ¾ at this distance. */
const HALF_LIFE_DAYS = 180;
const HALF_LIFE = HALF_LIFE_DAYS * 86_400_000;

/** The Ressort joins as one more tag with half the idf, a quarter of the weight, of a tag as frequent. */
export const SECTION_FACTOR = 0.5;

/** ln((N+1)/df), always positive. */
export function inverseDocumentFrequency(articles: number, frequency: number): number {
  return Math.log((articles + 1) / frequency);
}

/** Cosine of two articles from the sums of idf² over the shared terms and over the terms of each. */
export function cosine(shared: number, squareA: number, squareB: number): number {
  return shared / Math.sqrt(squareA * squareB);
}

export function isSimilar(similarity: number): boolean {
  return similarity >= LEAST_SIMILARITY - SIMILARITY_TOLERANCE;
}

/** ½ + ½·2^(−Δdays/180) for two instants in milliseconds; falls strictly with every millisecond that counts. */
export function dateFactor(instantA: number, instantB: number): number {
  return 0.5 + 0.5 * 2 ** (-Math.abs(instantA - instantB) / HALF_LIFE);
}

/** Similarity times date factor in whole millionths: scores that agree in 6 decimals are equal. */
export function scoreInMillionths(similarity: number, factor: number): number {
  return Math.round(similarity * factor * 1e6);
}
