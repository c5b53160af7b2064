import { expect, test } from 'vitest';
import { createArticleFinder } from '../../../src/comments/articles/articleFinder.ts';
import { article } from '../../support/testSite.ts';
import { openDevSite } from '../../dev/openDevSite.ts';

test.each([
  '/2023/09/kim/',
  '/2023/09/kim',
  'https://example.org/blog/2023/09/kim/',
  'http://www.example.org/blog/2023/09/kim/index.html?a=1#b',
  '/blog/2023/09/kim/',
  '/alt/größe.html',
  '/alt/gr%C3%B6%C3%9Fe.html',
  'kim',
  '2023-09-kim',
])('An article is found by „%s“', async (name) => {
  const { devSite } = await openDevSite({
    'site.yaml': 'title: Der Bote\nurl: https://example.org/blog/\n',
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13\naliases: [/alt/größe.html]'),
  });
  const { collections, settings } = devSite.snapshot ?? {};
  const finder = settings && createArticleFinder(collections?.articles ?? [], settings.url);
  expect(finder?.named(name)?.title).toBe('Kim');
  for (const other of ['', '/', 'https://', '/2023/09/', '/2023/09/kim/x', '..', '%']) {
    expect(finder?.named(other)).toBeUndefined();
  }
});
