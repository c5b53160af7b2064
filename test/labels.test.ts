/** Labels of articles, and their consequences. */
import { describe, expect, test } from 'vitest';
import { elementsIn, wordsAt, wordsOf } from './support/html.ts';
import { article, createSite } from './support/testSite.ts';

const links = `Mit [Link](https://example.com/ "Titel"), https://example.org/nackt, [Mail](mailto:a@example.org),
[weiter unten](#ziel), [dort](b.md), <a href="https://example.com/html">HTML</a> und [ohne](//example.net/).

## Ziel

![Film](https://vimeo.com/76979871)`;

const advertisement = article(
  `
title: Kaufen Sie
date: 2024-01-02
label: Anzeige
section: Welt
tags: [Auto]
sources: [{ name: Firma, url: 'https://example.com/firma' }]`,
  links,
);

const files = {
  'content/articles/anzeige.md': advertisement,
  'content/articles/b.md': article('title: Bericht\ndate: 2024-01-01\nsection: Welt\ntags: [Auto]'),
  'content/articles/c.md': article('title: Chronik\ndate: 2024-01-03\nsection: Welt\ntags: [Auto]'),
};

describe('An advertisement', () => {
  test('is called one where nothing but its headline stands', async () => {
    const reported = 'Anzeige: Kaufen Sie';
    const site = createSite({
      ...files,
      'content/articles/anzeige.md': article(
        'title: Kaufen Sie\ndate: 2024-01-02\nlabel: Anzeige\nseries: Reihe\nbreaking: 2027-01-01\nticker: true',
        '## 10:00 Uhr: Billig\n\nSehr.',
      ),
      'content/articles/b.md': article('title: Bericht\ndate: 2024-01-01\nseries: Reihe'),
    });
    await site.build();
    const report = site.read('2024/01/bericht/index.html');
    expect(wordsAt(report, '.breaking')).toBe(`Eilmeldung ${reported}`);
    expect(wordsAt(report, '.series')).toBe(`Serie: Reihe Bericht ${reported} Nächster Teil: ${reported}`);
    const own = site.read('2024/01/kaufen-sie/index.html');
    expect(own).toContain(`mailto:?subject=${encodeURIComponent(reported)}&amp;`);
    expect(own).toContain(`title="${reported} – Der Bote (RSS)"`);
    expect(own).toContain('"@type":"AdvertiserContentArticle"');
    expect(JSON.parse(site.read('2024/01/kaufen-sie/feed.json'))).toMatchObject({
      title: `${reported} – Der Bote`,
      items: [{ title: 'Anzeige: Billig' }],
    });
  });

  const relsIn = (html: string): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      elementsIn(
        html,
        ({ tagName, properties: { href } }) => tagName === 'a' && /example|vimeo|^#ziel/.test(String(href)),
      ).map(({ properties: { href, rel } }) => [String(href), rel]),
    );

  test('marks every link that leaves the site as paid, and no other', async () => {
    const site = createSite({
      'site.yaml': 'title: T\nurl: https://blog.test/\ndesign: {share: []}',
      ...files,
    });
    await site.build();
    const main = site.read('2024/01/kaufen-sie/index.html').replace(/^[^]*<article>|<\/article>[^]*$/g, '');
    const paid = ['sponsored', 'noopener'];
    expect(relsIn(main)).toEqual({
      'https://example.com/': paid,
      'https://example.org/nackt': paid,
      'mailto:a@example.org': undefined,
      '#ziel': undefined,
      'https://example.com/html': paid,
      'https://example.net/': paid,
      'https://vimeo.com/76979871': paid,
      // Ours, in the box around the video.
      'https://vimeo.com/privacy': ['noopener'],
      'https://example.com/firma': paid,
    });
    expect(site.read('feed.xml')).toContain('rel="sponsored noopener"');
  });

  test.each(['label: anzeige', '"label": "ANZEIGE"', "label:\n  'anzeige'"])(
    'is one however its head says so: %j',
    async (label) => {
      const text = article(`title: A\ndate: 2024-01-02\n${label}`, '[x](https://example.com/)');
      const site = createSite({ 'content/articles/a.md': text });
      await site.build();
      expect(site.read('2024/01/a/index.html')).toContain('rel="sponsored noopener"');
    },
  );

  test('that becomes a report loses the marks with the next build', async () => {
    const site = createSite(files);
    await site.build();
    site.write({
      'content/articles/anzeige.md': advertisement.replace('label: Anzeige', 'kicker: Anzeige?'),
    });
    await site.build();
    expect(JSON.stringify(site.outputs())).not.toContain('sponsored');
  });

  test('says what it is wherever its headline stands: page, title, cards, feeds, neighbours', async () => {
    const site = createSite(files);
    await site.build();
    const page = site.read('2024/01/kaufen-sie/index.html');
    expect(wordsAt(page, 'title')).toBe('Anzeige: Kaufen Sie – Der Bote');
    expect(wordsAt(page, 'h1')).toBe('Anzeige: Kaufen Sie');
    expect(wordsAt(page, '.label-anzeige')).toBe('Anzeige');
    for (const list of ['index.html', 'ressort/welt/index.html', 'archiv/2024/index.html']) {
      const cards = elementsIn(site.read(list), ({ tagName }) => tagName === 'article').map(wordsOf);
      expect(cards.filter((card) => card.startsWith('Anzeige Anzeige: Kaufen Sie'))).not.toEqual([]);
    }
    for (const feed of ['feed.xml', 'atom.xml', 'feed.json', 'thema/auto/feed.xml'])
      expect(site.read(feed)).toContain('Anzeige: Kaufen Sie');
    expect(wordsAt(site.read('2024/01/chronik/index.html'), '.neighbours-earlier')).toContain(
      'Anzeige: Kaufen Sie',
    );
  });

  test('is related to nothing unless the editor says so', async () => {
    const site = createSite({
      ...files,
      'content/articles/d.md': article('title: Dossier\ndate: 2023-01-01\nrelated: [kaufen-sie]'),
    });
    await site.build();
    const relatedOn = (path: string): string => wordsAt(site.read(path), '.related');
    expect(relatedOn('2024/01/bericht/index.html')).toContain('Chronik');
    expect(relatedOn('2024/01/bericht/index.html')).not.toContain('Kaufen Sie');
    expect(relatedOn('2024/01/kaufen-sie/index.html')).toBe('');
    expect(relatedOn('2023/01/dossier/index.html')).toContain('Anzeige: Kaufen Sie');
  });
});

test('A text on the site itself says „In eigener Sache“', async () => {
  const site = createSite({
    'content/articles/a.md': article('title: Umbau\ndate: 2024-01-01\nlabel: eigene-sache'),
  });
  await site.build();
  expect(wordsAt(site.read('2024/01/umbau/index.html'), '.label')).toBe('In eigener Sache');
  expect(wordsAt(site.read('index.html'), '.label')).toBe('In eigener Sache');
  expect(site.read('atom.xml')).toContain('In eigener Sache: Umbau');
});
