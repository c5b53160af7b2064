/** The page of an article shows these things (docs/handbuch.md tells authors the same). */
import { describe, expect, test } from 'vitest';
import { elementsIn, wordsAt, wordsOf } from './support/html.ts';
import {
  article,
  codesOf,
  createSite,
  minimalSettings,
  type SiteText,
  reported,
} from './support/testSite.ts';

const head = `
title: Kim besucht Flugzeugwerk
date: 2023-09-13 14:30
`;
const url = '2023/09/kim-besucht-flugzeugwerk/index.html';

/** Builds a site with the article of the front matter `head` + `more` and reads its page. */
async function pageOf(more: string, body?: string, others: SiteText = {}): Promise<string> {
  const site = createSite({ 'content/articles/kim.md': article(head + more, body), ...others });
  const result = await site.build();
  expect(reported(result)).toEqual([]);
  return site.read(url);
}

describe('An article shows', () => {
  test('kicker, headline, teaser, byline and dates', async () => {
    const html = await pageOf(`
kicker: Nordkorea
description: Er sah sich Jets an.
updated: 2023-09-14
authors: [Zoé Zander, Anna Müller, Bo Berg]`);
    expect(wordsAt(html, '.kicker')).toBe('Nordkorea');
    expect(wordsAt(html, 'h1')).toBe('Kim besucht Flugzeugwerk');
    expect(wordsAt(html, '.teaser')).toBe('Er sah sich Jets an.');
    expect(wordsAt(html, '.authors')).toBe('Von Zoé Zander, Anna Müller und Bo Berg');
    expect(wordsAt(html, '.dateline')).toContain('Veröffentlicht am 13. September 2023, 14:30 Uhr');
    expect(wordsAt(html, '.dateline')).toContain('Aktualisiert am 14. September 2023');
    expect(html).toContain('<time datetime="2023-09-13T14:30:00+02:00">');
    expect(html).toContain('<time datetime="2023-09-14T00:00:00+02:00">');
    expect(html).toContain('<title>Kim besucht Flugzeugwerk – Der Bote</title>');
    expect(html).toContain('<meta name="description" content="Er sah sich Jets an.">');
    expect(html).toContain(
      '<link rel="canonical" href="https://example.org/2023/09/kim-besucht-flugzeugwerk/">',
    );
  });

  test('no „Aktualisiert am“ and no byline that nobody wrote', async () => {
    const html = await pageOf('');
    expect(html).not.toContain('Aktualisiert am');
    expect(html).not.toContain('class="authors"');
  });

  test.each([
    [1, 'Kurz.'],
    [1, 'Wort '.repeat(300)],
    [4, 'Wort '.repeat(1000)],
  ])('%i Min. Lesezeit', async (minutes, body) => {
    expect(wordsAt(await pageOf('', body), '.dateline')).toContain(`${minutes} Min. Lesezeit`);
  });

  test.each([
    ['meinung', 'Meinung'],
    ['Anzeige', 'Anzeige'],
    ['agentur', 'Agenturmeldung'],
  ])('the label %s as „%s“', async (label, word) => {
    expect(wordsAt(await pageOf(`label: ${label}`), '.article-header')).toMatch(new RegExp(`^${word}`));
  });

  test('its tags, and the way down to its Ressort', async () => {
    const html = await pageOf('section: Ausland\ntags: [Russland, Nordkorea]');
    expect(wordsAt(html, '.tags')).toBe('Russland Nordkorea');
    expect(wordsAt(html, '.breadcrumbs')).toBe('Startseite Ausland Kim besucht Flugzeugwerk');
    expect(html).toContain('<a rel="tag" href="/thema/nordkorea/">Nordkorea</a>');
  });

  test('its corrections in a box', async () => {
    const html = await pageOf(`
corrections:
  - date: 2023-09-15 10:00
    text: Zuerst stand hier ein falscher Ort.`);
    expect(wordsAt(html, '.corrections')).toBe(
      'Korrektur 15. September 2023, 10:00 Uhr: Zuerst stand hier ein falscher Ort.',
    );
  });

  test('its picture with the words of the article, else those beside the file', async () => {
    const media = {
      'content/media/jet.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>',
      'content/media/jet.svg.yaml': 'alt: Ein Jet\ncaption: Eine Su-57\ncredit: Anna Müller\n',
    };
    const html = await pageOf('image: { src: jet.svg, caption: Der Jet am Freitag }', '![](jet.svg)', media);
    const [lead, inText] = elementsIn(html, ({ tagName }) => tagName === 'figure');
    expect(lead && wordsOf(lead)).toBe('Der Jet am Freitag Bild: Anna Müller');
    expect(inText && wordsOf(inText)).toBe('Eine Su-57 Bild: Anna Müller');
    const pictures = elementsIn(html, ({ tagName }) => tagName === 'img');
    expect(
      pictures.map(({ properties }) => [properties['alt'], properties['width'], properties['height']]),
    ).toEqual([
      ['Ein Jet', 40, 30],
      ['Ein Jet', 40, 30],
    ]);
    expect(html).not.toContain('jet.svg');
  });

  test('what came before and after it', async () => {
    const html = await pageOf('', 'Text.', {
      'content/articles/alt.md': article('title: Der ältere\ndate: 2023-09-12'),
      'content/articles/uralt.md': article('title: Der älteste\ndate: 2020-01-01'),
      'content/articles/neu.md': article('title: Der neuere\ndate: 2023-09-14'),
    });
    const [neighbours] = elementsIn(html, ({ properties }) => properties['ariaLabel'] === 'Weiterblättern');
    expect(neighbours && wordsOf(neighbours)).toBe(
      'Vorheriger Artikel Der ältere Nächster Artikel Der neuere',
    );
  });

  test('related articles under „Siehe auch“, the editor’s first, later ones among them', async () => {
    const html = await pageOf(
      'tags: [Nordkorea, Russland]\nrelated: [wahl, content/articles/bbc.md]',
      'Text.',
      {
        'content/articles/pakt.md': article('title: Der Pakt\ndate: 2024-06-19\ntags: [Nordkorea, Russland]'),
        'content/articles/wahl.md': article('title: Die Wahl\ndate: 2021-01-01\nslug: wahl'),
        'content/articles/bbc.md': article('title: BBC\ndate: 2021-02-01'),
        'content/articles/fern.md': article('title: Ganz fern\ndate: 2021-03-01\ntags: [Fußball]'),
      },
    );
    const [related] = elementsIn(
      html,
      ({ tagName, properties }) =>
        tagName === 'section' && String(properties['className'] ?? '').includes('related'),
    );
    const titles = elementsIn(html, ({ properties }) =>
      String(properties['className'] ?? '').includes('card-title'),
    );
    expect(related && wordsOf(related)).toMatch(/^Siehe auch/);
    expect(titles.map(wordsOf)).toEqual(['Die Wahl', 'BBC', 'Der Pakt']);
  });

  test('the first related article inside the text where the site wants it', async () => {
    const html = await pageOf('tags: [Nordkorea]', 'Eins.\n\nZwei.\n\nDrei.', {
      'site.yaml': `${minimalSettings}related: { inText: 2 }\n`,
      'content/articles/pakt.md': article('title: Der Pakt\ndate: 2024-06-19\ntags: [Nordkorea]'),
      'content/articles/bahn.md': article('title: Die Bahn\ndate: 2024-06-19\ntags: [Bahn]'),
      'content/articles/bus.md': article('title: Der Bus\ndate: 2024-06-19\ntags: [Bus]'),
    });
    expect(wordsAt(html, '.prose')).toMatch(/^Eins\. Zwei\. ?Siehe auch Der Pakt Drei\.$/);
  });
});

describe('The comment form', () => {
  test('says the sentences that readers know, and posts to the endpoint', async () => {
    const html = await pageOf('');
    expect(wordsAt(html, '.comments')).toBe(
      'Schreibe einen Kommentar Antworten abbrechen Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert. Kommentar* Name* E-Mail* Website Fax (bitte leer lassen) Meinen Namen, meine E-Mail-Adresse und meine Website in diesem Browser für die nächste Kommentierung speichern. Kommentar abschicken',
    );
    expect(html).toMatch(/<form [^>]*method="post" action="https:\/\/comments\.example\.org\/comments"/);
    const fields = elementsIn(html, ({ tagName }) => tagName === 'input' || tagName === 'textarea');
    expect(
      fields.map(({ properties: { name, type, required, value } }) => [name, type, required, value]),
    ).toEqual([
      ['article', 'hidden', undefined, '/2023/09/kim-besucht-flugzeugwerk/'],
      ['parent', 'hidden', undefined, ''],
      ['started', 'hidden', undefined, ''],
      ['text', undefined, true, undefined],
      ['name', 'text', true, undefined],
      ['email', 'email', true, undefined],
      ['url', 'url', undefined, undefined],
      ['fax', 'text', undefined, undefined],
      [undefined, 'checkbox', undefined, undefined],
    ]);
    const labels = elementsIn(html, ({ tagName }) => tagName === 'label').map(
      (label) => label.properties['htmlFor'],
    );
    const ids = fields.map(({ properties }) => properties['id']).filter((id) => id !== undefined);
    expect(labels.map(String)).toEqual(ids);
  });

  test('is missing without an endpoint, and the build says so', async () => {
    const site = createSite({
      'site.yaml': 'title: Der Bote\nurl: https://example.org/\n',
      'content/articles/kim.md': article(head),
    });
    const result = await site.build();
    expect(result.published).toBe(true);
    expect(reported(result)).toEqual([
      'site.yaml: Hinweis: Unter den Artikeln steht kein Kommentarformular, denn es fehlt die Adresse, an die es schickt.\n    Trage sie unter „comments: endpoint:“ ein, oder schreibe „comments: open: false“.',
    ]);
    expect(site.read(url)).not.toContain('<form');
  });

  test('is missing where comments are closed, with a word about it', async () => {
    const html = await pageOf('comments: closed');
    expect(html).not.toContain('<form');
    expect(wordsAt(html, '.comments')).toBe('Die Kommentare zu diesem Artikel sind geschlossen.');
  });

  test('is missing where comments are off, without a word', async () => {
    const html = await pageOf('comments: off');
    expect(html).not.toContain('<form');
    expect(html).not.toContain('kommentare');
  });

  test('is missing on all articles where the site has closed its comments', async () => {
    const site = createSite({
      'site.yaml': 'title: Der Bote\nurl: https://example.org/\ncomments: { open: nein }\n',
      'content/articles/kim.md': article(head),
    });
    expect(codesOf(await site.build())).toEqual([]);
    expect(site.read(url)).not.toContain('<form');
  });
});
