import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelatedCandidate } from '../../../src/collections/related/relatedTerms.ts';
import { candidate, articlesOf } from './candidate.ts';
import { relatedIndex } from '../../../src/collections/related/relatedIndex.ts';

const DAY = 86_400_000;

const papers = fc
  .uniqueArray(
    fc.record({
      slug: fc.nat(99).map((number) => `artikel-${number}`),
      instant: fc.nat(2000).map((day) => day * DAY),
      tags: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 4 }),
      section: fc.constantFrom('ausland', 'kultur', 'sport'),
    }),
    { size: 'max', maxLength: 25, selector: ({ slug }) => slug },
  )
  .map(articlesOf);

const articles: readonly RelatedCandidate[] = [
  { slug: 'kim', instant: 360 * DAY, tags: ['korea', 'russland', 'alle', 'nie', 'nie'], section: 'ausland' },
  { slug: 'ost', instant: 360 * DAY, tags: ['russland', 'alle'], section: 'wirtschaft' },
  { slug: 'rakete', instant: 180 * DAY, tags: ['korea', 'russland', 'alle'], section: 'ausland' },
  { slug: 'buch', instant: 0, tags: ['alle'], section: 'wirtschaft' },
  { slug: 'film', instant: 0, tags: [], section: 'film' },
  { slug: 'oper', instant: 0, tags: ['alle'], section: 'kultur' },
].map(candidate);

describe('the index of related articles', () => {
  it('says which terms two articles share, and what each is worth', () => {
    const [first] = relatedIndex(articles).explain(0).related;
    const korea = Math.log(7 / 2);
    const russland = Math.log(7 / 3);
    const ausland = Math.log(7 / 2) / 2;
    const square = korea ** 2 + russland ** 2 + ausland ** 2;
    expect(first?.article).toEqual({ index: 2, score: 0.75 });
    expect(first?.reason.shared.map(({ kind, key, frequency }) => [kind, key, frequency])).toEqual([
      ['tag', 'korea', 2],
      ['tag', 'russland', 3],
      ['section', 'ausland', 2],
    ]);
    expect(first?.reason.shared.map(({ rarity }) => rarity)).toEqual([korea, russland, ausland]);
    expect(first?.reason.shared[1]?.share).toBeCloseTo(russland ** 2 / square, 12);
    expect(first?.reason.similarity).toBeCloseTo(1, 12);
    expect(first?.reason).toMatchObject({ days: 180, dateFactor: 0.75 });
  });

  it('says which terms do not count, and why', () => {
    const index = relatedIndex(articles);
    expect(index.explain(0).ignored).toEqual([
      { kind: 'tag', key: 'alle', frequency: 5, reason: 'too common' },
      { kind: 'tag', key: 'nie', frequency: 1, reason: 'too rare' },
    ]);
    expect(index.explain(4).ignored).toEqual([
      { kind: 'section', key: 'film', frequency: 1, reason: 'too rare' },
    ]);
  });

  it('explains what it answers: the factors make the score, the shares make a whole', () => {
    fc.assert(
      fc.property(papers, (candidates) => {
        const index = relatedIndex(candidates);
        for (const asked of candidates.keys()) {
          const { related } = index.explain(asked);
          expect(related.map(({ article }) => article)).toEqual(index.relatedTo(asked));
          for (const { article, reason } of related) {
            expect(Math.round(reason.similarity * reason.dateFactor * 1e6) / 1e6).toBe(article.score);
            expect(reason.shared.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
          }
        }
      }),
    );
  });

  it('answers the same whatever was asked before', () => {
    fc.assert(
      fc.property(papers, fc.array(fc.nat(24)), (candidates, questions) => {
        const index = relatedIndex(candidates);
        for (const asked of questions.filter((question) => question < candidates.length)) {
          expect(index.relatedTo(asked)).toEqual(relatedIndex(candidates).relatedTo(asked));
        }
      }),
    );
  });
});
