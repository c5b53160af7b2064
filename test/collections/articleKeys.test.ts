import { expect, test } from 'vitest';
import { createArticleKeys } from '../../src/collections/shownArticles.ts';
import type { Slug, UrlPath } from '../../src/core/model.ts';

function keyed(slug: string, url: string, ...aliases: readonly string[]) {
  return { slug: slug as Slug, url: url as UrlPath, aliases: aliases as readonly UrlPath[] };
}

const kim = keyed('kim', '/2023/09/kim/', '/alt/reise.html', '/früher/');
const bus = keyed('bus', '/2024/01/bus/', '/alt/fahrt/');
const otherBus = keyed('bus', '/2025/01/bus/', '/neu/fahrt/', '/kim/');
const keys = createArticleKeys([kim, bus, otherBus]);

test('An article is named by its slug, or by its address when another one has the slug', () => {
  expect([kim, bus, otherBus].map(keys.keyOf)).toEqual(['kim', '2024-01-bus', '2025-01-bus']);
});

test.each([
  ['kim', kim],
  ['2023-09-kim', kim],
  ['reise', kim],
  ['früher', kim],
  ['2025-01-bus', otherBus],
  ['nichts', undefined],
  ['', undefined],
])('A folder „%s“ is understood', (folder, article) => {
  expect(keys.find(folder)).toBe(article);
  expect(keys.isAmbiguous(folder)).toBe(false);
});

test.each(['bus', 'fahrt'])('A folder „%s“ could be that of several articles', (folder) => {
  expect(keys.find(folder)).toBeUndefined();
  expect(keys.isAmbiguous(folder)).toBe(true);
});
