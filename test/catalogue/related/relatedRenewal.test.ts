import { describe, expect, it } from 'vitest';
import { relatedArticles } from './relatedArticles.ts';
import type { RelatedCandidate } from '../../../src/catalogue/related/relatedCandidate.ts';
import { relatedIndex } from '../../../src/catalogue/related/relatedIndex.ts';
import { renewRelatedIndex } from '../../../src/catalogue/related/relatedRenewal.ts';

const paper: readonly RelatedCandidate[] = Array.from({ length: 12 }, (_, index) => ({
  slug: `artikel-${index}`,
  instant: index * 86_400_000,
  terms: [`tag-${index % 3}`, `thema-${index % 4}`],
  section: `ressort-${index % 2}`,
}));

function edited(change: Partial<RelatedCandidate>): readonly RelatedCandidate[] {
  return paper.map((candidate, index) => (index === 5 ? Object.assign({}, candidate, change) : candidate));
}

describe('the renewed index of related articles', () => {
  it('is the same one when nothing changed that it knows of', () => {
    const index = relatedIndex(paper, 3);
    expect(renewRelatedIndex(index, edited({ terms: ['tag-2', 'thema-1'] }))).toBe(index);
  });

  it.each([
    ['a tag more', edited({ terms: ['tag-2', 'thema-1', 'tag-1'] })],
    ['another tag', edited({ terms: ['tag-2', 'thema-3'] })],
    ['another date', edited({ instant: 0 })],
    ['another Ressort', edited({ section: 'ressort-0' })],
    ['another slug', edited({ slug: 'artikel-99' })],
    ['an article less', paper.slice(1)],
    ['an article more', [...paper, { slug: 'neu', instant: 0, terms: ['tag-1'] }]],
  ])('answers as a new one after %s', (_, candidates) => {
    const index = relatedIndex(paper, 3);
    for (const asked of paper.keys()) index.relatedTo(asked);
    const renewed = renewRelatedIndex(index, candidates);
    expect(candidates.map((__, asked) => renewed.relatedTo(asked))).toEqual(relatedArticles(candidates, 3));
    expect(renewed.candidates).toBe(candidates);
  });
});
