/**
 * The terms that count, and how much. They are numbered anew, from the rarest (heaviest) to the
 * commonest, so a list of terms is in the order in which a search wants them, and sums over terms
 * have one fixed order.
 */
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

// The numbers of the formula: how alike is alike enough, how distance in time counts, when two scores are equal.

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

// Which tags and Ressorts there are, which article has which, and in how many articles each occurs.

export interface RelatedVocabulary {
  /** By date ↓, slug ↑. */
  readonly articles: readonly RelatedCandidate[];
  /** The numbers of the terms by their keys; tags and sections are numbered together, in order of first mention. */
  readonly numbers: Readonly<Record<TermKind, ReadonlyMap<string, number>>>;
  /** By term: the number of articles that have it. */
  readonly frequency: readonly number[];
  /** Article `a` mentions `mention[start[a]]` to `mention[start[a + 1] - 1]`, each term once. */
  readonly start: Int32Array;
  readonly mention: readonly number[];
}

/**
 * @param articles by date ↓, slug ↑
 * @param last articles that are in it, the same object, need not be read again; the value is the same as without it
 */
export function relatedVocabulary(
  articles: readonly RelatedCandidate[],
  last?: RelatedVocabulary,
): RelatedVocabulary {
  const { numbers, frequency, numberOf } = createNumbering();
  const mentionedLast = last && lastMentions(last, numberOf);
  const start = new Int32Array(articles.length + 1);
  const mention: number[] = [];
  for (let number = 0; number < articles.length; number++) {
    const article = articles[number]!;
    const first = mention.length;
    if (article.label !== 'anzeige' && !mentionedLast?.(article, mention)) {
      for (const { key } of article.tags) {
        const term = numberOf('tag', key);
        if (!mention.includes(term, first)) mention.push(term);
      }
      if (article.section) mention.push(numberOf('section', article.section.key));
    }
    for (let at = first; at < mention.length; at++) frequency[mention[at]!]! += 1;
    start[number + 1] = mention.length;
  }
  return { articles, numbers, frequency, start, mention };
}

type NumberOf = (kind: TermKind, key: string) => number;

function createNumbering() {
  const numbers = { tag: new Map<string, number>(), section: new Map<string, number>() };
  const frequency: number[] = [];
  const numberOf: NumberOf = (kind, key) => {
    let number = numbers[kind].get(key);
    if (number === undefined) {
      number = frequency.push(0) - 1;
      numbers[kind].set(key, number);
    }
    return number;
  };
  return { numbers, frequency, numberOf };
}

/** Adds the terms of an article by their new numbers, if the last vocabulary knows it; articles must be asked for in order. */
function lastMentions(
  { articles, numbers, start, mention }: RelatedVocabulary,
  numberOf: NumberOf,
): (article: RelatedCandidate, mentions: number[]) => boolean {
  const names = (['tag', 'section'] as const).flatMap((kind) =>
    [...numbers[kind]].map(([key, number]) => ({ kind, key, number })),
  );
  const nameOf = names.toSorted((a, b) => a.number - b.number);
  const renumbered = new Int32Array(names.length).fill(-1);
  let next = 0;
  return (article, mentions) => {
    while (next < articles.length && isPassed(articles[next]!, article)) next++;
    if (articles[next] !== article) return false;
    for (let at = start[next]!; at < start[next + 1]!; at++) {
      const term = mention[at]!;
      if (renumbered[term] === -1) renumbered[term] = numberOf(nameOf[term]!.kind, nameOf[term]!.key);
      mentions.push(renumbered[term]!);
    }
    return true;
  };
}

function isPassed(one: RelatedCandidate, article: RelatedCandidate): boolean {
  return one !== article && compareCandidates(one, article) <= 0;
}

/** The facts of an article that decide what is related to it; tests need no whole article. */
export interface RelatedCandidate {
  /** Unique among articles of one instant, lower-case ASCII. */
  readonly slug: string;
  /** Whole milliseconds since 1970-01-01T00:00Z. */
  readonly date: { readonly instant: number };
  /** One that is named twice counts once. */
  readonly tags: readonly { readonly key: string }[];
  /** The Ressort. A tag of the same key is a different term. */
  readonly section?: { readonly key: string };
  /** An advertisement (`anzeige`) has no terms: nothing is related to it. */
  readonly label?: string;
}

/** By date ↓, slug ↑. Slugs are ASCII, so `<` is the order of code points. */
export function compareCandidates(a: RelatedCandidate, b: RelatedCandidate): number {
  return b.date.instant - a.date.instant || (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0);
}
