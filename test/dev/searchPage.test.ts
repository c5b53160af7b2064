import { expect, test } from 'vitest';
import { article, minimalSettings } from '../support/testSite.ts';
import { openDevSite } from './openDevSite.ts';

test('The preview makes no search index, and its search page says so', async () => {
  const { at, devSite } = await openDevSite({
    'site.yaml': `${minimalSettings}search: true\n`,
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13'),
  });
  expect(at('/suche/')).toContain('In der Vorschau gibt es keinen Suchindex');
  expect(at('/suche/')).not.toContain('<form');
  expect(devSite.snapshot?.searchable).toBeUndefined();
});
