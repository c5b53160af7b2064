/** Addresses in texts: inside the blog's own host, misspelled, of telephones and mailboxes, of files from the root. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSourcePath } from '../src/core/paths.ts';
import { meantAddress } from '../src/markdown/addresses.ts';
import { createMarkdownRenderer } from '../src/markdown/markdown.ts';
import { mediaPath } from '../src/views/mediaLibrary.ts';
import type { SourcePath } from '../src/core/model.ts';
import {
  article,
  createSite,
  minimalSettings,
  type SiteText,
  svgPicture,
  reported,
} from './support/testSite.ts';
import { usualParseOptions } from './support/parseOptions.ts';

const site: SiteText = {
  'content/articles/kim.md': article(
    'title: Kim\ndate: 2023-09-13\nsection: Ausland\ntags: [Korea]\nauthor: Anna\naliases: [/alt/kim.html]',
    '## Die Lage\n\nText.',
  ),
  'content/articles/morgen.md': article('title: Morgen\ndate: 2030-01-01'),
  'content/articles/entwurf.md': article('title: Entwurf\ndate: 2023-01-01\ndraft: true'),
  'content/pages/impressum.md': article('title: Impressum'),
  'content/redirects.txt': '/frueher/ /impressum/\n/weg/ 410\n',
  'templates/static/karte.json': '{}',
  'content/media/files/bericht.pdf': '%PDF-1.7',
  'content/media/img/jet.svg': svgPicture,
  ['content/media/Ärger.svg'.normalize('NFD')]: svgPicture,
};

/** A line of text for each body, from line 6 on, with an empty line between; what is told of the lines, by number. */
async function toldOf(bodies: readonly string[], more: SiteText = {}) {
  const built = createSite({
    ...site,
    ...more,
    'content/articles/a.md': article('title: A\ndate: 2024-01-01', bodies.join('\n\n')),
  });
  const result = await built.build();
  const told = new Map<number, string>();
  for (const text of reported(result)) {
    const [, line = '', rest = ''] = /^content\/articles\/a\.md:(\d+):\d+: (.*)$/s.exec(text) ?? [];
    told.set((Number(line) - 6) / 2, rest || text);
  }
  const page = (): readonly string[] => {
    const html =
      /<div class="prose">\s*([^]*?)\s*<\/div>/.exec(built.read('2024/01/a/index.html'))?.[1] ?? '';
    return html.split('\n');
  };
  return { told, page, built };
}

describe('An address on the blog’s own host', () => {
  test('is right where a page, a list, a feed, an old address or a file of the theme stands', async () => {
    const right = [
      '/',
      '/impressum/',
      '/impressum',
      '/impressum/index.html',
      'https://example.org/impressum/',
      'http://EXAMPLE.org/impressum/',
      '//example.org/impressum/',
      'https://example.org',
      '/2023/09/kim/#die-lage',
      '/2023/09/kim/#kommentar-17',
      '/2023/09/kim/?utm_source=x#kommentare',
      '/2023/../impressum/',
      '/alt/kim.html',
      '/frueher/',
      '/ressort/ausland/',
      '/thema/korea/',
      '/autor/anna/',
      '/archiv/2023/09/',
      '/feed.xml',
      '/thema/korea/feed.xml',
      '/sitemap.xml',
      '/medien/0123456789abcdef.pdf',
      '/karte.json',
    ];
    const { told, page } = await toldOf(right.map((address) => `[x](${address})`));
    expect([...told]).toEqual([]);
    expect(page().filter((line) => line.includes('example.org/i'))).toEqual([
      '<p><a href="https://example.org/impressum/">x</a></p>',
      '<p><a href="https://example.org/impressum/">x</a></p>',
    ]);
  });

  test('is an error with its place where nothing stands, and names what is near', async () => {
    const wrong = [
      ['/2019/01/05/kim.html', '/2023/09/kim/'],
      ['https://example.org/impresum/', '/impressum/'],
      ['/thema/kora/', '/thema/korea/'],
      ['/weg/', ''],
      ['/ganz/woanders/', ''],
      ['/../../etc/passwd', ''],
      ['/%00/', ''],
      ['/www.example.net/x', 'https://www.example.net/x'],
    ] as const;
    const { told, built } = await toldOf(wrong.map(([address]) => `[x](${address})`));
    expect(built.outputs()).toEqual({});
    expect(told.size).toBe(wrong.length);
    for (const [index, [, meant]] of wrong.entries()) {
      expect(told.get(index)).toContain(
        'Fehler: Der Link führt ins Leere: Auf diesem Blog gibt es keine Seite',
      );
      expect(told.get(index)).toContain(meant ? `Meintest du „${meant}“?` : 'Verlinke die Datei');
    }
  });

  test('is nobody’s business where the settings say that something else answers', async () => {
    const { told } = await toldOf(['[x](/shop/hemd?x=1)', '[x](https://example.org/shop/)'], {
      'site.yaml': `${minimalSettings}otherPaths: [/shop/]\n`,
    });
    expect([...told]).toEqual([]);
  });

  test('is a warning where something is yet to appear, or a place is missing', async () => {
    const { told } = await toldOf([
      '[x](/2030/01/morgen/)',
      '[x](https://example.org/2023/01/entwurf/)',
      '[x](/2023/09/kim/#die-lge)',
    ]);
    expect(told.get(0)).toContain(
      'Warnung: Der Link führt zu „/2030/01/morgen/“; diese Seite ist noch nicht',
    );
    expect(told.get(1)).toContain('Warnung: Der Link führt zu „/2023/01/entwurf/“');
    expect(told.get(2)).toContain('Meintest du „#die-lage“?');
  });

  test('below the sub-path is the blog’s; beside it, it is another’s', async () => {
    const settings =
      'title: T\nurl: https://example.org/blog/\ndesign: { socialPictures: nie }\ncomments: { open: false }\npictureCredits: off\n';
    const { told, page } = await toldOf(
      ['[x](https://example.org/blog/impressum/)', '[x](https://example.org/shop/)', '[x](/impressum/)'],
      { 'site.yaml': settings },
    );
    expect([...told]).toEqual([]);
    expect(page()).toEqual([
      '<p><a href="https://example.org/blog/impressum/">x</a></p>',
      '<p><a href="https://example.org/shop/">x</a></p>',
      '<p><a href="/blog/impressum/">x</a></p>',
    ]);
    const wrong = await toldOf(['[x](https://example.org/blog/nix-da/)', '[x](/blog/impressum/)'], {
      'site.yaml': settings,
    });
    expect(wrong.told.get(0)).toContain('Fehler');
    expect(wrong.told.get(1)).toContain('der Link führt zu content/pages/impressum.md');
  });
});

describe('A file is found and published', () => {
  test('from the root, with what only addresses have, and as Windows writes paths', async () => {
    const links = [
      '/files/bericht.pdf',
      '/media/files/bericht.pdf',
      '/content/media/files/bericht.pdf#page=3',
      'https://example.org/files/bericht.pdf',
      'files/bericht.pdf',
      String.raw`..\media\files\bericht.pdf`,
    ];
    const pictures = [
      '/img/jet.svg',
      'img/jet.svg',
      '/media/img/jet.svg',
      'https://example.org/img/jet.svg',
      '//example.org/img/jet.svg',
      '/img/jet.svg?width=300',
      String.raw`img\jet.svg`,
      '/%C3%84rger.svg',
      '/Ärger.svg',
    ];
    const { told, page } = await toldOf([
      ...links.map((target) => `[x](${target})`),
      ...pictures.map((src) => `![Ein Jet](${src})`),
      '[x](/content/articles/kim.md#die-lage) [y](/articles/kim.md)',
    ]);
    expect([...told]).toEqual([]);
    const html = page().join('\n');
    expect(html.match(/href="\/medien\/[0-9a-f]{16}\.pdf(?:#page=3)?"/g)).toHaveLength(links.length);
    expect(html.match(/<img [^>]*src="\/medien\/[0-9a-f]{16}\.svg"/g)).toHaveLength(pictures.length);
    expect(html).toContain('<a href="/2023/09/kim/#die-lage">x</a> <a href="/2023/09/kim/">y</a>');
  });

  test('for the picture of an article, too', async () => {
    const built = createSite({
      ...site,
      'content/articles/a.md': article('title: A\ndate: 2024-01-01\nimage: { src: /img/jet.svg, alt: Jet }'),
      'content/articles/b.md': article(
        'title: B\ndate: 2024-01-01\nimage: { src: "https://example.org/img/jet.svg", alt: Jet }',
      ),
    });
    expect(reported(await built.build())).toEqual([]);
    for (const name of ['a', 'b'])
      expect(built.read(`2024/01/${name}/index.html`)).toMatch(/<img [^>]*src="\/medien\//);
  });

  test('whatever is written, only inside the site folder', () => {
    const asked: string[] = [];
    const library = {
      site: { origin: 'https://example.org', base: '/blog' },
      has: (path: SourcePath) => {
        asked.push(path);
        return false;
      },
    };
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e%2e',
      '%2f',
      '%5c',
      'a',
      'ä',
      'a\u0308',
      '%00',
      '?',
      '#',
      'https://example.org',
      '/blog',
      'C:',
      'etc/passwd',
      '//',
      'content/media',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        mediaPath(pieces.join(''), 'content/articles/x/a.md' as SourcePath, library);
        for (const path of asked.splice(0)) {
          expect(parseSourcePath(path)).toBe(path);
          expect(path).not.toMatch(/(?:^|\/)\.\.(?:\/|$)|\\|\0|^\/|^[a-z]:/i);
        }
      }),
      { examples: [[['..', '//', 'C:']]] },
    );
  });
});

describe('What is no address', () => {
  test.each([
    ['www.example.org', 'https://www.example.org'],
    ['example.org/x', 'https://example.org/x'],
    ['shop.example.de?a=b', 'https://shop.example.de?a=b'],
    ['redaktion@example.org', 'mailto:redaktion@example.org'],
    ['https:/example.org/x', 'https://example.org/x'],
    ['https:///example.org/x', 'https://example.org/x'],
    ['https:example.org', 'https://example.org'],
    ['htps://example.org/x', 'https://example.org/x'],
    ['htttps://example.org', 'https://example.org'],
    ['http//example.org', 'http://example.org'],
    ['https;//example.org', 'https://example.org'],
    ['https://https://example.org/y', 'https://example.org/y'],
    ['https://http//example.org/y', 'http://example.org/y'],
    ['https://www,example.org/', 'https://www.example.org/'],
    ['„https://example.org“', 'https://example.org'],
    ['030/1234567', 'tel:0301234567'],
    ['email:a@example.org', 'mailto:a@example.org'],
  ])('is an error with what is meant: %s', async (target, meant) => {
    const { told } = await toldOf([`[x](${target})`]);
    expect(told.get(0)).toMatch(/^Fehler: Der Link führt ins Leere/);
    expect(told.get(0)).toContain(`Meintest du „${meant}“?`);
  });

  test('is a file where one is called so', async () => {
    const { told } = await toldOf(['[x](www.example.org.pdf)', '[x](files/bericht.pdf)'], {
      'content/media/www.example.org.pdf': '%PDF-1.7',
    });
    expect([...told]).toEqual([]);
  });

  test('is never made of a sound one, nor of a path', () => {
    for (const path of [
      'kim.md',
      '../2023/kim.md',
      'bericht.pdf',
      'html/index.html',
      'img/bild.jpg',
      '2023-09-13',
    ])
      expect(meantAddress(path)).toBeUndefined();
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const meant = meantAddress(url);
        expect(meant === undefined || URL.parse(meant)?.host === URL.parse(url)?.host).toBe(true);
      }),
    );
  });
});

describe('Telephones and mailboxes', () => {
  test('get the form that programs want', async () => {
    const { told, page } = await toldOf([
      '[x](<tel:+49 30 / 1234-56>)',
      '[x](tel:030/123456)',
      '[x](<tel:+49 (0)30 1234>)',
      '[x](tel:+49-30-1234;ext=5)',
      '[x](<mailto: a@example.org>)',
      '[x](mailto://a@example.org)',
      '[x](<mailto:a@example.org, b@example.org?subject=Guten Tag>)',
      '[x](mailto:?subject=Tipp)',
    ]);
    expect([...told]).toEqual([]);
    expect(page().map((line) => /href="([^"]*)"/.exec(line)?.[1])).toEqual([
      'tel:+4930123456',
      'tel:030123456',
      'tel:+49301234',
      'tel:+49-30-1234;ext=5',
      'mailto:a@example.org',
      'mailto:a@example.org',
      'mailto:a@example.org,b@example.org?subject=Guten%20Tag',
      'mailto:?subject=Tipp',
    ]);
  });

  test('that cannot be reached lose the link with a warning', async () => {
    const { told } = await toldOf(['[x](tel:anna)', '[x](mailto:redaktion)', '[x](mailto:a[at]example.org)']);
    for (const index of [0, 1, 2])
      expect(told.get(index)).toContain('kann niemand anrufen oder schreiben; der Text bleibt');
  });
});

describe('Addresses in running text', () => {
  test('end before a quotation mark, and may have umlauts', async () => {
    const { told, page } = await toldOf([
      'Auf „https://example.net/seite“ und „www.example.net“, »https://example.net/b«, ‚https://example.net/c‘.',
      'Bei https://example.net/d… oder "https://example.net/e"-Seiten (https://example.net/f_(g)).',
      'Siehe https://müller.example/ und <https://öl.example/ä>, www.grün.example auch, xhttps://example.net nicht.',
    ]);
    expect([...told]).toEqual([]);
    const addresses = [
      ...page()
        .join('\n')
        .matchAll(/<a href="([^"]*)">([^<]*)/g),
    ].map(([, ...pair]) => pair.join(' '));
    expect(addresses).toEqual([
      'https://example.net/seite https://example.net/seite',
      'http://www.example.net www.example.net',
      'https://example.net/b https://example.net/b',
      'https://example.net/c https://example.net/c',
      'https://example.net/d https://example.net/d',
      'https://example.net/e https://example.net/e',
      'https://example.net/f_(g) https://example.net/f_(g)',
      'https://xn--mller-kva.example/ https://müller.example/',
      'https://xn--l-0ga.example/%C3%A4 https://öl.example/ä',
      'http://www.xn--grn-ioa.example www.grün.example',
    ]);
  });

  test('are read in linear time, and beside references, whatever surrounds them', () => {
    const render = createMarkdownRenderer(usualParseOptions);
    const parse = (markdown: string) =>
      render({ file: 'content/articles/a.md' as SourcePath, markdown, firstLine: 1 });
    for (const piece of [
      'https://a.b ',
      'https://a.b/(',
      'www.',
      'https://',
      'https://a.b„',
      '&#1;https://a.b<b>',
    ])
      expect(parse(piece.repeat(2000)).content.html.length).toBeGreaterThan(0);
    const pieces = fc.constantFrom(
      'https://',
      'www.',
      'a.b',
      'ä',
      '(',
      ')',
      '„',
      '“',
      '…',
      ' ',
      '\n',
      '&#1;',
      '&amp;',
      '<b>',
      '*',
      '_',
      '[x](',
      '\\',
      '.',
      '@',
      ':',
      '?',
      '#',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (all) => {
        const { content } = parse(all.join(''));
        expect(content.html.join('')).not.toMatch(/href="[^"]*(?:[„“…]|%E2%80%(?:9E|9C|A6)[".])/);
      }),
    );
  });

  test('are told where they stand, behind other addresses and on later lines', async () => {
    const built = createSite({
      'content/articles/a.md': article(
        'title: A\ndate: 2024-01-01',
        'Bei https://example.net und\nbei https://example.org/nix-da/ auch.',
      ),
    });
    expect(reported(await built.build())).toEqual([
      expect.stringContaining('content/articles/a.md:7:5: Warnung: Diese Adresse führt ins Leere'),
    ]);
  });
});
