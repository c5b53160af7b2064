/**
 * The terms that count, and how much. They are numbered anew, from the rarest (heaviest) to the
 * commonest, so a list of terms is in the order in which a search wants them, and sums over terms
 * have one fixed order.
 */
import type { RelatedVocabulary } from './relatedVocabulary.ts';

export type TermKind = 'tag' | 'section';

/** Why a term is left out: fewer than two articles have it, or more than half of all. */
export type IgnoredReason = 'too rare' | 'too common';

export interface RelatedTerm {
  readonly kind: TermKind;
  readonly key: string;
  /** The number of articles that have it. */
  readonly frequency: number;
  /** The idf; its square is the weight. */
  readonly rarity: number;
}

export interface RelatedTerms {
  readonly names: readonly RelatedTerm[];
  /** By term: its weight, falling. */
  readonly weight: Float64Array;
  /** Article `a` has the terms `term[start[a]]` to `term[start[a + 1] - 1]`, ascending. */
  readonly start: Int32Array;
  readonly term: Int32Array;
  /** By article: the sum of the weights of its terms, in their order. */
  readonly square: Float64Array;
  /** By article: the root of `square`. */
  readonly norm: Float64Array;
}

/** The Ressort joins as a light tag: with half the idf, a quarter of the weight, of a tag as frequent. */
const SECTION_FACTOR = 0.5;

/**
 * Nothing when the term counts. A Ressort is never too common: it weighs less and less the more
 * articles have it, and a blog's main Ressort must not drop out at the one article that makes it
 * the greater half.
 */
export function ignoredReason(
  kind: TermKind,
  frequency: number,
  articles: number,
): IgnoredReason | undefined {
  if (frequency < 2) return 'too rare';
  return kind === 'tag' && frequency > articles / 2 ? 'too common' : undefined;
}

export function relatedTerms(vocabulary: RelatedVocabulary): RelatedTerms {
  const articles = vocabulary.articles.length;
  const names = [...countingTerms('tag', vocabulary), ...countingTerms('section', vocabulary)].toSorted(
    byWeight,
  );
  const weight = Float64Array.from(names, ({ rarity }) => rarity ** 2);
  const { start, term } = termsOfArticles(vocabulary, names);
  const square = new Float64Array(articles);
  for (let article = 0; article < articles; article++) {
    for (let at = start[article]!; at < start[article + 1]!; at++) square[article]! += weight[term[at]!]!;
  }
  return { names, weight, start, term, square, norm: square.map(Math.sqrt) };
}

function countingTerms(
  kind: TermKind,
  { articles, numbers, frequency: frequencies }: RelatedVocabulary,
): readonly RelatedTerm[] {
  const factor = kind === 'section' ? SECTION_FACTOR : 1;
  const counting: RelatedTerm[] = [];
  for (const [key, number] of numbers[kind]) {
    const frequency = frequencies[number]!;
    if (ignoredReason(kind, frequency, articles.length) !== undefined) continue;
    const rarity = factor * Math.log((articles.length + 1) / frequency);
    counting.push({ kind, key, frequency, rarity });
  }
  return counting;
}

function byWeight(a: RelatedTerm, b: RelatedTerm): number {
  if (a.rarity !== b.rarity) return b.rarity - a.rarity;
  if (a.kind !== b.kind) return a.kind === 'tag' ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

function termsOfArticles(
  { articles, numbers, frequency, start: mentionStart, mention }: RelatedVocabulary,
  names: readonly RelatedTerm[],
): Pick<RelatedTerms, 'start' | 'term'> {
  const renumbered = new Int32Array(frequency.length).fill(-1);
  for (const [term, { kind, key }] of names.entries()) {
    renumbered[numbers[kind].get(key)!] = term;
  }
  const start = new Int32Array(articles.length + 1);
  const term = new Int32Array(mention.length);
  let end = 0;
  for (let article = 0; article < articles.length; article++) {
    for (let at = mentionStart[article]!; at < mentionStart[article + 1]!; at++) {
      const kept = renumbered[mention[at]!]!;
      if (kept >= 0) term[end++] = kept;
    }
    sortRange(term, start[article]!, end);
    start[article + 1] = end;
  }
  return { start, term };
}

/** Sorts the few numbers of `list` from `first` to before `end` in place, ascending. */
function sortRange(list: Int32Array, first: number, end: number): void {
  for (let next = first + 1; next < end; next++) {
    const value = list[next]!;
    let place = next;
    for (; place > first && list[place - 1]! > value; place--) list[place] = list[place - 1]!;
    list[place] = value;
  }
}
