/** Whatever leads from a finished page to the blog's own host must arrive. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFinished } from '../../src/check/checkPages.ts';
import { createDescriber } from '../../src/check/page/describePage.ts';
import { article, createSite, minimalSettings } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { check, linesOf, oneArticle, told } from './checkSupport.ts';

const footer = (html: string) => ({ 'templates/parts/before-footer.eta': html });

describe('Links of finished pages', () => {
  test('are fine on a site of the theme', async () => {
    expect(await told({}, 'links/')).toEqual([]);
  });

  test('of a template are told once, with its line and the number of pages', async () => {
    const lines = await told(footer('\n<p><a href="/team/">Das Team</a></p>'), 'links/');
    expect(lines).toEqual([
      expect.stringMatching(
        /^templates\/parts\/before-footer\.eta:2:13: Fehler: Der Link „\/team\/“ führt ins Leere, auf \d+ Seiten, zum Beispiel \//,
      ),
    ]);
  });

  test.each([
    '<meta http-equiv="refresh" content="99; url=/">',
    '<noscript><meta http-equiv="refresh" content="0; url=/"></noscript>',
  ])('are looked at on pages that lead on only in the end, or without scripts: %s', async (html) => {
    const lines = await told(footer(`${html}<a href="/2023/09/kim/#nirgends">x</a>`), 'links/');
    expect(lines).toHaveLength(1);
    expect(lines.join()).toContain('„/2023/09/kim/#nirgends“ nennt eine Stelle, die es dort nicht gibt');
  });

  test('of the navigation are told at its line in the settings', async () => {
    const settings = `${minimalSettings}navigation: [{ name: Shop, url: /shop/ }]\n`;
    const [line] = await told({ 'site.yaml': settings }, 'links/');
    expect(line).toMatch(/^site\.yaml:8:\d+: Fehler: Der Link „\/shop\/“/);
  });

  test('may lead to where others answer', async () => {
    const settings = `${minimalSettings}navigation: [{ name: Shop, url: /shop/ }]\notherPaths: [/shop/]\n`;
    expect(await told({ 'site.yaml': settings }, 'links/')).toEqual([]);
  });

  test.each([
    ['<img src="/fehlt.jpg" alt="">', 'Das Bild „/fehlt.jpg“'],
    [
      '<img src="/favicon.ico" srcset="/fehlt-2x.jpg 2x, /fehlt-3x.jpg 3x" alt="">',
      'Das Bild „/fehlt-2x.jpg“',
    ],
    [
      '<picture><source srcset="/fehlt.avif"><img src="/favicon.ico" alt=""></picture>',
      'Das Bild „/fehlt.avif“',
    ],
    ['<script src="/fehlt.js"></script>', 'Das Skript „/fehlt.js“'],
    ['<a href="https://example.org/fehlt/">x</a>', 'Der Link „https://example.org/fehlt/“'],
    ['<a href="//example.org/fehlt/">x</a>', 'Der Link „//example.org/fehlt/“'],
    ['<a href="http://EXAMPLE.org/fehlt/">x</a>', 'Der Link „http://EXAMPLE.org/fehlt/“'],
    ['<a href="/%66ehlt/">x</a>', 'Der Link „/%66ehlt/“'],
    ['<p style="background: url(/fehlt.png)">x</p>', 'Die Datei „/fehlt.png“'],
    ['<video poster="/fehlt.png"></video>', 'Das Bild „/fehlt.png“'],
    ['<form action="/fehlt/"></form>', 'Das Formular „/fehlt/“'],
    ['<a href="/kim">x', 'Der Link „/kim“'],
    ['<blockquote cite="/fehlt/">x</blockquote>', 'Der Link „/fehlt/“'],
    ['<table background="/fehlt.png"><tr><th>x</th></tr></table>', 'Das Bild „/fehlt.png“'],
    ['<img src="/favicon.ico" longdesc="/fehlt/" alt="">', 'Der Link „/fehlt/“'],
    ['<video><track src="/fehlt.vtt"></video>', 'Ton oder Video „/fehlt.vtt“'],
    ['<style>p { background: url(/fehlt.png) }</style>', 'Die Datei „/fehlt.png“'],
    ['<svg><image href="/fehlt.png"/></svg>', 'Das Bild „/fehlt.png“'],
    ['<svg><style>p { background: url(/fehlt.png) }</style></svg>', 'Die Datei „/fehlt.png“'],
    [
      '<script type="application/ld+json">{"@id":"https:\\/\\/example.org\\/fehlt\\/#x"}</script>',
      'Die Angabe für Suchmaschinen (JSON-LD) „https://example.org/fehlt/“',
    ],
  ])('are followed in every form: %s', async (html, expected) => {
    const lines = await told(footer(html), 'links/');
    expect(lines.join('\n')).toContain(expected);
  });

  test.each([
    ['<link rel="manifest" href="/fehlt.webmanifest">', 'Die Datei „/fehlt.webmanifest“'],
    ['<link rel="icon" href="/fehlt.svg">', 'Die Datei „/fehlt.svg“'],
    [
      '<link rel="preload" as="image" href="/favicon.ico" imagesrcset="/fehlt.png 2x">',
      'Das Bild „/fehlt.png“',
    ],
    ['<link rel="search" href="/fehlt.xml">', 'Der Link „/fehlt.xml“'],
    ['<link rel="alternate" href="/fehlt.xml">', 'Der Verweis auf einen Feed „/fehlt.xml“'],
    ['<link rel="alternate" hreflang="en" href="/en/">', 'Die andere Sprachfassung (hreflang) „/en/“'],
    ['<link rel="canonical" href="https://example.org/fehlt/">', 'Die maßgebliche Adresse (canonical)'],
    ['<meta property="og:image" content="/fehlt.png">', 'Die Angabe für soziale Netze „/fehlt.png“'],
    ['<meta property="og:image:url" content="/fehlt.png">', 'Die Angabe für soziale Netze „/fehlt.png“'],
    ['<meta name="twitter:image" content="/fehlt.png">', 'Die Angabe für soziale Netze „/fehlt.png“'],
    ['<meta http-equiv="refresh" content="9; url=/fehlt/">', 'Die Weiterleitung „/fehlt/“'],
  ])('are followed in the head: %s', async (html, expected) => {
    const page = `<!doctype html><html lang="de"><head><title>x</title>${html}</head><body><main><h1>x</h1></main></body></html>`;
    const lines = await told({ 'templates/not-found.eta': page }, 'links/');
    expect(lines.join('\n')).toContain(expected);
    expect(lines).toHaveLength(1);
  });

  test.each([
    ['templates/styles/own.css', 'p { background: url(/fehlt.png) }', 'Die Datei „/fehlt.png“'],
    [
      'templates/static/robots.txt',
      'Sitemap: https://example.org/fehlt.xml\n',
      'Die Datei „https://example.org/fehlt.xml“',
    ],
    [
      'templates/static/app.webmanifest',
      '{ "start_url": "/", "icons": [{ "src": "/fehlt.png" }] }',
      'Die Datei „/fehlt.png“',
    ],
  ])('are followed in files of the theme: %s', async (file, text, expected) => {
    const lines = await told({ [file]: text }, 'links/');
    expect(lines).toEqual([expect.stringMatching(new RegExp(`^${file}:1:\\d+: Fehler: `))]);
    expect(lines.join('\n')).toContain(expected);
  });

  test.each([
    ['rss', '<link>https://example.org/a/</link><url>https://example.org/b.png</url>'],
    ['atom', '<link href="https://example.org/a/"/><uri>https://example.org/b.png</uri>'],
    ['sitemap', '<loc>https://example.org/a/</loc><image:loc>https://example.org/b.png</image:loc>'],
    ['json-feed', '{"url":"https://example.org/a/","image":"https://example.org/b.png"}'],
    ['plain-text', 'Sitemap: https://example.org/a/\nPolicy: https://example.org/b.png'],
  ] as const)('are read in what is made for machines: %s', (kind, text) => {
    const { description, fresh } = createDescriber()(kind, 'x', text);
    expect(description.refs.map((number) => fresh[number])).toEqual([
      'lhttps://example.org/a/',
      'lhttps://example.org/b.png',
    ]);
  });

  test.each([
    '<a href="/2023/09/kim/#hauptinhalt">x</a>',
    '<a href="/2023/09/kim">x</a>',
    '<a href="/2023/09/kim/index.html?a=b#top">x</a>',
    '<a href="/2023/09/../09/kim/">x</a>',
    '<a href="/2023/09/%6Bim/">x</a>',
    '<a href="#:~:text=Kim">x</a>',
    '<a href="mailto:redaktion@example.org">x</a>',
    '<a href="">x</a>',
    '<template><a href="/fehlt/">x</a></template>',
    '<!-- <a href="/fehlt/">x</a> -->',
    '<q cite="Der Bericht">x</q>',
    '<script type="application/ld+json">{"@id":"https://example.org/#wir","name":"x \\q"}</script>',
  ])('are fine when a browser finds the way: %s', async (html) => {
    expect(await told(footer(html), 'links/')).toEqual([]);
  });

  test('to a place that is not there are told with the one that is meant', async () => {
    const { diagnostics } = await check(
      createSite({ ...oneArticle, ...footer('<a href="/2023/09/kim/#haupteinhalt">x</a>') }),
    );
    expect(diagnostics[0]).toMatchObject({
      code: 'links/dead-anchor',
      hint: 'Meintest du „/2023/09/kim/#hauptinhalt“?',
    });
  });

  test('are told to be misspelt where only letters differ: most servers do not find them', async () => {
    const { diagnostics } = await check(
      createSite({ ...oneArticle, ...footer('<a href="/2023/09/Kim/">x</a>') }),
    );
    expect(diagnostics[0]).toMatchObject({ code: 'links/spelling', hint: 'Schreibe „/2023/09/kim/“.' });
  });

  test('forget the folder of the blog, which is told with it', async () => {
    const settings = minimalSettings.replace('https://example.org/', 'https://example.org/blog/');
    const files = { ...oneArticle, 'site.yaml': settings, ...footer('<a href="/2023/09/kim/">x</a>') };
    const { diagnostics } = await check(createSite(files));
    expect(diagnostics[0]).toMatchObject({ code: 'links/outside', hint: 'Schreibe „/blog/2023/09/kim/“.' });
  });

  test('that a source tells are not told again', async () => {
    const lines = await told({
      'content/articles/kim.md': article(
        'title: Kim\ndate: 2023-09-13',
        '[x](/gibt-es-nicht/) und [y](#nirgends)',
      ),
    });
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.startsWith('content/articles/kim.md:6:'))).toBe(true);
  });

  test('that a source tells are not told again, however many they are', async () => {
    const links = Array.from({ length: 700 }, (_, index) => `[Text ${index}](/fehlt-${index}/)`).join('\n\n');
    const { diagnostics } = await check(
      createSite({ 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', links) }),
    );
    const dead = diagnostics.filter(({ message }) => message.includes('/fehlt-'));
    expect(dead).toHaveLength(700);
    expect(dead.filter(({ code }) => code.startsWith('links/'))).toEqual([]);
  });

  test('in a broken template are found as a browser finds them', async () => {
    const lines = await told(
      footer('<div><p><a href="/eins/">x<table><a href=/zwei/>y</div></span>'),
      'links/',
    );
    expect(lines.join('\n')).toContain('„/eins/“');
    expect(lines.join('\n')).toContain('„/zwei/“');
  });

  test('are the same with workers and without, and after a change', async () => {
    const site = createSite({ ...oneArticle, ...footer('<a href="/eins/">x</a>') });
    const first = await check(site);
    const { folder, out } = site;
    const caches = usualBuild(folder, out).caches;
    expect((await check(site, { workers: 2, threads: { few: 0 }, caches })).diagnostics).toEqual(
      first.diagnostics,
    );
    site.write({ 'content/articles/neu.md': article('title: Neu\ndate: 2023-09-14', '[x](kim.md)') });
    const lines = linesOf((await check(site)).diagnostics);
    expect(lines).toHaveLength(1);
    site.remove('templates/parts/before-footer.eta');
    expect((await check(site)).diagnostics).toEqual([]);
  });

  test('are the same after a build that looked at the pages, whatever it kept', async () => {
    const site = createSite({ ...oneArticle, ...footer('<a href="/eins/">x</a>') });
    const { diagnostics } = await check(createSite({ ...oneArticle, ...footer('<a href="/eins/">x</a>') }));
    await site.build();
    const before = site.outputs();
    const again = await site.build({ describer: createDescriber, now: usualBuild('', '').now + 1 });
    expect(again).toMatchObject({ published: true, written: 0 });
    expect(site.outputs()).toEqual(before);
    expect((await check(site)).diagnostics).toEqual(diagnostics);
  });

  test('are told by a build that looked at the pages as by a check, and are known to the next check', async () => {
    const site = createSite({ ...oneArticle, ...footer('<a href="/eins/">x</a>') });
    const options = usualBuild(site.folder, site.out);
    const { finished } = await site.build({ describer: createDescriber });
    const report = finished && checkFinished(finished, options);
    const expected = await check(createSite({ ...oneArticle, ...footer('<a href="/eins/">x</a>') }));
    expect(report?.diagnostics).toEqual(expected.diagnostics);
    expect(report?.thirdParties).toEqual(expected.thirdParties);
    expect(linesOf((await check(site)).diagnostics)).toEqual(linesOf(expected.diagnostics));
  });

  test('may be ten thousand dead ones', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `<a href="/fehlt-${index}/">x</a>`).join('\n');
    const { diagnostics } = await check(createSite({ ...oneArticle, ...footer(many) }));
    expect(diagnostics).toHaveLength(10_000);
    expect(diagnostics.every(({ file }) => file !== undefined)).toBe(true);
  });

  test('may be any text', async () => {
    const addresses = fc.sample(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.webUrl(),
        fc.constantFrom('http://[', '//', '///', 'http://', '%', '/%E0%A4%A', '\\\\x', 'JavaScript:x'),
      ),
      { numRuns: 300, seed: 7 },
    );
    const escaped = addresses.map((one) =>
      one.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<%', ''),
    );
    const html = escaped.map((one) => `<a href="${one}">x</a>`).join('\n');
    const { diagnostics } = await check(
      createSite({ ...oneArticle, 'data/a.json': JSON.stringify(html), ...footer('<%~ it.data.a %>') }),
    );
    expect(diagnostics.every(({ code }) => !code.startsWith('template/'))).toBe(true);
  });
});
