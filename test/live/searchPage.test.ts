import { expect, test } from 'vitest';
import { article, minimalSettings } from '../support/testSite.ts';
import { openLive } from './openLive.ts';

test('The preview makes no search index, and its search page says so', async () => {
  const { at, live } = await openLive({
    'site.yaml': `${minimalSettings}search: true\n`,
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13'),
  });
  expect(at('/suche/')).toContain('In der Vorschau gibt es keinen Suchindex');
  expect(at('/suche/')).not.toContain('<form');
  expect(live.edition?.searchable).toBeUndefined();
});
