/** What people really do to a blog, and what the program says to them. The words are part of the promise. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { wordsAt } from './support/html.ts';
import { article, codesOf, createSite, minimalSettings, type SiteText, told } from './support/testSite.ts';

const good = article('title: Kim\ndate: 2023-09-13');

async function toldOf(files: SiteText): Promise<readonly string[]> {
  const site = createSite(files);
  const result = await site.build();
  const hasErrors = result.diagnostics.some(({ severity }) => severity === 'error');
  expect(result.published).toBe(!hasErrors);
  expect(Object.keys(site.outputs()).length > 0).toBe(!hasErrors);
  return told(result);
}

describe('Settings', () => {
  test('that are missing: this is no blog', async () => {
    const site = createSite({});
    site.remove('site.yaml');
    expect(told(await site.build())).toEqual([
      `Fehler: In „${site.folder}“ liegt kein Blog: Die Datei site.yaml fehlt.\n    Wechsle in den Ordner deines Blogs oder nenne ihn mit --site ORDNER.`,
    ]);
  });

  test('in a folder that does not exist: the same', async () => {
    const site = createSite({});
    const result = await site.build({ site: `${site.folder}/nirgends` });
    expect(codesOf(result)).toEqual(['source/no-site']);
  });

  test.each(['', '# nichts\n', 'title:\nurl: "  "\n'])(
    'that say nothing (%j) lack title and url',
    async (text) => {
      expect(await toldOf({ 'site.yaml': text })).toEqual([
        'site.yaml:1:1: Fehler: „title“ fehlt.\n    Ergänze eine Zeile „title: …“.',
        'site.yaml:1:1: Fehler: „url“ fehlt.\n    Ergänze eine Zeile „url: …“.',
      ]);
    },
  );

  test.each([
    [
      'timezone: Europa/Berlin',
      'site.yaml:6:11: Fehler: Die Zeitzone „Europa/Berlin“ kenne ich nicht.\n    Schreibe zum Beispiel: Europe/Berlin',
    ],
    ...[
      '/:year/',
      ':slug',
      '/:slug',
      '/:jahr/:slug/',
      '/../:slug/',
      '/:slug/../',
      '/%2e%2e/:slug/',
      '/:slugs/',
    ].map((pattern) => [
      `permalink: "${pattern}"`,
      `site.yaml:6:12: Fehler: Aus „${pattern}“ wird keine Adresse.\n    Sie beginnt und endet mit „/“, enthält :slug und sonst nur :year, :month, :day, :section, Kleinbuchstaben, Ziffern und „-“.`,
    ]),
    [
      'language: en',
      'site.yaml:6:11: Fehler: „language“ kennt den Wert „en“ nicht.\n    Möglich sind: de, de-AT, de-CH.',
    ],
    [
      'articlesPerPage: viele',
      'site.yaml:6:18: Fehler: „articlesPerPage“ muss eine Zahl sein, hier steht „viele“.\n    Schreibe nur Ziffern, ohne Anführungszeichen.',
    ],
    [
      'artikelProSeite: 3',
      'site.yaml:6:1: Warnung: Den Schlüssel „artikelProSeite“ kenne ich nicht.\n    Er bleibt ohne Wirkung.',
    ],
    [
      'feeditems: 3',
      'site.yaml:6:1: Warnung: Den Schlüssel „feeditems“ kenne ich nicht.\n    Meintest du „feedItems“?',
    ],
  ])('with „%s“ are understood or explained', async (line, words) => {
    expect(await toldOf({ 'site.yaml': `${minimalSettings}${line}\n` })).toEqual([words]);
  });

  test('with an address that is none are explained', async () => {
    expect(await toldOf({ 'site.yaml': 'title: x\nurl: example.org\ncomments: { open: nein }\n' })).toEqual([
      'site.yaml:2:6: Fehler: „url“ muss eine ganze Adresse mit https:// sein, hier steht „example.org“.\n    Schreibe zum Beispiel: https://example.org/',
    ]);
  });
});

describe('Two sources that want one address are an error that names both', () => {
  const cure =
    '\n    Gib einer von beiden im Kopf ein eigenes „slug:“, oder streiche die Adresse, wenn sie dort unter „aliases:“ steht.';

  test('two articles', async () => {
    expect(await toldOf({ 'content/articles/a.md': good, 'content/articles/b/c.md': good })).toEqual([
      `Fehler: Zwei Quellen wollen dieselbe Adresse /2023/09/kim/: content/articles/a.md und content/articles/b/c.md.${cure}`,
    ]);
  });

  test('an article and a static page', async () => {
    expect(
      await toldOf({
        'site.yaml': `${minimalSettings}permalink: /:slug/\n`,
        'content/articles/a.md': good,
        'content/pages/kim.md': article('title: Kim'),
      }),
    ).toEqual([
      `Fehler: Zwei Quellen wollen dieselbe Adresse /kim/: content/articles/a.md und content/pages/kim.md.${cure}`,
    ]);
  });

  test.each([
    ['/2023/09/kim/', 'content/articles/a.md und content/articles/b.md'],
    ['/', 'content/articles/b.md und Startseite'],
    ['/feed.xml', 'content/articles/b.md und Feed „Der Bote“'],
    ['/archiv/', 'content/articles/b.md und Archiv'],
    ['/ressort/ausland/', 'content/articles/b.md und Ressort Ausland'],
    ['/404.html', 'content/articles/b.md und Seite nicht gefunden'],
    ['/sitemap.xml', 'content/articles/b.md und Sitemap'],
  ])('an alias and what stands at %s', async (alias, both) => {
    expect(
      await toldOf({
        'content/articles/a.md': article('title: Kim\ndate: 2023-09-13\nsection: Ausland'),
        'content/articles/b.md': article(`title: B\ndate: 2023-01-01\naliases: ${alias}`),
      }),
    ).toEqual([`Fehler: Zwei Quellen wollen dieselbe Adresse ${alias}: ${both}.${cure}`]);
  });

  test('a page that takes the folder of the media is told as well', async () => {
    const [first] = await toldOf({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01\naliases: [/index.html/x]'),
    });
    expect(first).toMatch(/^Fehler: (?:Startseite|content\/articles\/a\.md) will/);
  });
});

describe('An odd file', () => {
  test.each([
    ['Windows-1252', Buffer.from(article('title: Käse\ndate: 2023-01-01'), 'latin1'), 13],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), 1],
    ['cut in the middle of a character', Buffer.concat([Buffer.from(good), Buffer.from([0xe2, 0x82])]), 48],
  ])('that is not UTF-8 (%s) is named, with the byte', async (_, bytes, byte) => {
    expect(await toldOf({ 'content/articles/a.md': bytes })).toEqual([
      `content/articles/a.md: Fehler: Die Datei ist nicht in UTF-8 gespeichert (ab Byte ${byte}).\n    Speichere sie in deinem Schreibprogramm mit der Kodierung „UTF-8“.`,
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
    expect(told(await plain.build())).toEqual([]);
    expect(told(await odd.build())).toEqual([]);
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
    expect(told(await site.build())).toEqual([]);
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
      'content/articles/notizen.txt': 'x',
      'content/pages/.entwurf.md': 'x',
    });
    expect(told(await site.build())).toEqual([]);
  });

  test('that is empty has no head', async () => {
    expect(await toldOf({ 'content/articles/a.md': '' })).toEqual([
      'content/articles/a.md:1:1: Fehler: Der Kopf fehlt.\n    Die Datei beginnt mit einer Zeile „---“, darunter „title: …“ und „date: …“, dann wieder „---“.',
    ]);
  });
});

describe('An odd article', () => {
  test('without a text is published with a warning', async () => {
    expect(await toldOf({ 'content/articles/a.md': article('title: A\ndate: 2023-01-01', '  \n') })).toEqual([
      'content/articles/a.md: Warnung: Der Artikel hat keinen Text.\n    Schreibe unter den Kopf, was zu sagen ist, oder setze „draft: true“.',
    ]);
  });

  test('of 5 MB is published with a warning', async () => {
    const paragraph = `${'Ein Absatz mit *Betonung* und lauter schlichten Wörtern darin, wie sie im Leben vorkommen. '.repeat(20)}\n\n`;
    const text = paragraph.repeat(Math.ceil(5_000_000 / paragraph.length));
    expect(await toldOf({ 'content/articles/a.md': article('title: A\ndate: 2023-01-01', text) })).toEqual([
      'content/articles/a.md: Warnung: Der Artikel ist größer als 1 MB; so lange Texte liest Google News nicht.\n    Teile ihn auf.',
    ]);
  }, 60_000);

  test('of more than 8 MB is refused', async () => {
    const text = 'Wort '.repeat(1_700_000);
    expect(await toldOf({ 'content/articles/a.md': article('title: A\ndate: 2023-01-01', text) })).toEqual([
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
    expect(told(await site.build())).toEqual([
      `content/articles/a.md:4:8: Warnung: „!?“ ${words}`,
      `content/articles/a.md:4:21: Warnung: „***“ ${words}`,
      `content/articles/a.md:5:10: Warnung: „—“ ${words}`,
    ]);
    expect(site.paths().filter((path) => /^(?:thema|ressort)\/[^/]*\/index/.test(path))).toEqual([
      'thema/fluss/index.html',
    ]);
  });

  test('whose title makes no address has one all the same', async () => {
    const site = createSite({ 'content/articles/a.md': article('title: "???"\ndate: 2023-01-01') });
    expect(told(await site.build())).toEqual([]);
    expect(site.paths()).toContain('2023/01/ohne-titel/index.html');
  });

  test('with one tag in several spellings has it once, with a warning that names the better one', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01\ntags: [SPD]'),
      'content/articles/b.md': article('title: B\ndate: 2023-01-02\ntags: [spd, SPD]'),
      'content/articles/c.md': article('title: C\ndate: 2023-01-03\ntags: [SPD]'),
    });
    expect(told(await site.build())).toEqual([
      'content/articles/b.md:4:8: Warnung: „spd“ und „SPD“ haben dieselbe Adresse /thema/spd/ und gelten als eins.\n    Schreibe überall „SPD“.',
    ]);
    expect(wordsAt(site.read('thema/spd/index.html'), '.listing-count')).toBe('3 Artikel');
  });

  test('with an author who is nearly known is asked whether that one is meant', async () => {
    expect(
      await toldOf({
        'content/authors/anna-mueller.md': article('name: Anna Müller'),
        'content/articles/a.md': article('title: A\ndate: 2023-01-01\nauthor: Ana Müller'),
      }),
    ).toEqual([
      'content/articles/a.md:4:9: Warnung: Für „Ana Müller“ gibt es keine Datei in content/authors.\n    Meintest du „anna-mueller“?',
    ]);
  });

  test('whose related article nobody knows is asked whether another is meant', async () => {
    expect(
      await toldOf({
        'content/articles/a.md': article('title: A\ndate: 2023-01-01\nrelated: [kimm]'),
        'content/articles/kim.md': good,
      }),
    ).toEqual([
      'content/articles/a.md:4:11: Warnung: Unter „related“ steht „kimm“; so heißt kein Artikel.\n    Meintest du „kim“?',
    ]);
  });
});

describe('A wrong head', () => {
  test.each([
    [
      'title: Bund: Länder streiten\ndate: 2023-01-01',
      ':2:8: Fehler: Der Wert von „title“ enthält einen Doppelpunkt und muss in Anführungszeichen stehen.\n    Schreibe: title: "Bund: Länder streiten"',
    ],
    ['date: 2023-01-01', ':2:1: Fehler: „title“ fehlt.\n    Ergänze eine Zeile „title: …“.'],
    ['title: "  "\ndate: 2023-01-01', ':2:1: Fehler: „title“ fehlt.\n    Ergänze eine Zeile „title: …“.'],
    ['title: A', ':2:1: Fehler: „date“ fehlt.\n    Ergänze eine Zeile „date: …“.'],
    [
      'title: A\ndate: gestern',
      ':3:7: Fehler: „gestern“ ist kein Datum, das ich lesen kann.\n    Schreibe: date: 2023-09-13 14:30',
    ],
    [
      'title: A\ndate: 30.02.2023',
      ':3:7: Fehler: Den Tag oder die Uhrzeit „30.02.2023“ gibt es nicht.\n    Sieh im Kalender nach.',
    ],
    [
      'title: A\ndate: 2024-03-31 02:30',
      ':3:7: Fehler: Die Uhrzeit „2024-03-31 02:30“ gibt es nicht: In dieser Nacht wird die Uhr auf Sommerzeit vorgestellt.\n    Nimm eine Stunde später.',
    ],
    [
      'title: A\ndate: 2024-10-27 02:30',
      ':3:7: Warnung: Die Uhrzeit „2024-10-27 02:30“ gibt es in dieser Nacht zweimal (Ende der Sommerzeit); ich nehme die erste.\n    Willst du die zweite, schreibe den Abstand dazu: +01:00.',
    ],
    [
      'title: A\ndate: 2023-01-01\nlabel: meinungg',
      ':4:8: Fehler: „label“ kennt den Wert „meinungg“ nicht.\n    Möglich sind: meinung, analyse, anzeige, gastbeitrag, agentur.',
    ],
    [
      'title: A\ndate: 2023-01-01\nkiker: B',
      ':4:1: Warnung: Den Schlüssel „kiker“ kenne ich nicht.\n    Meintest du „kicker“?',
    ],
    [
      'title: A\ntitle: B\ndate: 2023-01-01',
      ':3:1: Fehler: „title“ steht doppelt.\n    Lass nur eine der Angaben stehen.',
    ],
    [
      'title: "A\ndate: 2023-01-01',
      ':3:1: Fehler: Das ist kein gültiges YAML: ein Anführungszeichen oder eine Klammer wird nicht geschlossen.\n    Jede Angabe steht auf einer eigenen Zeile als „schlüssel: wert“; Werte mit Sonderzeichen stehen in Anführungszeichen.',
    ],
    [
      'title: *A\ndate: 2023-01-01',
      ':2:8: Fehler: YAML-Anker und -Verweise („*A“) sind nicht erlaubt.\n    Schreibe den Wert aus; beginnt er mit & oder *, setze ihn in Anführungszeichen.',
    ],
    [
      'title: A\ndate: 2023-01-01\n\ttags: x',
      ':4:1: Fehler: Hier steht ein Tabulator als Einrückung.\n    Rücke mit Leerzeichen ein.',
    ],
  ])('%j is explained', async (head, words) => {
    const [first] = await toldOf({ 'content/articles/a.md': article(head) });
    expect(first).toBe(`content/articles/a.md${words}`);
  });

  test.each(['js', 'javascript', 'json', 'toml', 'coffee'])(
    'in „%s“ is never run, only refused',
    async (language) => {
      expect(
        await toldOf({ 'content/articles/a.md': `---${language}\n{ title: process.exit(7) }\n---\nText.\n` }),
      ).toEqual([
        `content/articles/a.md:1:1: Fehler: Der Kopf steht in „${language}“; gelesen wird nur YAML.\n    Die erste Zeile ist einfach „---“, darunter stehen Angaben wie „title: …“.`,
      ]);
    },
  );
});

describe('All faults', () => {
  const faulty: SiteText = {
    'site.yaml': `${minimalSettings}titel: x\n`,
    'content/articles/1.md': article('title: A: B\ndate: 2023-01-01'),
    'content/articles/2.md': article('titel: A\ndate: bald\nlabel: x', '[x](nix.md)'),
    'content/articles/3.md': article(
      'title: C\ndate: 2023-01-01\nimage: nix.jpg',
      '[x](nix.md)\n\n<blink>x</blink>',
    ),
    'content/articles/4.md': good,
    'content/articles/5.md': good,
    'content/articles/6.md': Buffer.from([0xff]),
    'content/authors/a.md': article('nam: A'),
    'content/pages/p.md': article('title: P', '![x](https://evil.example/x.png)'),
    'templates/article.eta': '<% if (it.title) { %>',
  };

  test('of all files are told in one run', async () => {
    const site = createSite({ ...faulty, 'templates/article.eta': 'x' });
    const lines = told(await site.build()).map((text) => text.split(/: (?=Fehler|Warnung)/)[0]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'site.yaml:6:1',
        'content/articles/1.md:2:8',
        'content/articles/2.md:2:1',
        'content/articles/2.md:3:7',
        'content/articles/2.md:4:8',
        'content/articles/3.md:4:8',
        'content/articles/3.md:7:1',
        'content/articles/3.md:9:1',
        'content/articles/6.md',
        'content/authors/a.md:2:1',
        'content/pages/p.md:5:1',
      ]),
    );
    expect(told(await site.build()).join()).toContain('content/articles/4.md und content/articles/5.md');
  });

  test('of a broken template are told with those of the articles', async () => {
    const site = createSite(faulty);
    const lines = told(await site.build()).join('\n');
    expect(lines).toContain('templates/article.eta:1:');
    expect(lines).toContain('content/articles/1.md:2:8');
  });

  test('are told again by the next build', async () => {
    const site = createSite(faulty);
    const first = told(await site.build());
    expect(told(await site.build())).toEqual(first);
  });

  test('leave the output as it was, byte for byte, and no stray file in it', async () => {
    const site = createSite({ 'content/articles/a.md': good });
    await site.build();
    const before = site.outputs();
    for (const [path, text] of Object.entries(faulty)) {
      site.write({
        'site.yaml': minimalSettings,
        'content/articles/a.md': article('title: Neu\ndate: 2024-01-01'),
        [path]: text,
      });
      if (path !== 'site.yaml' && path !== 'content/articles/4.md' && path !== 'content/articles/5.md') {
        expect((await site.build()).published).toBe(false);
        expect(site.outputs()).toEqual(before);
      }
    }
  });

  test('of a template that fails on one page of many leave the output as it was', async () => {
    const site = createSite({ 'content/articles/a.md': good, 'content/pages/p.md': article('title: P') });
    await site.build();
    const before = site.outputs();
    site.write({
      'content/articles/a.md': article('title: Neu\ndate: 2024-01-01'),
      'templates/page.eta': 'gut\n<% if (it.title === "P") { %>\n<%= it.gibt.es.nicht %>\n<% } %>\n',
    });
    const result = await site.build();
    expect(result.published).toBe(false);
    expect(told(result)[0]).toMatch(/^templates\/page\.eta:3:\d+: Fehler: /);
    expect(site.outputs()).toEqual(before);
  });
});
