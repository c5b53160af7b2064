import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainPaths, planSitemaps, type SitemapEntry } from '../../../src/routes/sitemaps/sitemapPages.ts';
import { renderSitemap } from '../../../src/render/feeds/sitemap.ts';

const siteUrl = 'https://example.org/blog';

function article(slug: string, instant: number, offset = 60): SitemapEntry {
  const moment = { instant, offset };
  return { kind: 'article', url: `${siteUrl}/${slug}/`, published: moment, updated: moment };
}

const home: SitemapEntry = { kind: 'list', url: `${siteUrl}/`, updated: { instant: 5, offset: 60 } };
const imprint: SitemapEntry = { kind: 'page', url: `${siteUrl}/impressum/` };
const old = article('alt', Date.UTC(2019, 5, 1), 120);
const young = article('neu', Date.UTC(2023, 8, 13), 120);

function many(count: number, slug = 'a'): readonly SitemapEntry[] {
  return Array.from({ length: count }, (_, index) =>
    article(`${slug}-${index}`, Date.UTC(2023, 0, 2) + index * 1000),
  );
}

describe('the plan of the sitemaps', () => {
  test('is an index and a part for each year, for the lists and for the pages', () => {
    const [index, ...parts] = planSitemaps([imprint, young, home, old], siteUrl);
    expect(index).toEqual({
      kind: 'index',
      path: '/sitemap.xml',
      view: {
        parts: [
          { url: `${siteUrl}/sitemap-2019.xml`, updated: old.updated },
          { url: `${siteUrl}/sitemap-2023.xml`, updated: young.updated },
          { url: `${siteUrl}/sitemap-listen.xml`, updated: home.updated },
          { url: `${siteUrl}/sitemap-seiten.xml` },
        ],
      },
    });
    expect(parts.map(({ path }) => path)).toEqual([
      '/sitemap-2019.xml',
      '/sitemap-2023.xml',
      '/sitemap-listen.xml',
      '/sitemap-seiten.xml',
    ]);
    expect(parts[0]?.view).toEqual({ pages: [{ url: `${siteUrl}/alt/`, updated: old.updated }] });
  });

  test('is empty for an empty site', () => {
    expect(planSitemaps([], siteUrl)).toEqual([]);
  });

  test('does not mind a closing slash, nor the order of the entries', () => {
    const entries = [imprint, young, home, old];
    expect(planSitemaps(entries.toReversed(), `${siteUrl}/`)).toEqual(planSitemaps(entries, siteUrl));
  });

  test('counts the year by the clock of the site', () => {
    const plan = planSitemaps([article('silvester', Date.UTC(2023, 11, 31, 23, 30))], siteUrl);
    expect(plan[1]?.path).toBe('/sitemap-2024.xml');
  });

  test('changes one part and the index when an article is added', () => {
    const before = new Map(
      planSitemaps([imprint, home, old, young], siteUrl).map((file) => [file.path, file]),
    );
    const newest = article('neuer', Date.UTC(2023, 10, 1));
    const changed = planSitemaps([imprint, home, old, young, newest], siteUrl)
      .filter((file) => JSON.stringify(file) !== JSON.stringify(before.get(file.path)))
      .map(({ path }) => path);
    expect(changed).toEqual(['/sitemap.xml', '/sitemap-2023.xml']);
  });

  test('goes on in a further file above 45,000 addresses and leaves the first as it was', () => {
    const full = planSitemaps(many(45_000), siteUrl);
    const [, first, second] = planSitemaps(many(45_001), siteUrl);
    expect(full.map(({ path }) => path)).toEqual(['/sitemap.xml', '/sitemap-2023.xml']);
    expect(first).toEqual(full[1]);
    expect(second?.path).toBe('/sitemap-2023-2.xml');
    expect(second?.view).toMatchObject({ pages: [{ url: `${siteUrl}/a-45000/` }] });
  });

  test('stays below 50 MB a file however long the addresses are', () => {
    const parts = planSitemaps(many(10_000, '&'.repeat(1000)), siteUrl).flatMap((file) =>
      file.kind === 'part' ? [renderSitemap(file.view)] : [],
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts.map((xml) => Buffer.byteLength(xml)))).toBeLessThan(50_000_000);
  });

  test('names every address exactly once', () => {
    const kinds = fc.constantFrom<SitemapEntry['kind']>('article', 'list', 'page');
    const anyEntries = fc.uniqueArray(fc.tuple(kinds, fc.integer({ min: 0, max: 1e12 })), {
      selector: String,
    });
    fc.assert(
      fc.property(anyEntries, (drawn) => {
        const entries = drawn.map(([kind, number]): SitemapEntry => {
          const url = `${siteUrl}/${kind}-${number}/`;
          return kind === 'article' ? article(`${kind}-${number}`, number) : { kind, url };
        });
        const listed = planSitemaps(entries, siteUrl).flatMap((file) =>
          file.kind === 'part' ? file.view.pages : [],
        );
        expect(listed.map(({ url }) => url).toSorted()).toEqual(entries.map(({ url }) => url).toSorted());
      }),
    );
  });

  test('has the paths that are told without its entries, if any are', () => {
    const anyEntries = fc.array(
      fc.tuple(fc.constantFrom('article', 'list', 'page'), fc.integer({ min: 2000, max: 2040 })),
    );
    fc.assert(
      fc.property(anyEntries, fc.constantFrom(1, 3_000, 2_000_000), (drawn, length) => {
        const entries = drawn.map(([kind, year], index): SitemapEntry => {
          const one = article(`${index}-${'&'.repeat(length)}`, Date.UTC(year, 5));
          return kind === 'article' ? one : { kind: kind === 'list' ? 'list' : 'page', url: one.url };
        });
        const nameOf = (entry: SitemapEntry): string =>
          entry.kind === 'article'
            ? String(new Date(entry.published.instant).getUTCFullYear())
            : { list: 'listen', page: 'seiten' }[entry.kind];
        const counts = [...Map.groupBy(entries, nameOf)].map(
          ([name, group]) => [name, group.length] as const,
        );
        const told = plainPaths(
          [...counts, ['9999', 0]],
          Math.max(0, ...entries.map(({ url }) => url.length)),
        );
        const isSmall = length === 1;
        if (isSmall || told)
          expect(told).toEqual(
            entries.length === 0 ? ['/sitemap.xml'] : planSitemaps(entries, siteUrl).map(({ path }) => path),
          );
      }),
    );
  });

  test('is not told without the entries of a part that needs a second file', () => {
    expect(plainPaths([['2023', 45_001]], 30)).toBeUndefined();
    expect(plainPaths([['2023', 10_000]], 5_000)).toBeUndefined();
    expect(plainPaths([['2023', 10_000]], 100)).toEqual(['/sitemap.xml', '/sitemap-2023.xml']);
  });
});
