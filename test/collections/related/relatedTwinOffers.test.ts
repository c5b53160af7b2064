import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidate } from './candidate.ts';
import { relatedArticles } from './relatedArticles.ts';
import {
  RelatedShortlist,
  offerTwins,
  relatedTwins,
} from '../../../src/collections/related/relatedSearch.ts';
import { relatedTerms, relatedVocabulary } from '../../../src/collections/related/relatedTerms.ts';

const DAY = 86_400_000;

/** Seconds apart, scores tie; days apart, they do not. */
const instants = fc.array(
  fc.oneof(
    fc.nat(3),
    fc.nat(200_000),
    fc.nat(3000).map((day) => day * DAY),
  ),
  {
    size: 'max',
    minLength: 2,
    maxLength: 60,
  },
);

describe('offering twins', () => {
  it('fills the shortlist with the best of them, whichever article asks', () => {
    fc.assert(
      fc.property(instants, (unordered) => {
        const instant = Float64Array.from(unordered).toSorted((a, b) => b - a);
        const candidates = Array.from(instant, (moment, number) =>
          candidate({ slug: `artikel-${number}`, instant: moment, tags: [], section: 'sport' }),
        );
        const terms = relatedTerms(relatedVocabulary(candidates));
        const shortlist = new RelatedShortlist(4);
        for (const asked of instant.keys()) {
          shortlist.clear();
          offerTwins({ instant, terms, twins: relatedTwins(terms) }, asked, shortlist);
          const best = Array.from(instant, (moment, article) => {
            const days = Math.abs(moment - instant[asked]!) / DAY;
            return { article, score: Math.round((0.5 + 0.5 * 2 ** (-days / 180)) * 1e6) };
          })
            .filter(({ article }) => article !== asked)
            .toSorted((a, b) => b.score - a.score || a.article - b.article);
          expect(shortlist.entries()).toEqual(best.slice(0, 4));
        }
      }),
    );
  });

  it.each([0, 1000, 3650 * DAY])(
    'never looks at all of them: twenty thousand twins within %i ms are done at once',
    (spread) => {
      const articles = Array.from({ length: 20_000 }, (_, index) =>
        candidate({
          slug: `artikel-${String(index).padStart(6, '0')}`,
          instant: Math.floor((spread * (20_000 - index)) / 20_000),
          tags: [],
          section: 'sport',
        }),
      );
      const lists = relatedArticles(articles);
      expect(lists.map((list) => list.length)).toEqual(Array.from({ length: 20_000 }).fill(4));
      expect(lists[0]?.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
    },
  );
});
