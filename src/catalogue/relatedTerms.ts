/**
 * The terms that count, and how much. They are numbered anew, from the rarest (heaviest) to the
 * commonest, so a list of terms is in the order in which a search wants them, and sums over terms
 * have one fixed order.
 */
import { inverseDocumentFrequency, SECTION_FACTOR } from './relatedScore.ts';
import type { RelatedVocabulary } from './relatedVocabulary.ts';

export interface RelatedTerms {
  /** idf² by term, falling. */
  readonly weight: Float64Array;
  /** Article `a` has the terms `term[start[a]]` to `term[start[a + 1] - 1]`, ascending. */
  readonly start: Int32Array;
  readonly term: Int32Array;
  /** By article: the sum of idf² over its terms, in their order. */
  readonly square: Float64Array;
  /** By article: the root of `square`. */
  readonly norm: Float64Array;
}

export type TermKind = 'tag' | 'section';

/** Why a term is left out: fewer than two articles have it, or more than half of all. */
export type IgnoredReason = 'too rare' | 'too common';

/**
 * Nothing when the term counts. A Ressort is never too common: it is light, and lighter the more
 * articles have it, and a blog's main Ressort must not count for less than a smaller one by a jump.
 */
export function ignoredReason(
  kind: TermKind,
  frequency: number,
  articles: number,
): IgnoredReason | undefined {
  if (frequency < 2) return 'too rare';
  return kind === 'tag' && frequency > articles / 2 ? 'too common' : undefined;
}

/** The idf of a term; that of a Ressort is scaled by `SECTION_FACTOR`. */
export function rarity(kind: TermKind, frequency: number, articles: number): number {
  const idf = inverseDocumentFrequency(articles, frequency);
  return kind === 'tag' ? idf : SECTION_FACTOR * idf;
}

interface UsedTerm {
  readonly kind: TermKind;
  readonly key: string;
  /** Number in the vocabulary. */
  readonly number: number;
  readonly weight: number;
}

function byWeight(a: UsedTerm, b: UsedTerm): number {
  if (a.weight !== b.weight) return b.weight - a.weight;
  if (a.kind !== b.kind) return a.kind === 'tag' ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function usedTerms({ tags, sections, frequency, articles }: RelatedVocabulary): readonly UsedTerm[] {
  const used: UsedTerm[] = [];
  const add = (kind: TermKind, numbers: ReadonlyMap<string, number>): void => {
    for (const [key, number] of numbers) {
      if (ignoredReason(kind, frequency[number]!, articles) !== undefined) continue;
      used.push({ kind, key, number, weight: rarity(kind, frequency[number]!, articles) ** 2 });
    }
  };
  add('tag', tags);
  add('section', sections);
  return used.sort(byWeight);
}

/** Sorts the few numbers of `list` from `first` to before `end`, ascending and in place. */
function sortRange(list: Int32Array, first: number, end: number): void {
  for (let next = first + 1; next < end; next++) {
    const value = list[next]!;
    let place = next;
    for (; place > first && list[place - 1]! > value; place--) list[place] = list[place - 1]!;
    list[place] = value;
  }
}

export function relatedTerms(vocabulary: RelatedVocabulary): RelatedTerms {
  const used = usedTerms(vocabulary);
  const renumbered = new Int32Array(vocabulary.frequency.length).fill(-1);
  for (const [term, { number }] of used.entries()) renumbered[number] = term;
  const weight = Float64Array.from(used, ({ weight: squaredRarity }) => squaredRarity);
  const square = new Float64Array(vocabulary.articles);
  const start = new Int32Array(vocabulary.articles + 1);
  const term = new Int32Array(vocabulary.mention.length);
  let end = 0;
  for (let article = 0; article < vocabulary.articles; article++) {
    const first = end;
    for (let at = vocabulary.start[article]!; at < vocabulary.start[article + 1]!; at++) {
      const kept = renumbered[vocabulary.mention[at]!]!;
      if (kept >= 0) term[end++] = kept;
    }
    sortRange(term, first, end);
    for (let at = first; at < end; at++) square[article]! += weight[term[at]!]!;
    start[article + 1] = end;
  }
  return { weight, start, term, square, norm: square.map(Math.sqrt) };
}
