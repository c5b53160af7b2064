import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relatedArticles } from './relatedArticles.ts';
import type { RelatedCandidate } from '../../../src/collections/related/relatedTerms.ts';
import { candidate, type CandidateWords, articlesOf } from './candidate.ts';
import { relatedByDefinition } from './relatedByDefinition.ts';
import { tries } from '../../support/thorough.ts';

const DAY = 86_400_000;

function article(slug: string, day: number, tags: readonly string[], section?: string): RelatedCandidate {
  return candidate({ slug, instant: day * DAY, tags, section });
}

/** A repeatable sequence of numbers from 0 to below 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Articles with 3 to 6 tags by Zipf's law. */
function zipfArticles(
  count: number,
  tags: number,
  instantOf: (random: number) => number,
): readonly RelatedCandidate[] {
  const next = numbers(count + tags);
  const words = Array.from({ length: count }, (_, index) => {
    const drawn = Array.from(
      { length: 3 + Math.floor(next() * 4) },
      () => `tag-${Math.floor(tags ** next())}`,
    );
    const section = `ressort-${Math.floor(next() * 8)}`;
    return { slug: `artikel-${(index * 7919) % count}`, instant: instantOf(next()), tags: drawn, section };
  });
  return articlesOf(words);
}

/** Few tags, so that terms are shared, left out at both ends, and scores tie. */
const tagKeys = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'ausland');

const instants = fc.oneof(
  fc.constant(0),
  fc.nat(3),
  fc.nat(60_000),
  fc.nat(5).map((day) => day * DAY),
  fc.nat(4000).map((day) => day * DAY),
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
);

function papers(size: fc.ArrayConstraints, dates = instants): fc.Arbitrary<readonly RelatedCandidate[]> {
  const words: fc.Arbitrary<CandidateWords[]> = fc.uniqueArray(
    fc.record(
      {
        slug: fc.nat(999).map((number) => `artikel-${number}`),
        instant: dates,
        tags: fc.array(tagKeys, { maxLength: 5 }),
        section: fc.constantFrom('ausland', 'kultur', 'sport'),
      },
      { requiredKeys: ['slug', 'instant', 'tags'] },
    ),
    { size: 'max', ...size, selector: ({ slug }) => slug },
  );
  return words.map(articlesOf);
}

describe('related articles', () => {
  it('are those of the definition in thousands of small sites', () => {
    fc.assert(
      fc.property(papers({ maxLength: 30 }), (candidates) => {
        expect(relatedArticles(candidates)).toEqual(relatedByDefinition(candidates));
      }),
      { numRuns: tries(750, 30_000) },
    );
  });

  it('are those of the definition in sites that appeared at one moment', () => {
    fc.assert(
      fc.property(papers({ minLength: 20, maxLength: 80 }, fc.constantFrom(0, 1)), (candidates) => {
        expect(relatedArticles(candidates)).toEqual(relatedByDefinition(candidates));
      }),
      { numRuns: tries(75, 3000) },
    );
  });

  it('are those of the definition whatever their number', () => {
    fc.assert(
      fc.property(papers({ maxLength: 25 }), fc.integer({ min: 1, max: 9 }), (candidates, limit) => {
        expect(relatedArticles(candidates, limit)).toEqual(relatedByDefinition(candidates, limit));
      }),
      { numRuns: tries(200, 5000) },
    );
  });

  it.each([
    ['ten years', (random: number) => Math.floor(random * 3650 * DAY)],
    ['a month', (random: number) => Math.floor(random * 30) * DAY],
    ['a minute', (random: number) => Math.floor(random * 60_000)],
    ['no time at all', () => 0],
  ])('are those of the definition among many articles spread over %s', (_, instantOf) => {
    const articles = zipfArticles(tries(800, 2000), 200, instantOf);
    expect(relatedArticles(articles)).toEqual(relatedByDefinition(articles));
  });

  it.each([0, 1000, 3650 * DAY])(
    'are those of the definition when a third has one tag and nothing else, over %i ms',
    (spread) => {
      const next = numbers(3);
      const tags = (index: number): string[] =>
        index % 3 === 0 ? ['wahl'] : [`tag-${Math.floor(next() * 90)}`];
      const words = Array.from({ length: 600 }, (_, index) => ({
        slug: `artikel-${index}`,
        instant: Math.floor(next() * spread),
        tags: tags(index),
      }));
      const articles = articlesOf(words);
      expect(relatedArticles(articles)).toEqual(relatedByDefinition(articles));
    },
  );

  it('are none in an empty paper, and none when none are wanted', () => {
    expect(relatedArticles([])).toEqual([]);
    const pair = [article('a', 0, [], 'sport'), article('b', 0, [], 'sport')];
    expect(relatedArticles(pair)).toEqual([[{ index: 1, score: 1 }], [{ index: 0, score: 1 }]]);
    expect(relatedArticles(pair, 0)).toEqual([[], []]);
  });

  it('are none for an article without tags and Ressort', () => {
    expect(relatedArticles([article('a', 0, []), article('b', 0, [])])).toEqual([[], []]);
  });

  it('come by date, then by slug, where the score is equal', () => {
    const articles = [
      article('neuer', 101, ['x']),
      article('frage', 100, ['x']),
      article('a', 99, ['x']),
      article('b', 99, ['x']),
      ...['p', 'q', 'r', 's', 't'].map((slug) => article(slug, 0, [slug])),
    ];
    expect(relatedArticles(articles)[1]?.map(({ index }) => articles[index]?.slug)).toEqual([
      'neuer',
      'a',
      'b',
    ]);
  });

  it('count a similarity of exactly one fifth', () => {
    const articles = [
      article('a', 0, ['x', 'a1', 'a2', 'a3', 'a4']),
      article('b', 0, ['x', 'b1', 'b2', 'b3', 'b4']),
      ...[1, 2, 3, 4].map((n) => article(`c${n}`, 0, [`a${n}`])),
      ...[1, 2, 3, 4].map((n) => article(`d${n}`, 0, [`b${n}`])),
    ];
    expect(relatedArticles(articles, 5)[0]).toContainEqual({ index: 1, score: 0.2 });
  });

  it('of one Ressort are related even where it is the only one', () => {
    const articles = [3, 2, 1].map((day) => article(`a${day}`, day, [], 'politik'));
    expect(relatedArticles(articles).map((list) => list.map(({ index }) => index))).toEqual([
      [1, 2],
      [0, 2],
      [1, 0],
    ]);
  });

  it('take a tag and a Ressort of one name for two things', () => {
    const articles = [
      article('a', 0, ['kultur']),
      article('b', 0, [], 'kultur'),
      article('c', 0, ['kultur']),
      article('d', 0, [], 'kultur'),
    ];
    expect(relatedArticles(articles)[0]).toEqual([{ index: 2, score: 1 }]);
  });
});
