/**
 * Articles with the same terms share a profile. Similarity is a matter of profiles, so it is worked
 * out once for all members, and a thousand articles with the one tag and nothing else cost no more
 * than one.
 */
import type { RelatedTerms } from './relatedTerms.ts';

export interface RelatedProfiles {
  /** By article: its profile, or -1 when it has no terms that count. */
  readonly profileOf: Int32Array;
  /** The articles of profile `p` are `member[memberStart[p]]` to `member[memberStart[p + 1] - 1]`, ascending. */
  readonly memberStart: Int32Array;
  readonly member: Int32Array;
}

type Lists = Pick<RelatedTerms, 'start' | 'term'>;

function hashOf({ start, term }: Lists, article: number): number {
  let hash = 0x811c9dc5;
  for (let at = start[article]!; at < start[article + 1]!; at++) {
    hash = Math.imul(hash ^ term[at]!, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

function haveSameTerms({ start, term }: Lists, a: number, b: number): boolean {
  const length = start[a + 1]! - start[a]!;
  if (start[b + 1]! - start[b]! !== length) return false;
  for (let at = 0; at < length; at++) {
    if (term[start[a]! + at] !== term[start[b]! + at]) return false;
  }
  return true;
}

/** Gives each article its profile, numbered by first article, through a hash table with linear probing. */
function groupArticles(lists: Lists, articles: number): { profileOf: Int32Array; firstArticles: number[] } {
  const mask = 2 ** Math.ceil(Math.log2(2 * articles + 2)) - 1;
  const table = new Int32Array(mask + 1).fill(-1);
  const profileOf = new Int32Array(articles).fill(-1);
  const firstArticles: number[] = [];
  for (let article = 0; article < articles; article++) {
    if (lists.start[article] === lists.start[article + 1]) continue;
    let slot = hashOf(lists, article) & mask;
    while (table[slot]! >= 0 && !haveSameTerms(lists, firstArticles[table[slot]!]!, article)) {
      slot = (slot + 1) & mask;
    }
    if (table[slot]! < 0) table[slot] = firstArticles.push(article) - 1;
    profileOf[article] = table[slot]!;
  }
  return { profileOf, firstArticles };
}

/** Lists the articles of each profile, in their own order. */
function listMembers(
  profileOf: Int32Array,
  profiles: number,
): Pick<RelatedProfiles, 'memberStart' | 'member'> {
  const memberStart = new Int32Array(profiles + 1);
  for (const profile of profileOf) if (profile >= 0) memberStart[profile + 1]! += 1;
  for (let profile = 0; profile < profiles; profile++) memberStart[profile + 1]! += memberStart[profile]!;
  const free = memberStart.slice();
  const member = new Int32Array(memberStart[profiles]!);
  for (let article = 0; article < profileOf.length; article++) {
    const profile = profileOf[article]!;
    if (profile >= 0) member[free[profile]!++] = article;
  }
  return { memberStart, member };
}

export function relatedProfiles(terms: RelatedTerms): RelatedProfiles {
  const { profileOf, firstArticles } = groupArticles(terms, terms.square.length);
  return { profileOf, ...listMembers(profileOf, firstArticles.length) };
}
