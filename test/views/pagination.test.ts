import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UrlPath } from '../../src/core/model.ts';
import { paginationView, splitIntoPages } from '../../src/views/cards.ts';

const list = '/thema/fluss/' as UrlPath;
const site = { origin: 'https://example.org', base: '/blog' };
const shownIn = (current: number, total: number) =>
  paginationView(list, current, total, site).pages.map((page) => (page === 'gap' ? '…' : page.number));

describe('A list in pages', () => {
  test('loses nothing, repeats nothing, and keeps the order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (items, size) => {
        const pages = splitIntoPages(items, size);
        expect(pages.flat()).toEqual(items);
        expect(pages.slice(0, -1).every((page) => page.length === size)).toBe(true);
        expect(pages.length).toBe(Math.max(1, Math.ceil(items.length / size)));
      }),
    );
  });

  test('is one empty page when it is empty', () => {
    expect(splitIntoPages([], 20)).toEqual([[]]);
  });
});

describe('The way through the pages', () => {
  test.each([
    [1, 1, [1]],
    [1, 2, [1, 2]],
    [1, 9, [1, 2, '…', 9]],
    [2, 3, [1, 2, 3]],
    [5, 9, [1, '…', 4, 5, 6, '…', 9]],
    [3, 5, [1, 2, 3, 4, 5]],
    [9, 9, [1, '…', 8, 9]],
  ])('on page %i of %i shows %j', (current, total, shown) => {
    expect(shownIn(current, total)).toEqual(shown);
  });

  test('leads to the neighbours, and to the first page by the list’s own address', () => {
    expect(paginationView(list, 2, 3, site)).toMatchObject({
      current: 2,
      total: 3,
      previousUrl: '/blog/thema/fluss/',
      nextUrl: '/blog/thema/fluss/seite/3/',
    });
    expect(paginationView(list, 1, 3, site)).not.toHaveProperty('previousUrl');
    expect(paginationView(list, 3, 3, site)).not.toHaveProperty('nextUrl');
  });

  test('always shows the current, the first and the last page, ascending, and never more than seven places', () => {
    const place = fc
      .integer({ min: 1, max: 500 })
      .chain((total) => fc.tuple(fc.integer({ min: 1, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(place, ([current, total]) => {
        const numbers = shownIn(current, total).filter((page) => typeof page === 'number');
        expect(numbers).toEqual(expect.arrayContaining([1, current, total]));
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        expect(shownIn(current, total).length).toBeLessThanOrEqual(7);
      }),
    );
  });
});
