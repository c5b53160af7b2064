/** Which tags and Ressorts there are, which article has which, and in how many articles each occurs. */
import { compareCandidates, type RelatedCandidate } from './relatedCandidate.ts';
import type { TermKind } from './relatedTerms.ts';

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
