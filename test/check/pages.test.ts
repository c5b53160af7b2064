/** Third parties, weight and accessibility of finished pages; how strict the settings make all of it. */
import { describe, expect, test } from 'vitest';
import { article, createSite, minimalSettings } from '../support/testSite.ts';
import { check, oneArticle, told } from './checkSupport.ts';

const footer = (html: string) => ({ 'templates/parts/before-footer.eta': html });

describe('Third parties', () => {
  test('are listed by host, with what they are for and when', async () => {
    const settings = `${minimalSettings}policy: { script: https://zaehler.example.com }\n`;
    const html =
      '<script src="https://zaehler.example.com/x.js"></script><img src="https://bilder.example.net/x.png" alt="" width="1" height="1"><iframe title="x" src="//rahmen.example.net/"></iframe>';
    const { thirdParties, diagnostics } = await check(
      createSite({ ...oneArticle, 'site.yaml': settings, ...footer(html) }),
    );
    expect(thirdParties.map(({ host, purposes, when }) => [host, purposes, when])).toEqual([
      ['zaehler.example.com', ['Skripte'], 'always'],
      ['comments.example.org', ['Formulare'], 'click'],
      ['bilder.example.net', ['Bilder'], 'refused'],
      ['rahmen.example.net', ['Rahmen'], 'refused'],
    ]);
    const blocked = diagnostics.filter(({ code }) => code === 'third-parties/blocked');
    expect(blocked.map(({ hint }) => hint)).toContain(
      'Nimm es heraus, oder erlaube es in site.yaml: „policy: { image: https://bilder.example.net }“.',
    );
    expect(blocked.map(({ file }) => file)).toEqual(blocked.map(() => 'templates/parts/before-footer.eta'));
  });

  test('that a page lets in by itself are told', async () => {
    const base =
      '<!doctype html><html lang="de"><head><title>x</title><link rel="preconnect" href="https://cdn.example.net"><link rel="stylesheet" href="https://cdn.example.net/x.css"></head><body><main><h1>x</h1></main></body></html>';
    const lines = await told(
      { 'templates/not-found.eta': '<% layout = undefined %>', 'templates/layouts/base.eta': base },
      'third-parties/',
    );
    expect(lines.join('\n')).toContain('Ohne Klick verbindet sich der Browser mit cdn.example.net');
  });

  test('are found in stylesheets', async () => {
    const lines = await told(
      {
        'templates/styles/own.css':
          '@font-face { font-family: x; src: url(https://schrift.example.net/x.woff2) }',
      },
      'third-parties/',
    );
    expect(lines.join('\n')).toContain('schrift.example.net');
  });
});

describe('Accessibility', () => {
  test('of the theme is fine', async () => {
    expect(
      await told(
        {
          'content/articles/lang.md': article(
            'title: Lang\ndate: 2023-09-14',
            '## Eins\n\n| a | b |\n|--|--|\n| 1 | 2 |',
          ),
        },
        'accessibility/',
      ),
    ).toEqual([]);
  });

  test.each([
    ['<h1>Noch einer</h1>', 'Es gibt 2 Überschriften <h1>'],
    ['<h2>x</h2><h5>y</h5>', 'Auf <h2> folgt <h5>'],
    ['<h2><span aria-hidden="true">x</span></h2>', 'Eine Überschrift <h2> ist leer'],
    ['<img src="/favicon.ico" width="1" height="1">', 'Dem Bild „/favicon.ico“ fehlt das Attribut alt'],
    ['<a href="/"><svg></svg></a>', 'Der Link zu „/“ hat keinen Text'],
    [
      '<a href="/"><img src="/favicon.ico" alt="" width="1" height="1"></a>',
      'Der Link zu „/“ hat keinen Text',
    ],
    ['<a href="/archiv/">Hier</a>', 'Der Link zu „/archiv/“ heißt nur „Hier“'],
    ['<a href="/archiv/">mehr …</a>', 'heißt nur „mehr …“'],
    ['<table><tr><td>1</td></tr><tr><td>2</td></tr></table>', 'Eine Tabelle hat keine Kopfzellen'],
    ['<input name="suche">', 'Das Eingabefeld „suche“ hat keine Beschriftung'],
    ['<iframe src="/"></iframe>', 'Dem Rahmen „/“ fehlt ein title'],
    ['<p id="hauptinhalt">x</p>', 'Die id „hauptinhalt“ gibt es mehrmals'],
  ])('misses what is missing: %s', async (html, expected) => {
    const lines = await told(footer(html), 'accessibility/');
    expect(lines.join('\n')).toContain(expected);
    // Many pages with the same fault are one message.
    expect(lines).toHaveLength(1);
  });

  test.each([
    '<label>Suche <input name="suche"></label>',
    '<label for="s">Suche</label><input id="s">',
    '<input aria-label="Suche">',
    '<a href="/" aria-label="Startseite"></a>',
    '<a href="/"><img src="/favicon.ico" alt="Startseite" width="1" height="1"></a>',
    '<table role="presentation"><tr><td>1</td></tr><tr><td>2</td></tr></table>',
    '<img src="/favicon.ico" alt="" width="1" height="1">',
  ])('misses nothing where all is there: %s', async (html) => {
    expect(await told(footer(html), 'accessibility/')).toEqual([]);
  });
});

describe('Vague words', () => {
  const tagged = 'title: Hier\ndate: 2023-09-14\ntags: [Link, Mehr, Weiter]';
  const other = article('title: Anderes\ndate: 2023-09-15\ntags: [Link, Mehr, Weiter]', '[Link](kim.md)');

  test('are fine as names of tags and titles of articles', async () => {
    const files = {
      'content/articles/hier.md': article(tagged, 'Auch [Hier](hier.md) steht es.'),
      'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13\ntags: [Link, Mehr, Weiter]'),
    };
    expect(await told(files, 'accessibility/')).toEqual([]);
  });

  test('are told where an author wrote them, with their line', async () => {
    const lines = await told(
      { 'content/articles/hier.md': article(tagged), 'content/articles/anderes.md': other },
      'accessibility/',
    );
    expect(lines).toEqual([
      expect.stringMatching(
        /^content\/articles\/anderes\.md:7:1: Warnung: Der Link zu „\/2023\/09\/kim\/“ heißt nur „Link“/,
      ),
    ]);
  });
});

describe('Weight', () => {
  test('above the budget is told with the heaviest page', async () => {
    const files = {
      'site.yaml': `${minimalSettings}budget: { html: 20, code: 5 }\n`,
      'content/articles/lang.md': article('title: Lang\ndate: 2023-09-14', 'Wort '.repeat(6_000)),
    };
    const lines = await told(files, 'weight/');
    expect(lines.join('\n')).toMatch(/Die Seite \/2023\/09\/lang\/ ist \d+ KB groß; vorgesehen sind 20/);
    expect(lines.join('\n')).toMatch(
      /Gestaltung und Skripte der Seite \S+ sind \d+ KB groß \(wie \d+ weitere\)/,
    );
  });

  test('of pictures without a size is told', async () => {
    expect((await told(footer('<img src="/favicon.ico" alt="">'), 'weight/')).join('\n')).toContain(
      'fehlen width oder height',
    );
  });

  test('is fine on a small site, for every host', async () => {
    expect(await told({ 'site.yaml': `${minimalSettings}hosting: cloudflare\n` }, 'weight/')).toEqual([]);
  });
});

describe('How strict it is', () => {
  const html = footer('<a href="/fehlt/">hier</a>');

  test.each([
    ['', 'error', 'warning'],
    ['{ links: warning, accessibility: error, legal: off }', 'warning', 'error'],
    ['{ links: off, accessibility: off, legal: off }', undefined, undefined],
  ])('the settings say: %s', async (strictness, ofLinks, ofAccess) => {
    const settings =
      strictness === '' ? minimalSettings : minimalSettings.replace('{ legal: off }', strictness);
    const { diagnostics } = await check(createSite({ ...oneArticle, 'site.yaml': settings, ...html }));
    const severityOf = (code: string) => diagnostics.find((one) => one.code === code)?.severity;
    expect([severityOf('links/dead'), severityOf('accessibility/link-vague')]).toEqual([ofLinks, ofAccess]);
  });
});
