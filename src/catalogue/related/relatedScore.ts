/** The numbers of the formula: how alike is alike enough, how distance in time counts, when two scores are equal. */

/** Articles less alike than this (cosine, 0 to 1) are not related. */
export const LEAST_SIMILARITY = 0.2;

/**
 * A similarity that is 0.2 on paper (one shared tag of five equally rare ones) may come out of
 * floating-point sums as 0.19999999999999998; it counts as 0.2.
 */
const SIMILARITY_TOLERANCE = 1e-12;

const DAY = 86_400_000;
/** The date factor is ¾ at this distance. */
const HALF_LIFE_DAYS = 180;

/** Cosine of two articles: the sum of idf² over the shared terms, divided by both norms. */
export function cosine(shared: number, normA: number, normB: number): number {
  return shared / (normA * normB);
}

export function isSimilar(similarity: number): boolean {
  return similarity >= LEAST_SIMILARITY - SIMILARITY_TOLERANCE;
}

/** The distance of two instants (ms) in days, fractions included. */
export function daysBetween(instantA: number, instantB: number): number {
  return Math.abs(instantA - instantB) / DAY;
}

/** ½ + ½·2^(−days/180): from 1 at the same instant down to ½ long ago; never rises with the distance. */
export function dateFactor(days: number): number {
  return 0.5 + 0.5 * 2 ** (-days / HALF_LIFE_DAYS);
}

/** Similarity times date factor in whole millionths: scores that agree in six decimals are equal. */
export function scoreInMillionths(similarity: number, factor: number): number {
  return Math.round(similarity * factor * 1e6);
}
