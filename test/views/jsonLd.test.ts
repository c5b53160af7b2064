/** Structured data on the pages of a whole newsroom. */
import { describe, expect, test } from 'vitest';
import { buildNewsroom } from '../support/newsroom.ts';
import { type JsonObject, jsonLdIn, nodesIn, schemaFaults } from '../support/schemaOrg.ts';
import { createSite, minimalSettings, type TestSite } from '../support/testSite.ts';

/** The first node of a type on a page. */
function nodeOf(site: TestSite, path: string, type: string): JsonObject | undefined {
  return jsonLdIn(site.read(path))
    .flatMap(nodesIn)
    .find((node) => node['@type'] === type);
}

describe('The JSON-LD of a newsroom', () => {
  test.each(['https://example.org/', 'https://example.org/blog/'])(
    'at %s has nothing on any page that schema.org does not know',
    async (url) => {
      const site = await buildNewsroom({ url });
      const documents = site
        .paths()
        .filter((path) => path.endsWith('.html'))
        .flatMap((path) => jsonLdIn(site.read(path)).map((document) => ({ path, document })));
      expect(documents).toHaveLength(17);
      expect(
        documents.flatMap(({ path, document }) => schemaFaults(document).map((fault) => [path, fault])),
      ).toEqual([]);
      const addresses = [...JSON.stringify(documents).matchAll(/"(\/[^"]*|https:\/\/example\.org[^"]*)"/g)];
      expect(addresses.length).toBeGreaterThan(100);
      expect(
        addresses.filter(([, address]) => !address?.startsWith(url)).map(([, address]) => address),
      ).toEqual([]);
    },
  );

  test('would fail the vocabulary with a type, property or value that it does not have', () => {
    const faultsOf = (node: object): readonly string[] =>
      schemaFaults({ '@context': 'https://schema.org', '@graph': [{ '@type': 'NewsArticle', ...node }] });
    expect(faultsOf({ '@type': 'NewsPost' })).toEqual(['NewsPost is no type']);
    expect(faultsOf({ title: 'Kim' })).toEqual(['NewsArticle has no title']);
    expect(faultsOf({ isFree: true })).toEqual(['isFree is no property']);
    expect(faultsOf({ dateModified: '2026-09-30 14:30' })).toEqual([
      'NewsArticle.dateModified is not "2026-09-30 14:30"',
    ]);
    expect(faultsOf({ author: { '@type': 'WebPage' } })).toEqual([
      'NewsArticle.author is not {"@type":"WebPage"}',
    ]);
  });

  test('cannot end its script element, whatever authors type', async () => {
    const site = await buildNewsroom();
    expect(nodeOf(site, '2026/09/alles/index.html', 'NewsArticle')?.['headline']).toBe(
      'Alles & </script> „mehr“',
    );
  });

  test('says of an article who wrote, published and corrected it, and what it shows', async () => {
    const url = 'https://example.org/2026/09/alles/';
    expect(nodeOf(await buildNewsroom(), '2026/09/alles/index.html', 'NewsArticle')).toMatchObject({
      '@id': url,
      mainEntityOfPage: url,
      datePublished: '2026-09-30T14:30:00+02:00',
      dateModified: '2026-10-01T08:00:00+02:00',
      author: [
        { name: 'Anna Müller', url: 'https://example.org/autor/anna-mueller/' },
        { name: 'Jonas Weißbach' },
      ],
      image: { creditText: 'Anna Müller', url: expect.stringMatching(/^https:.*-300\.jpg$/) },
      publisher: { name: 'Boten-Verlag GmbH', logo: expect.stringContaining('favicon') },
      inLanguage: 'de',
      copyrightYear: 2026,
      articleSection: 'Ausland & Welt',
      keywords: ['Nordkorea', 'R&D'],
      correction: [{ text: 'Es war „nicht“ so.', datePublished: '2026-10-01T07:00:00+02:00' }],
      commentCount: 1,
    });
  });

  test.each([
    ['meinung', 'OpinionNewsArticle'],
    ['analyse', 'AnalysisNewsArticle'],
    ['anzeige', 'AdvertiserContentArticle'],
    ['gastbeitrag', 'NewsArticle'],
    ['agentur', 'NewsArticle'],
  ])(
    'calls an article with the label %s %s, written by the publisher where nobody is named',
    async (label, type) => {
      expect(nodeOf(await buildNewsroom(), `2026/09/${label}/index.html`, type)).toMatchObject({
        headline: label,
        author: { '@id': 'https://example.org/#publisher' },
      });
    },
  );

  test('shows no picture that is too small for Google', async () => {
    const site = await buildNewsroom({ lead: 'klein.svg' });
    expect(nodeOf(site, '2026/09/alles/index.html', 'NewsArticle')).not.toHaveProperty('image');
  });

  test('introduces the publisher on the front page, and authors on theirs', async () => {
    const site = await buildNewsroom();
    expect(nodeOf(site, 'index.html', 'NewsMediaOrganization')).toMatchObject({
      email: 'redaktion@example.org',
      sameAs: ['https://social.example/@bote'],
      correctionsPolicy: 'https://example.org/impressum/',
      ethicsPolicy: 'https://www.presserat.example/',
    });
    expect(nodeOf(site, 'index.html', 'WebSite')).toMatchObject({ name: 'Der Bote & Co.' });
    expect(nodeOf(site, 'autor/anna-mueller/index.html', 'ProfilePage')).toMatchObject({
      mainEntity: { name: 'Anna Müller', jobTitle: 'Korrespondentin', sameAs: ['https://anna.example/'] },
    });
  });

  test('counts the articles of a list from page to page', async () => {
    const site = await buildNewsroom({ perPage: 4 });
    const listed = (path: string) => nodeOf(site, path, 'CollectionPage')?.['mainEntity'];
    expect(listed('ressort/ausland-und-welt/index.html')).toMatchObject({
      itemListElement: [{ position: 1, url: 'https://example.org/2026/09/alles/' }, {}, {}, {}],
    });
    expect(listed('ressort/ausland-und-welt/seite/2/index.html')).toMatchObject({
      itemListElement: [{ position: 5 }, { position: 6, url: 'https://example.org/2026/09/meinung/' }],
    });
  });

  test('is not on pages that nobody shall find', async () => {
    const site = createSite({ 'site.yaml': minimalSettings });
    await site.build();
    expect(jsonLdIn(site.read('404.html'))).toEqual([]);
    expect(jsonLdIn(site.read('kommentar-danke/index.html'))).toEqual([]);
  });
});

describe('The head of a page', () => {
  test('names the page in other languages, and itself', async () => {
    const site = await buildNewsroom();
    const links = (path: string): readonly string[] =>
      [...site.read(path).matchAll(/<link rel="alternate" (hreflang=[^>]*)>/g)].map(([, link = '']) => link);
    expect(links('index.html')).toEqual([
      'hreflang="de" href="https://example.org/"',
      'hreflang="en" href="https://example.org/en/"',
    ]);
    expect(links('2026/09/alles/index.html')).toEqual([
      'hreflang="de" href="https://example.org/2026/09/alles/"',
      'hreflang="en" href="https://example.org/en/all/"',
    ]);
    expect(links('impressum/index.html')).toEqual([]);
  });
});
