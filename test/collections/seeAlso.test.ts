import { expect, test } from 'vitest';
import { article, createSite, minimalSettings } from '../support/testSite.ts';

test('A site that wants no article under „Siehe auch“ gets none, whatever tags and editors say', async () => {
  const head = 'date: 2023-01-01\ntags: [Nordkorea, Russland]\nrelated: [b.md]';
  const site = createSite({
    'site.yaml': `${minimalSettings}related: { limit: 0 }\n`,
    'content/articles/a.md': article(`title: A\n${head}`),
    'content/articles/b.md': article(`title: B\n${head}`),
    'content/articles/c.md': article('title: C\ndate: 2023-01-01\ntags: [Verkehr]'),
  });
  const { snapshot } = await site.build();
  const [first] = snapshot?.collections.articles ?? [];
  expect(first?.title).toBe('A');
  expect(first && snapshot?.seeAlso.relatedTo(first)).toEqual([]);
  expect(first && snapshot?.seeAlso.explain(first)).toMatchObject({ picks: [], related: [] });
});
