/** Links between sources, by file: right, dead, hidden. */
import { describe, expect, test } from 'vitest';
import { article, createSite, type SiteText, svgPicture, reported } from './support/testSite.ts';

const url = '2024/01/a/index.html';
const others: SiteText = {
  'content/articles/2023/kim.md': article('title: Kim\ndate: 2023-09-13', '## Die Größe\n\nText.'),
  'content/articles/2023/Äpfel und Birnen.md': article('title: Obst\ndate: 2023-09-14'),
  'content/articles/entwurf.md': article('title: Geheim\ndate: 2023-09-15\ndraft: true'),
  'content/articles/morgen.md': article('title: Morgen\ndate: 2030-01-01'),
  'content/pages/impressum.md': article('title: Impressum'),
  'content/authors/anna.md': article('name: Anna Müller'),
  'content/media/bericht.pdf': '%PDF-1.7',
  'content/media/jet.svg': svgPicture,
};

/** Builds a site whose article `content/articles/neu/a.md` has this text from line 6 on. */
function siteWith(body: string) {
  return createSite({ ...others, 'content/articles/neu/a.md': article('title: A\ndate: 2024-01-01', body) });
}

async function textOf(body: string): Promise<string> {
  const site = siteWith(body);
  expect(reported(await site.build())).toEqual([]);
  return /<div class="prose">\s*([^]*?)\s*<\/div>/.exec(site.read(url))?.[1] ?? '';
}

async function faultsOf(body: string): Promise<readonly string[]> {
  const site = siteWith(body);
  return reported(await site.build());
}

describe('A link to a file becomes the address of', () => {
  test.each([
    ['an article', '[x](../2023/kim.md)', '/2023/09/kim/'],
    ['a heading in an article', '[x](../2023/kim.md#die-groesse)', '/2023/09/kim/#die-groesse'],
    [
      'an article with spaces and umlauts in its name',
      '[x](<../2023/Äpfel und Birnen.md>)',
      '/2023/09/obst/',
    ],
    ['an article, percent-encoded', '[x](../2023/%C3%84pfel%20und%20Birnen.md)', '/2023/09/obst/'],
    ['a static page', '[x](../../pages/impressum.md)', '/impressum/'],
    ['an author', '[x](../../authors/anna.md)', '/autor/anna/'],
    ['a reference', '[x][k]\n\n[k]: ../2023/kim.md', '/2023/09/kim/'],
    ['raw HTML', '<a href="../2023/kim.md">x</a>', '/2023/09/kim/'],
  ])('%s', async (_, markdown, address) => {
    expect(await textOf(markdown)).toBe(`<p><a href="${address}">x</a></p>`);
  });

  test('a document, under a neutral name', async () => {
    expect(await textOf('[x](../../media/bericht.pdf)')).toMatch(
      /^<p><a href="\/medien\/[0-9a-f]{16}\.pdf">x<\/a><\/p>$/,
    );
  });

  test('a place on the same page, footnotes among them', async () => {
    const html = await textOf('## Oben\n\n[x](#oben) Wort.[^1]\n\n[^1]: Fuß.');
    expect(html).toContain('<a href="#oben">x</a>');
    expect(html).toContain('href="#fn-1"');
    expect(html).toContain('href="#fnref-1"');
  });
});

describe('A dead link is an error', () => {
  test('with its place and what is meant', async () => {
    const site = siteWith('Erste Zeile.\n\nHier [steht](../2023/kimm.md) es.');
    const result = await site.build();
    expect(result.published).toBe(false);
    expect(reported(result)).toEqual([
      'content/articles/neu/a.md:8:6: Fehler: Der Link führt ins Leere: „../2023/kimm.md“ gibt es nicht.\n    Meintest du „../2023/kim.md“?',
    ]);
    expect(site.outputs()).toEqual({});
  });

  test.each([
    ['../2022/kim.md', '../2023/kim.md'],
    ['kim.md', '../2023/kim.md'],
    ['../../pages/impresum.md', '../../pages/impressum.md'],
    ['../../media/berciht.pdf', '../../media/bericht.pdf'],
    ['../2023/Apfel%20und%20Birnen.md', '../2023/Äpfel%20und%20Birnen.md'],
  ])('and %s is asked to be %s, as it would be written there', async (link, meant) => {
    expect(await faultsOf(`[x](${link})`)).toEqual([expect.stringContaining(`Meintest du „${meant}“?`)]);
  });

  test('and nothing is suggested that is nothing like it', async () => {
    expect(await faultsOf('[x](nix.md)')).toEqual([
      'content/articles/neu/a.md:6:1: Fehler: Der Link führt ins Leere: „nix.md“ gibt es nicht.\n    Prüfe den Pfad; er gilt vom Ordner dieser Datei aus.',
    ]);
  });

  test('in static pages and biographies as well', async () => {
    const site = createSite({
      'content/pages/impressum.md': article('title: Impressum', '[x](nix.md)'),
      'content/authors/anna.md': article('name: Anna', '[x](auch-nix.md)'),
    });
    expect(reported(await site.build())).toEqual([
      expect.stringMatching(/^content\/authors\/anna\.md:5:1: Fehler: Der Link führt ins Leere/),
      expect.stringMatching(/^content\/pages\/impressum\.md:5:1: Fehler: Der Link führt ins Leere/),
    ]);
  });

  test('even in an article that is yet to appear, so that it does not fail at its hour', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2031-01-01', '[x](nix.md)'),
    });
    expect((await site.build()).published).toBe(false);
  });

  test('but not in a draft', async () => {
    const site = createSite({
      'content/articles/a.md': article(
        'title: A\ndate: 2020-01-01\ndraft: true',
        '[x](nix.md) ![b](nix.jpg)',
      ),
    });
    expect((await site.build()).published).toBe(true);
    expect((await site.build({ preview: true })).published).toBe(false);
  });

  test.each([
    '[x](../../../../../etc/passwd)',
    '[x](%2e%2e/%2e%2e/%2e%2e/%2e%2e/a.md)',
    '[x](a%00b.md)',
    '[x](..%5C..%5C..%5C..%5Ckim.md)',
  ])('when it leads out of the site: %s', async (markdown) => {
    expect(await faultsOf(markdown)).toEqual([
      expect.stringMatching(
        /^content\/articles\/neu\/a\.md:6:1: Fehler: Der Link führt ins Leere: „.*“ gibt es nicht\.\n {4}Prüfe den Pfad; er gilt vom Ordner dieser Datei aus\.$/,
      ),
    ]);
  });
});

describe('A link to a place that is not there is a warning', () => {
  test.each([
    ['[x](#obn)\n\n## Oben', '„#obn“', 'Meintest du „#oben“?'],
    ['[x](../2023/kim.md#größe)', '„#gr%C3%B6%C3%9Fe“', 'Zwischenüberschriften heißen'],
    ['[x](#%E4)', '„#%E4“', 'Zwischenüberschriften heißen'],
    ['<a href="#100%">x</a>', '„#100%“', 'Zwischenüberschriften heißen'],
  ])('%s', async (body, fragment, cure) => {
    const [fault, ...more] = await faultsOf(body);
    expect(more).toEqual([]);
    expect(fault).toContain(
      `a.md:6:1: Warnung: Auf der Seite gibt es keine Stelle ${fragment}.\n    ${cure}`,
    );
  });
});

describe('A link to what readers do not see', () => {
  test.each(['../entwurf.md', '../morgen.md'])(
    '(%s) keeps its words, loses its address, and says so',
    async (path) => {
      const site = siteWith(`Hier [steht](${path} "Titel") es.`);
      const result = await site.build();
      expect(result.published).toBe(true);
      expect(reported(result)).toEqual([
        `content/articles/neu/a.md:6:6: Warnung: Der Link führt zu „content/articles/${path.slice(3)}“, das noch nicht oder nicht mehr veröffentlicht ist; er bleibt bloßer Text.`,
      ]);
      expect(site.read(url)).toContain('<p>Hier <a title="Titel">steht</a> es.</p>');
      for (const path2 of ['feed.xml', 'atom.xml', 'feed.json']) {
        expect(site.read(path2)).not.toMatch(/entwurf|morgen|geheim/i);
      }
    },
  );

  test('gets its address when the article appears', async () => {
    const site = siteWith('Hier [steht](../morgen.md) es.');
    await site.build();
    await site.build({ now: Date.UTC(2030, 0, 2) });
    expect(site.read(url)).toContain('<a href="/2030/01/morgen/">steht</a>');
  });
});

describe('In feeds', () => {
  test('every link and picture of a text is a whole address', async () => {
    const site = siteWith(
      '[k](../2023/kim.md#die-groesse) [w](/impressum/) [o](#oben)\n\n## Oben\n\n![Jet](jet.svg "Ein Jet. Foto: Anna")\n\nText ![Jet](jet.svg)',
    );
    expect(reported(await site.build())).toEqual([]);
    const { items } = JSON.parse(site.read('feed.json'));
    const html: string = items[0].content_html;
    const addresses = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address);
    expect(addresses.slice(0, 3)).toEqual([
      'https://example.org/2023/09/kim/#die-groesse',
      'https://example.org/impressum/',
      'https://example.org/2024/01/a/#oben',
    ]);
    expect(addresses.slice(3)).toEqual(
      Array(2).fill(expect.stringMatching(/^https:\/\/example\.org\/medien\//)),
    );
    expect(html).toContain('<figcaption>Ein Jet. Bild: Anna</figcaption>');
  });
});

describe('A picture', () => {
  test.each(['jet.svg', '../../media/jet.svg', './jet.svg'])('is found as %s', async (src) => {
    const site = siteWith(`![Ein Jet](${src})`);
    expect(reported(await site.build())).toEqual([]);
    expect(site.read(url)).toMatch(/<img [^>]*src="\/medien\/[0-9a-f]{16}\.svg" alt="Ein Jet"/);
  });

  test.each([
    ['jett.svg', 'Meintest du „jet.svg“?'],
    ['../../media/jte.svg', 'Meintest du „jet.svg“?'],
    ['ganz/anders.jpg', 'Lege es nach content/media/ und prüfe die Schreibweise.'],
    ['../../../../../../etc/passwd.png', 'Lege es nach content/media/ und prüfe die Schreibweise.'],
  ])('that is missing (%s) is an error with its place', async (src, cure) => {
    expect(await faultsOf(`Text.\n\n![Jet](${src})`)).toEqual([
      `content/articles/neu/a.md:8:1: Fehler: Das Bild „${src}“ gibt es nicht.\n    ${cure}`,
    ]);
  });

  test.each(['https://evil.example/a.jpg', 'http://evil.example/a.jpg', '//evil.example/a.jpg'])(
    'on a foreign server (%s) is a warning, and a link takes its place',
    async (src) => {
      expect(await faultsOf(`![Jet](${src})`)).toEqual([
        `content/articles/neu/a.md:6:1: Warnung: Das Bild „${src}“ liegt auf einem fremden Server; an seiner Stelle steht nur ein Link dorthin.\n    Lade es herunter und lege es nach content/media/; so erfährt niemand Fremdes, wer deine Seite liest.`,
      ]);
    },
  );

  test.each(['Zinsen 5%.svg', 'Zinsen%20auf%C3%9F.svg'])(
    'with a percent sign in its name (%s) is found',
    async (name) => {
      const site = createSite({
        [`content/media/${name}`]: svgPicture,
        'content/articles/a.md': article(
          `title: A\ndate: 2024-01-01\nimage: { src: "${name}", alt: Zinsen }`,
          `Text.\n\n![Zinsen](<${name.replaceAll('%2', '%252').replaceAll('%C', '%25C').replaceAll('%9', '%259')}>)`,
        ),
      });
      expect(reported(await site.build())).toEqual([]);
      expect([...site.read(url).matchAll(/<img [^>]*src="\/medien\//g)]).toHaveLength(2);
    },
  );

  test.each(['bericht.pdf', 'foto.heic'])('that browsers do not show (%s) is an error', async (src) => {
    const site = createSite({
      'content/media/bericht.pdf': '%PDF-1.7',
      'content/media/foto.heic': 'ftypheic',
      'content/articles/a.md': article('title: A\ndate: 2024-01-01', `Text.\n\n![Foto](${src})`),
    });
    expect(reported(await site.build())).toEqual([
      `content/articles/a.md:8:1: Fehler: Das Bild „${src}“ lässt sich nicht lesen.\n    Speichere es neu als JPEG, PNG, WebP, AVIF, GIF oder SVG.`,
    ]);
  });

  test('of the front matter is checked in the same way', async () => {
    const site = createSite({
      'content/media/kim.jpg': 'kein Bild',
      'content/articles/a.md': article('title: A\ndate: 2024-01-01\nimage: { src: kmi.jpg }'),
      'content/articles/b.md': article('title: B\ndate: 2024-01-01\nimage: kim.jpg'),
    });
    expect(reported(await site.build())).toEqual([
      'content/articles/a.md:4:8: Fehler: Das Bild „kmi.jpg“ gibt es nicht.\n    Meintest du „kim.jpg“?',
      'content/articles/b.md:4:8: Fehler: Das Bild „kim.jpg“ lässt sich nicht lesen.\n    Speichere es neu als JPEG, PNG, WebP, AVIF, GIF oder SVG.',
      'content/media/kim.jpg: Fehler: Das Bild „content/media/kim.jpg“ lässt sich nicht lesen.\n    Speichere es neu als JPEG, PNG, WebP, AVIF, GIF oder SVG.',
    ]);
  });

  test('without a description is published with a warning', async () => {
    const site = siteWith('![](jet.svg)');
    const result = await site.build();
    expect(result.published).toBe(true);
    expect(reported(result)).toEqual([
      'content/articles/neu/a.md:6:1: Warnung: Dem Bild „jet.svg“ fehlt die Beschreibung für Menschen, die es nicht sehen.\n    Schreibe sie in die eckigen Klammern: ![Beschreibung](…), oder als „alt:“.',
    ]);
  });
});
