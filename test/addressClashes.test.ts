/** One address, two sources: never does one silently take the other's place. */
import { describe, expect, test } from 'vitest';
import { article, createSite, minimalSettings, svgPicture, reportedFor } from './support/testSite.ts';

const good = article('title: Kim\ndate: 2023-09-13');

describe('Two sources that want one address are an error that names both', () => {
  const cure =
    '\n    Gib einer von beiden im Kopf ein eigenes „slug:“, oder streiche die Adresse, wenn sie dort unter „aliases:“ steht.';

  test('two articles', async () => {
    expect(await reportedFor({ 'content/articles/a.md': good, 'content/articles/b/c.md': good })).toEqual([
      `content/articles/b/c.md:2:1: Fehler: Zwei Quellen wollen dieselbe Adresse /2023/09/kim/: content/articles/a.md und content/articles/b/c.md.${cure}`,
    ]);
  });

  test('an article and one whose time has not come', async () => {
    expect(
      await reportedFor({
        'site.yaml': `${minimalSettings}permalink: /:slug/\n`,
        'content/articles/a.md': good,
        'content/articles/b.md': article('title: Kim\ndate: 2031-01-01'),
      }),
    ).toEqual([
      `content/articles/b.md:2:1: Fehler: Zwei Quellen wollen dieselbe Adresse /kim/: content/articles/a.md und content/articles/b.md.${cure}`,
    ]);
  });

  test('an article and a static page', async () => {
    expect(
      await reportedFor({
        'site.yaml': `${minimalSettings}permalink: /:slug/\n`,
        'content/articles/a.md': good,
        'content/pages/kim.md': article('title: Kim'),
      }),
    ).toEqual([
      `content/pages/kim.md:2:1: Fehler: Zwei Quellen wollen dieselbe Adresse /kim/: content/articles/a.md und content/pages/kim.md.${cure}`,
    ]);
  });

  test('an alias and another article', async () => {
    expect(
      await reportedFor({
        'content/articles/a.md': good,
        'content/articles/b.md': article('title: B\ndate: 2023-01-01\naliases: /2023/09/kim/'),
      }),
    ).toEqual([
      `content/articles/b.md:4:10: Fehler: Zwei Quellen wollen dieselbe Adresse /2023/09/kim/: content/articles/a.md und content/articles/b.md.${cure}`,
    ]);
  });

  test.each([
    ['/', 'content/articles/b.md und Startseite'],
    ['/feed.xml', 'content/articles/b.md und Feed „Der Bote“'],
    ['/archiv/', 'content/articles/b.md und Archiv'],
    ['/ressort/ausland/', 'content/articles/b.md und Ressort Ausland'],
    ['/404.html', 'content/articles/b.md und Seite nicht gefunden'],
    ['/sitemap.xml', 'content/articles/b.md und Sitemap'],
    ['/.htaccess', 'content/articles/b.md und Datei für Apache („hosting“ in site.yaml)'],
    ['/_headers', 'content/articles/b.md und Datei für Netlify und Cloudflare („hosting“ in site.yaml)'],
  ])('an alias and what stands at %s', async (alias, both) => {
    expect(
      await reportedFor({
        'content/articles/a.md': article('title: Kim\ndate: 2023-09-13\nsection: Ausland'),
        'content/articles/b.md': article(`title: B\ndate: 2023-01-01\naliases: ${alias}`),
      }),
    ).toEqual([
      `content/articles/b.md:4:10: Fehler: Zwei Quellen wollen dieselbe Adresse ${alias}: ${both}.${cure}`,
    ]);
  });

  test('a page that takes the folder of the media is reported as well', async () => {
    const [first] = await reportedFor({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01\naliases: [/index.html/x]'),
    });
    expect(first).toContain('Fehler: Startseite will die Datei /, aber content/articles/a.md braucht');
  });

  test('an alias and a file of the theme, in a check as well', async () => {
    const site = createSite({
      'templates/static/robots.txt': 'User-agent: *',
      'content/articles/a.md': article('title: A\ndate: 2023-01-01\naliases: /robots.txt'),
    });
    const { diagnostics } = await site.build();
    expect(diagnostics).toMatchObject([{ code: 'output/url-taken', file: 'content/articles/a.md' }]);
    expect(await site.check()).toEqual(diagnostics);
  });

  test('a file of the theme and the folder of the media', async () => {
    const site = createSite({
      'templates/static/Medien/x.txt': '',
      'content/media/jet.svg': svgPicture,
      'content/articles/a.md': article('title: A\ndate: 2023-01-01', 'Text.\n\n![Jet](jet.svg)'),
    });
    expect((await site.build()).diagnostics).toMatchObject([{ code: 'output/urls-alike' }]);
  });

  test('an alias and the folder of the media, in a check as well', async () => {
    const site = createSite({
      'content/media/jet.svg': svgPicture,
      'content/articles/a.md': article(
        'title: A\ndate: 2023-01-01\naliases: /Medien/',
        'Text.\n\n![Jet](jet.svg)',
      ),
    });
    const { diagnostics } = await site.build();
    expect(diagnostics).toMatchObject([{ code: 'output/urls-alike', file: 'content/articles/a.md' }]);
    expect(await site.check()).toEqual(diagnostics);
  });
});
