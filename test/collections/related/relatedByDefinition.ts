/**
 * The related articles as the definition reads, by comparing every article with every other: slow,
 * plain, and sharing no code with the index that the tests hold against it.
 */
import type { RelatedCandidate } from '../../../src/collections/related/relatedTerms.ts';

interface Term {
  readonly name: string;
  readonly idf: number;
}

interface Relation {
  readonly index: number;
  readonly score: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** Tags and sections as words that cannot be confused. */
function namesOf({ tags, section }: RelatedCandidate): readonly string[] {
  const names = tags.map(({ key }) => `tag ${key}`);
  return [...new Set(section === undefined ? names : [...names, `section ${section.key}`])];
}

/** The terms that count, rarest first: the order in which sums are made. */
function countingTerms(candidates: readonly RelatedCandidate[]): readonly Term[] {
  const articles = candidates.length;
  const frequencies = new Map<string, number>();
  for (const name of candidates.flatMap(namesOf)) frequencies.set(name, (frequencies.get(name) ?? 0) + 1);
  return [...frequencies]
    .filter(([name, df]) => df >= 2 && (df <= articles / 2 || name.startsWith('section ')))
    .map(([name, df]) => {
      const idf = Math.log((articles + 1) / df);
      return { name, idf: name.startsWith('section ') ? 0.5 * idf : idf };
    })
    .toSorted((a, b) => b.idf - a.idf || (a.name < b.name ? -1 : 1));
}

function sumOfSquares(terms: readonly Term[]): number {
  return terms.reduce((sum, { idf }) => sum + idf ** 2, 0);
}

function scoreOf(similarity: number, instantA: number, instantB: number): number {
  const days = Math.abs(instantA - instantB) / DAY;
  return Math.round(similarity * (0.5 + 0.5 * 2 ** (-days / 180)) * 1e6) / 1e6;
}

export function relatedByDefinition(
  candidates: readonly RelatedCandidate[],
  limit = 4,
): readonly Relation[][] {
  const counting = countingTerms(candidates);
  const articles = candidates.map((candidate) => {
    const names = new Set(namesOf(candidate));
    const terms = counting.filter(({ name }) => names.has(name));
    return {
      slug: candidate.slug,
      instant: candidate.date.instant,
      names,
      terms,
      norm: Math.sqrt(sumOfSquares(terms)),
    };
  });
  return articles.map((a) =>
    articles
      .flatMap((b, index) => {
        const shared = a.terms.filter(({ name }) => b.names.has(name));
        if (a === b || shared.length === 0) return [];
        const similarity = sumOfSquares(shared) / (a.norm * b.norm);
        // What is 0.2 on paper may be a hair less in floating-point numbers.
        if (similarity < 0.2 - 1e-12) return [];
        return [{ b, index, score: scoreOf(similarity, a.instant, b.instant) }];
      })
      .toSorted((x, y) => y.score - x.score || y.b.instant - x.b.instant || (x.b.slug < y.b.slug ? -1 : 1))
      .slice(0, limit)
      .map(({ index, score }) => ({ index, score })),
  );
}
