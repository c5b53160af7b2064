import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { XsdValidator } from 'libxml2-wasm';
import { parseSitemap, parseSitemapIndex } from 'sitemap';
import { describe, expect, test } from 'vitest';
import { renderNewsSitemap, renderSitemap, renderSitemapIndex } from '../../../src/render/feeds/sitemap.ts';
import { readXml } from './readXml.ts';
import { published, updated } from './sampleFeed.ts';

const schemaFile = createRequire(import.meta.url)
  .resolve('sitemap/package.json')
  .replace('package.json', 'schema/sitemap.xsd');

function validate(xml: string): void {
  readXml(readFileSync(schemaFile, 'utf8'), (schema) => {
    const validator = XsdValidator.fromDoc(schema);
    try {
      readXml(xml, (document) => validator.validate(document));
    } finally {
      validator.dispose();
    }
  });
}

const links = [
  { url: 'https://example.org/2023/09/kim/', updated: published },
  { url: 'https://example.org/suche?a=1&b=2', updated },
  { url: 'https://example.org/impressum/' },
];

describe('a sitemap', () => {
  test('obeys the schema of sitemaps.org', () => {
    const xml = renderSitemap({ pages: links });
    expect(() => validate(xml)).not.toThrow();
    expect(() => validate(xml.replace('+02:00', ' Uhr'))).toThrow(/lastmod/);
  });

  test('is read by a crawler as the view says', async () => {
    const pages = await parseSitemap(Readable.from(renderSitemap({ pages: links })));
    expect(pages.map(({ url, lastmod }) => [url, lastmod])).toEqual([
      ['https://example.org/2023/09/kim/', '2023-09-13T14:30:00+02:00'],
      ['https://example.org/suche?a=1&b=2', '2023-11-02T08:05:09+01:00'],
      ['https://example.org/impressum/', undefined],
    ]);
  });
});

test('the picture of an article is read by a crawler, and is all that the schema does not know', async () => {
  const image = 'https://example.org/medien/a.jpg?b&c';
  const xml = renderSitemap({ pages: [{ url: 'https://example.org/a/', image }] });
  expect(await parseSitemap(Readable.from(xml))).toMatchObject([{ img: [{ url: image }] }]);
  expect(() => validate(xml.replace(/<image:image>[^]*?<\/image:image>\n/, ''))).not.toThrow();
});

test('a news sitemap obeys the schema in all that is not news', () => {
  const articles = [{ url: 'https://example.org/a/', title: 'A & B', language: 'de', published }];
  const xml = renderNewsSitemap({ name: 'Blatt', articles });
  expect(() => validate(xml.replace(/<news:news>[^]*?<\/news:news>\n/, ''))).not.toThrow();
});

test('a sitemap index is read by a crawler as the view says', async () => {
  const parts = await parseSitemapIndex(Readable.from(renderSitemapIndex({ parts: links })));
  expect(parts.map(({ url, lastmod }) => [url, lastmod])).toEqual([
    ['https://example.org/2023/09/kim/', '2023-09-13T14:30:00+02:00'],
    ['https://example.org/suche?a=1&b=2', '2023-11-02T08:05:09+01:00'],
    ['https://example.org/impressum/', undefined],
  ]);
});
