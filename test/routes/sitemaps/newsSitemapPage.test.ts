/** `/news-sitemap.xml`: what was published in the last two days. */
import { Readable } from 'node:stream';
import { ErrorLevel, parseSitemap, validateSMIOptions } from 'sitemap';
import { describe, expect, test } from 'vitest';
import { newsArticles, newsSpan } from '../../../src/collections/groups.ts';
import type { Article } from '../../../src/core/model.ts';
import { buildNewsroom } from '../../support/newsroom.ts';
import { article, createSite, reported } from '../../support/testSite.ts';

const path = 'news-sitemap.xml';

describe('The news sitemap', () => {
  test('is read by a crawler as it is meant, with all that Google asks for', async () => {
    const items = await parseSitemap(Readable.from((await buildNewsroom()).read(path)));
    for (const item of items) validateSMIOptions({ ...item, url: item.url }, ErrorLevel.THROW);
    expect(items).toMatchObject([
      {
        url: 'https://example.org/2026/09/alles/',
        news: {
          publication: { name: 'Der Bote & Co.', language: 'de' },
          publication_date: '2026-09-30T14:30:00+02:00',
          title: 'Alles & </script> „mehr“',
        },
      },
    ]);
  });

  test('lets an article go after two days, though nothing else has changed', async () => {
    const site = createSite({ 'content/articles/a.md': article('title: A\ndate: 2026-10-01 10:00') });
    const date = Date.UTC(2026, 9, 1, 8);
    await site.build({ now: date + newsSpan - 1 });
    expect(site.read(path)).toContain('<news:title>A</news:title>');
    const { rendered, diagnostics } = await site.build({ now: date + newsSpan, verify: true });
    expect(reported({ diagnostics })).toEqual([]);
    expect(rendered).toBe(1);
    expect(site.read(path)).not.toContain('<url>');
  });

  test('has no advertisement, nothing that is still to come, and at most 1,000 articles', () => {
    const now = Date.UTC(2026, 9, 1);
    const at = (minutes: number, more: Partial<Article> = {}): Article =>
      ({ date: { instant: now - minutes * 60_000, offset: 0, dayOnly: false }, ...more }) as Article;
    const many = Array.from({ length: 1200 }, (_, index) => at(index + 2));
    const found = newsArticles([at(-1), at(0), at(1, { label: 'anzeige' }), ...many], now);
    expect(found).toHaveLength(1000);
    expect(found.slice(0, 2)).toEqual([at(0), at(2)]);
  });
});
