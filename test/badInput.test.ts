/** Mistakes of people in a blog, and the answers of the program. The words are part of the promise. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { wordsAt } from './support/html.ts';
import { article, createSite, minimalSettings, reported, reportedFor } from './support/testSite.ts';
import { isSoak } from './support/thorough.ts';

/** Larger than Google reads, smaller than what is refused. */
const megabytes = isSoak ? 5 : 1.5;
const good = article('title: Kim\ndate: 2023-09-13');

describe('An odd file', () => {
  test.each([
    ['Windows-1252', Buffer.from(article('title: Käse\ndate: 2023-01-01'), 'latin1'), '2:9'],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), '1:1'],
    [
      'cut in the middle of a character',
      Buffer.concat([Buffer.from(good), Buffer.from([0xe2, 0x82])]),
      '7:1',
    ],
  ])('that is not UTF-8 (%s) is named, with the place', async (_, bytes, place) => {
    expect(await reportedFor({ 'content/articles/a.md': bytes })).toEqual([
      `content/articles/a.md:${place}: Fehler: Die Datei ist nicht in UTF-8 gespeichert; ab hier lässt sie sich nicht lesen.\n    Speichere sie in deinem Schreibprogramm mit der Kodierung „UTF-8“.`,
    ]);
  });

  test.each([
    ['a byte-order mark', (text: string) => `\ufeff${text}`],
    ['the line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['both', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['the line ends of an old Mac', (text: string) => text.replaceAll('\n', '\r')],
  ])('with %s builds to the same bytes as without', async (_, change) => {
    const text = article(
      'title: Kim\ndate: 2023-09-13\ntags: [a, b]',
      'Eins.\n\n- zwei\n- drei\n\n```\nvier\n```',
    );
    const settings = minimalSettings;
    const plain = createSite({ 'content/articles/a.md': text, 'content/pages/i.md': article('title: I') });
    const odd = createSite({
      'site.yaml': change(settings),
      'content/articles/a.md': change(text),
      'content/pages/i.md': change(article('title: I')),
    });
    expect(reported(await plain.build())).toEqual([]);
    expect(reported(await odd.build())).toEqual([]);
    expect(odd.outputs()).toEqual(plain.outputs());
  });

  test('of macOS, whose umlauts are two characters each, is one with its other spelling', async () => {
    const site = createSite({
      ['content/articles/Äpfel.md'.normalize('NFD')]: article(
        'title: Äpfel\ndate: 2023-01-01\ntags: [Grün]\nauthor: Jürgen Öl\nsection: Öffentlichkeit'.normalize(
          'NFD',
        ),
      ),
      'content/articles/birnen.md': article(
        'title: Birnen\ndate: 2023-01-02\ntags: [Grün]\nauthor: Jürgen Öl\nsection: Öffentlichkeit',
        '[Äpfel](Äpfel.md)',
      ),
      ['content/media/Grün.svg'.normalize('NFD')]:
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
      'content/pages/p.md': article('title: P', '![Grün](Grün.svg)'),
    });
    expect(reported(await site.build())).toEqual([]);
    expect(site.paths()).toContain('2023/01/aepfel/index.html');
    expect(site.read('2023/01/birnen/index.html')).toContain('<a href="/2023/01/aepfel/">Äpfel</a>');
    for (const path of ['thema/gruen', 'autor/juergen-oel', 'ressort/oeffentlichkeit']) {
      expect(wordsAt(site.read(`${path}/index.html`), '.listing-count')).toBe('2 Artikel');
    }
  });

  test('of an editor at work, and hidden ones, are not looked at', async () => {
    const site = createSite({
      'content/articles/a.md': good,
      'content/articles/.a.md.swp': 'x',
      'content/articles/a.md~': 'x',
      'content/articles/#a.md#': 'x',
      'content/articles/.DS_Store': 'x',
      'content/articles/.versteckt/b.md': 'x',
      'content/pages/.entwurf.md': 'x',
    });
    expect(reported(await site.build())).toEqual([]);
  });

  test('that is empty has no front matter', async () => {
    expect(await reportedFor({ 'content/articles/a.md': '' })).toEqual([
      'content/articles/a.md:1:1: Fehler: Der Kopf fehlt.\n    Die Datei beginnt mit einer Zeile „---“, darunter „title: …“ und „date: …“, dann wieder „---“.',
    ]);
  });
});

describe('An odd article', () => {
  test('without a text is published with a warning', async () => {
    expect(
      await reportedFor({ 'content/articles/a.md': article('title: A\ndate: 2023-01-01', '  \n') }),
    ).toEqual([
      'content/articles/a.md: Warnung: Der Artikel hat keinen Text.\n    Schreibe unter den Kopf, was zu sagen ist, oder setze „draft: true“.',
    ]);
  });

  test(`of ${megabytes} MB is published with a warning`, async () => {
    const paragraph = `${'Ein Absatz mit *Betonung* und lauter schlichten Wörtern darin, wie sie im Leben vorkommen. '.repeat(20)}\n\n`;
    const text = paragraph.repeat(Math.ceil((megabytes * 1_000_000) / paragraph.length));
    expect(
      await reportedFor({ 'content/articles/a.md': article('title: A\ndate: 2023-01-01', text) }),
    ).toEqual([
      'content/articles/a.md: Warnung: Der Artikel ist größer als 1 MB; so lange Texte liest Google News nicht.\n    Teile ihn auf.',
    ]);
  });

  test('of more than 8 MB is refused', async () => {
    const text = 'Wort '.repeat(1_700_000);
    expect(
      await reportedFor({ 'content/articles/a.md': article('title: A\ndate: 2023-01-01', text) }),
    ).toEqual([
      'content/articles/a.md: Fehler: Die Datei ist größer als 8 MB.\n    Teile den Text auf mehrere Artikel auf.',
    ]);
  });

  test('with a tag of only punctuation is published without it, with a warning', async () => {
    const site = createSite({
      'content/articles/a.md': article(
        'title: A\ndate: 2023-01-01\ntags: ["!?", Fluss, "***"]\nsection: "—"',
      ),
    });
    const words =
      'besteht nur aus Zeichen, aus denen keine Adresse wird, und bleibt weg.\n    Nimm ein Wort mit Buchstaben oder Ziffern.';
    expect(reported(await site.build())).toEqual([
      `content/articles/a.md:4:8: Warnung: „!?“ ${words}`,
      `content/articles/a.md:4:21: Warnung: „***“ ${words}`,
      `content/articles/a.md:5:10: Warnung: „—“ ${words}`,
    ]);
    expect(site.paths().filter((path) => /^(?:thema|ressort)\/[^/]*\/index/.test(path))).toEqual([
      'thema/fluss/index.html',
    ]);
  });

  test('with empty entries among its tags is published without them, in silence', async () => {
    expect(
      await reportedFor({
        'content/articles/a.md': article('title: A\ndate: 2023-01-01\ntags:\n  -\n  - ""\n  - Fluss'),
      }),
    ).toEqual([]);
  });

  test('whose title makes no address has one all the same', async () => {
    const site = createSite({ 'content/articles/a.md': article('title: "???"\ndate: 2023-01-01') });
    expect(reported(await site.build())).toEqual([]);
    expect(site.paths()).toContain('2023/01/ohne-titel/index.html');
  });

  test('with one tag in several spellings has it once, with a warning that names the better one', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01\ntags: [SPD]'),
      'content/articles/b.md': article('title: B\ndate: 2023-01-02\ntags: [spd, SPD]'),
      'content/articles/c.md': article('title: C\ndate: 2023-01-03\ntags: [SPD]'),
    });
    expect(reported(await site.build())).toEqual([
      'content/articles/b.md:4:8: Warnung: „spd“ und „SPD“ haben dieselbe Adresse /thema/spd/ und gelten als eins.\n    Schreibe überall „SPD“.',
    ]);
    expect(wordsAt(site.read('thema/spd/index.html'), '.listing-count')).toBe('3 Artikel');
  });

  test('with an author who is nearly known is asked whether that one is meant', async () => {
    expect(
      await reportedFor({
        'content/authors/anna-mueller.md': article('name: Anna Müller'),
        'content/articles/a.md': article('title: A\ndate: 2023-01-01\nauthor: Ana Müller'),
      }),
    ).toEqual([
      'content/articles/a.md:4:9: Warnung: Für „Ana Müller“ gibt es keine Datei in content/authors.\n    Meintest du „anna-mueller“?',
    ]);
  });

  test('whose related article nobody knows is asked whether another is meant', async () => {
    expect(
      await reportedFor({
        'content/articles/a.md': article('title: A\ndate: 2023-01-01\nrelated: [kimm]'),
        'content/articles/kim.md': good,
      }),
    ).toEqual([
      'content/articles/a.md:4:11: Warnung: Unter „related“ steht „kimm“; so heißt kein Artikel.\n    Meintest du „kim“?',
    ]);
  });
});
