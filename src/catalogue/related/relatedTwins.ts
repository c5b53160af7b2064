/**
 * Twins: articles with the same terms that count. They are the most similar of all and may be very
 * many (a thousand articles with the one tag and nothing else), so they are known beforehand and a
 * search takes from them only what it needs.
 */
import type { RelatedTerms } from './relatedTerms.ts';

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
