/** Corrections and counterstatements of articles. */
import { describe, expect, test } from 'vitest';
import { elementsIn, wordsAt, wordsOf } from './support/html.ts';
import { article, createSite, reported } from './support/testSite.ts';

const riedbahn = `
title: Die Riedbahn
date: 2024-12-15
section: Verkehr
corrections:
  - { date: 2024-12-16, text: 'Es waren 70 Kilometer, nicht 700.' }
  - { date: 2024-12-18 09:30, text: Der Minister heißt & hieß <Wissing>. }`;

const files = {
  'content/articles/riedbahn.md': article(riedbahn, 'Sie fährt wieder.'),
  'content/articles/finale.md': article(`
title: Das Finale
date: 2024-07-14
label: anzeige
corrections: [{ date: 2024-12-17, text: Es war Berlin. }]`),
  'content/articles/richtig.md': article('title: Alles richtig\ndate: 2024-12-20'),
};

describe('All corrections', () => {
  test('stand on one page, newest first, each with a link to its article', async () => {
    const site = createSite(files);
    await site.build();
    const page = site.read('korrekturen/index.html');
    const items = elementsIn(page, ({ tagName }) => tagName === 'li').map(wordsOf);
    expect(items.filter((item) => /\d{4}.*: /.test(item))).toEqual([
      'Die Riedbahn 18. Dezember 2024, 09:30 Uhr: Der Minister heißt & hieß <Wissing>.',
      'Anzeige: Das Finale 17. Dezember 2024: Es war Berlin.',
      'Die Riedbahn 16. Dezember 2024: Es waren 70 Kilometer, nicht 700.',
    ]);
    expect(page).toContain('<h2><a href="/2024/12/die-riedbahn/">Die Riedbahn</a></h2>');
    expect(site.read('index.html')).toContain('<a href="/korrekturen/">Korrekturen</a>');
    // Search engines hear when something was corrected, not when it was written.
    expect(site.read('sitemap-listen.xml')).toMatch(
      /korrekturen\/<\/loc>\s*<lastmod>2024-12-18T09:30:00\+01:00</,
    );
  });

  test('have no page and no link where nothing was corrected, and lose them with the last correction', async () => {
    const site = createSite(files);
    await site.build();
    site.remove('content/articles/finale.md');
    site.write({ 'content/articles/riedbahn.md': article('title: Die Riedbahn\ndate: 2024-12-15') });
    await site.build();
    expect(site.paths()).not.toContain('korrekturen/index.html');
    expect(JSON.stringify(site.outputs())).not.toContain('korrekturen');
  });
});

describe('A correction in feeds', () => {
  const entryOf = (feed: string, title: string): string =>
    feed.split(/<entry>|<item>/).find((entry) => entry.includes(title)) ?? '';

  test('stands above the text and makes the entry newer, not another one', async () => {
    const site = createSite({
      ...files,
      'content/articles/riedbahn.md': article('title: Die Riedbahn\ndate: 2024-12-15', 'Sie fährt wieder.'),
    });
    await site.build();
    const before = entryOf(site.read('atom.xml'), 'Die Riedbahn');
    site.write(files);
    await site.build();
    const after = entryOf(site.read('atom.xml'), 'Die Riedbahn');
    const idOf = (entry: string): string | undefined => /<id>(.*)<\/id>/.exec(entry)?.[1];
    expect(idOf(before)).toBeDefined();
    expect(idOf(after)).toBe(idOf(before));
    expect(after).toContain('<updated>2024-12-18T09:30:00+01:00</updated>');
    expect(after.replaceAll('\u00a0', ' ')).toContain(
      '<p><strong>Korrektur, 16. Dezember 2024:</strong> Es waren 70 Kilometer, nicht 700.</p>\n<p><strong>Korrektur, 18. Dezember 2024, 09:30 Uhr:</strong> Der Minister heißt &amp; hieß &lt;Wissing&gt;.</p>\n<p>Sie fährt wieder.</p>',
    );
    const { items } = JSON.parse(site.read('feed.json'));
    expect(JSON.stringify(items)).toContain('Es waren 70 Kilometer');
  });
});

describe('A counterstatement', () => {
  const head = `
title: Der Streit
date: 2024-12-15
gegendarstellungen:
  - date: 2024-12-20
    name: Max & Moritz GmbH
    text: |
      In dem Artikel heißt es, wir hätten "nie" gezahlt.

      Hierzu stellen wir fest: Wir haben z.B. am 1.Mai gezahlt. <b>
sources: [Handelsregister, { name: "Urteil des LG", url: "https://example.com/urteil" }]`;

  test('is led to from below the headline and stands below the text, word for word', async () => {
    const site = createSite({ 'content/articles/streit.md': article(head, 'Der Text.') });
    const result = await site.build();
    expect(reported(result)).toEqual([]);
    const page = site.read('2024/12/der-streit/index.html');
    expect(page.indexOf('href="#gegendarstellung"')).toBeLessThan(page.indexOf('<p>Der Text.'));
    expect(page.indexOf('<p>Der Text.')).toBeLessThan(page.indexOf('id="gegendarstellung"'));
    expect(wordsAt(page, '.counterstatements')).toBe(
      'Gegendarstellung Von Max & Moritz GmbH, 20. Dezember 2024 In dem Artikel heißt es, wir hätten "nie" gezahlt. Hierzu stellen wir fest: Wir haben z.B. am 1.Mai gezahlt. <b>',
    );
    expect(
      elementsIn(
        page,
        ({ tagName, properties: { id } }) => tagName === 'section' && id === 'gegendarstellung',
      )
        .flatMap(({ children }) => children)
        .filter((child) => child.type === 'element' && child.tagName === 'p'),
    ).toHaveLength(3);
  });

  test('goes with the text into feeds and makes the article newer', async () => {
    const site = createSite({ 'content/articles/streit.md': article(head, 'Der Text.') });
    await site.build();
    const feed = site.read('atom.xml');
    expect(feed).toContain('<updated>2024-12-20T00:00:00+01:00</updated>');
    expect(feed).toMatch(/<p>Der Text.<\/p>\s*<h2>Gegendarstellung<\/h2>\n<p>Von Max &amp; Moritz GmbH, 20/);
  });

  test('keeps its place free: a heading of the same words gets another one', async () => {
    const site = createSite({ 'content/articles/streit.md': article(head, '## Gegendarstellung\n\nText.') });
    await site.build();
    expect(site.read('2024/12/der-streit/index.html')).toContain('<h2 id="gegendarstellung-2">');
  });
});

describe('The sources of an article', () => {
  test('stand below its text, with links where they have an address', async () => {
    const sources = 'sources: [Handelsregister, { name: Urteil, url: "https://example.com/?a=1&b=2" }]';
    const site = createSite({ 'content/articles/a.md': article(`title: A\ndate: 2024-01-01\n${sources}`) });
    await site.build();
    const page = site.read('2024/01/a/index.html');
    expect(wordsAt(page, '.sources')).toBe('Quellen Handelsregister Urteil');
    expect(page).toContain('<a href="https://example.com/?a=1&amp;b=2" rel="noopener">Urteil</a>');
    expect(site.read('atom.xml')).toContain(
      '<p>Quellen: Handelsregister; <a href="https://example.com/?a=1&amp;b=2">Urteil</a></p>',
    );
  });

  test('with a wrong address are an error at its place', async () => {
    const site = createSite({
      'content/articles/a.md': article(
        'title: A\ndate: 2024-01-01\nsources:\n  - name: Urteil\n    url: javascript:1',
      ),
    });
    const [fault] = (await site.build()).diagnostics;
    expect(fault).toMatchObject({ code: 'schema/web-address', position: { line: 6, column: 10 } });
  });
});
