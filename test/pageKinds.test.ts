/** Which pages a site has, and where. */
import { sampleText } from './support/fullPaper.ts';
import { describe, expect, test } from 'vitest';
import { addressesIn, wordsAt } from './support/html.ts';
import { article, createSite, minimalSettings } from './support/testSite.ts';

const feeds = (folder: string): readonly string[] =>
  ['atom.xml', 'feed.json', 'feed.xml'].map((name) => `${folder}${name}`);
const list = (folder: string): readonly string[] => [...feeds(folder), `${folder}index.html`];

describe('A site', () => {
  test('has every kind of page at its address, and nothing else', async () => {
    const site = createSite(sampleText);
    expect((await site.build()).diagnostics).toEqual([]);
    const paths = site.paths().map((path) => path.replace(/[0-9a-f]{8,16}(?=\.\w+$)/, 'HASH'));
    expect(paths).toEqual(
      [
        '.htaccess',
        '.server/caddy.conf',
        '.server/nginx.conf',
        '2023/09/kim-besucht-flugzeugwerk/index.html',
        '2024/06/pakt/index.html',
        '404.html',
        '_headers',
        '_redirects',
        'alt/.htaccess',
        'alt/größe/index.html',
        'alt/kim.html',
        'alt/kim/index.html',
        'archiv/2023/09/index.html',
        'archiv/2023/index.html',
        'archiv/2024/06/index.html',
        'archiv/2024/index.html',
        'archiv/index.html',
        'assets/comments.HASH.js',
        'assets/embeds.HASH.js',
        'assets/favicon.HASH.svg',
        ...['sans-names', 'sans', 'serif-italic-names', 'serif-italic', 'serif-names', 'serif'].map(
          (font) => `assets/${font}.HASH.woff2`,
        ),
        'assets/style.HASH.css',
        'favicon.ico',
        ...feeds(''),
        ...list('autor/anna-mueller/'),
        ...list('autor/jonas-weissbach/'),
        'impressum/index.html',
        'index.html',
        'kommentar-danke/index.html',
        'kommentar-fehler/index.html',
        'medien/HASH.svg',
        'news-sitemap.xml',
        ...list('ressort/ausland/'),
        'robots.txt',
        'sitemap-2023.xml',
        'sitemap-2024.xml',
        'sitemap-listen.xml',
        'sitemap-seiten.xml',
        'sitemap.xml',
        ...list('thema/nordkorea/'),
        ...list('thema/russland/'),
        'ueber-uns/index.html',
        'wir/.htaccess',
        'wir/index.html',
      ].toSorted(),
    );
  });

  test('says on an author’s page what she does', async () => {
    const site = createSite(sampleText);
    await site.build();
    expect(wordsAt(site.read('autor/anna-mueller/index.html'), '.role')).toBe('Korrespondentin');
  });

  test('without articles is a friendly empty one', async () => {
    const site = createSite({});
    const { published, diagnostics } = await site.build();
    expect({ published, diagnostics }).toEqual({ published: true, diagnostics: [] });
    for (const path of ['index.html', 'archiv/index.html']) {
      expect(wordsAt(site.read(path), 'main')).toContain(
        'Hier ist noch nichts erschienen. Schau bald wieder vorbei!',
      );
    }
    expect(site.paths()).toEqual(
      expect.arrayContaining(['404.html', 'feed.xml', 'atom.xml', 'feed.json', 'sitemap.xml']),
    );
    expect(JSON.parse(site.read('feed.json'))).toMatchObject({ items: [] });
  });

  test('puts its articles where the permalink of its settings says', async () => {
    const site = createSite({
      'site.yaml': `${minimalSettings}permalink: /:section/:year-:month-:day/:slug/\n`,
      ...sampleText,
    });
    await site.build();
    expect(site.paths()).toContain('ausland/2023-09-13/kim-besucht-flugzeugwerk/index.html');
    expect(site.paths()).toContain('ausland/2024-06-19/pakt/index.html');
  });
});

describe('An old address', () => {
  test.each(['alt/kim.html', 'alt/kim/index.html', 'alt/größe/index.html'])(
    'of an article (%s) leads to the new one',
    async (path) => {
      const site = createSite(sampleText);
      await site.build();
      const html = site.read(path);
      expect(html).toContain('content="0; url=/2023/09/kim-besucht-flugzeugwerk/"');
      expect(html).toContain(
        '<link rel="canonical" href="https://example.org/2023/09/kim-besucht-flugzeugwerk/">',
      );
      expect(html).toContain('<meta name="robots" content="noindex">');
      expect(wordsAt(html, 'p')).toBe(
        'Diese Seite ist umgezogen: https://example.org/2023/09/kim-besucht-flugzeugwerk/',
      );
    },
  );

  test('of a static page does so as well, and is in no sitemap', async () => {
    const site = createSite(sampleText);
    await site.build();
    expect(site.read('wir/index.html')).toContain('url=/ueber-uns/');
    expect(site.read('sitemap-seiten.xml')).not.toContain('/wir/');
  });
});

describe('A long list', () => {
  const many = Object.fromEntries(
    Array.from({ length: 25 }, (_, index) => [
      `content/articles/${index}.md`,
      article(
        `title: Artikel ${index}\ndate: 2023-09-${String(index + 1).padStart(2, '0')}\nsection: Ausland\ntags: Fluss`,
      ),
    ]),
  );
  const settings = `${minimalSettings}articlesPerPage: 10\nfeedItems: 7\n`;

  test.each(['', 'ressort/ausland/', 'thema/fluss/', 'archiv/2023/', 'archiv/2023/09/'])(
    'at /%s goes on on further pages',
    async (folder) => {
      const site = createSite({ 'site.yaml': settings, ...many });
      await site.build();
      expect(site.paths().filter((path) => path.startsWith(`${folder}seite/`))).toEqual([
        `${folder}seite/2/index.html`,
        `${folder}seite/3/index.html`,
      ]);
      const second = site.read(`${folder}seite/2/index.html`);
      expect(second).toContain(`Seite 2 von 3 – Der Bote</title>`);
      expect(second).toContain(`<link rel="prev" href="/${folder}">`);
      expect(second).toContain(`<link rel="next" href="/${folder}seite/3/">`);
      expect(second).toContain(`<link rel="canonical" href="https://example.org/${folder}seite/2/">`);
      expect(wordsAt(second, '.listing-count')).toBe('25 Artikel, Seite 2 von 3');
      const titles = addressesIn(second).filter((address) => address.startsWith('/2023/09/artikel-'));
      expect([...new Set(titles)]).toEqual(
        Array.from({ length: 10 }, (_, index) => `/2023/09/artikel-${14 - index}/`),
      );
    },
  );

  test('has every article on exactly one of its pages', async () => {
    const site = createSite({ 'site.yaml': settings, ...many });
    await site.build();
    const pages = ['', 'seite/2/', 'seite/3/'].map((page) => site.read(`thema/fluss/${page}index.html`));
    const cards = pages.flatMap((html) => [...html.matchAll(/class="card-title"><a href="([^"]+)"/g)]);
    expect(cards.map(([, url]) => url)).toEqual(
      Array.from({ length: 25 }, (_, index) => `/2023/09/artikel-${24 - index}/`),
    );
  });

  test('has feeds of its newest articles only', async () => {
    const site = createSite({ 'site.yaml': settings, ...many });
    await site.build();
    for (const folder of ['', 'ressort/ausland/', 'thema/fluss/']) {
      const { items } = JSON.parse(site.read(`${folder}feed.json`));
      expect(items).toHaveLength(7);
      expect(items[0]).toMatchObject({ url: 'https://example.org/2023/09/artikel-24/' });
      expect(site.read(`${folder}feed.xml`).match(/<item>/g)).toHaveLength(7);
      expect(site.read(`${folder}atom.xml`).match(/<entry>/g)).toHaveLength(7);
    }
  });

  test('shrinks: pages that nothing fills any more go away', async () => {
    const site = createSite({ 'site.yaml': settings, ...many });
    await site.build();
    for (let index = 0; index < 10; index++) site.remove(`content/articles/${index}.md`);
    const { removed } = await site.build();
    expect(removed).toBeGreaterThan(10);
    expect(site.paths().filter((path) => path.includes('seite/3/'))).toEqual([]);
    expect(site.paths()).toContain('thema/fluss/seite/2/index.html');
  });
});

describe('The lists', () => {
  test('of an author begin with the biography', async () => {
    const site = createSite(sampleText);
    await site.build();
    const html = site.read('autor/anna-mueller/index.html');
    expect(wordsAt(html, 'h1')).toBe('Anna Müller');
    expect(html).toContain('<p>Sie berichtet aus <em>Seoul</em>.</p>');
    expect(html).toContain('<a rel="me" href="https://anna.example/">Website</a>');
    expect(wordsAt(html, '.listing-count')).toBe('1 Artikel');
  });

  test('of the archive count the articles of years and months', async () => {
    const site = createSite(sampleText);
    await site.build();
    expect(wordsAt(site.read('archiv/index.html'), 'main')).toBe(
      'Archiv 2024 1 Artikel Juni 1 Artikel 2023 1 Artikel September 1 Artikel',
    );
    expect(wordsAt(site.read('archiv/2023/09/index.html'), 'h1')).toBe('September 2023');
  });

  test('of the sitemap name every page that readers may find, each once', async () => {
    const site = createSite(sampleText);
    await site.build();
    const parts = site.paths().filter((path) => /^sitemap-.*\.xml$/.test(path));
    const named = parts.flatMap((path) =>
      [...site.read(path).matchAll(/<loc>([^<]+)/g)].map(([, url]) => url),
    );
    expect(named.toSorted()).toEqual(
      [
        '',
        '2023/09/kim-besucht-flugzeugwerk/',
        '2024/06/pakt/',
        'archiv/',
        'archiv/2023/',
        'archiv/2023/09/',
        'archiv/2024/',
        'archiv/2024/06/',
        'autor/anna-mueller/',
        'autor/jonas-weissbach/',
        'impressum/',
        'ressort/ausland/',
        'thema/nordkorea/',
        'thema/russland/',
        'ueber-uns/',
      ].map((path) => `https://example.org/${path}`),
    );
    const index = site.read('sitemap.xml');
    expect([...index.matchAll(/<loc>https:\/\/example\.org\/([^<]+)/g)].map(([, path]) => path)).toEqual(
      parts,
    );
  });
});

describe('Every page', () => {
  test('has the static pages in its foot', async () => {
    const site = createSite(sampleText);
    await site.build();
    const pages = site.paths().filter((path) => path.endsWith('.html') && !/^(?:alt|wir)\//.test(path));
    expect(pages.length).toBeGreaterThan(12);
    for (const page of pages) {
      expect(wordsAt(site.read(page), '.footer')).toMatch(/Archiv Impressum Über uns .*RSS Atom JSON Feed/);
    }
  });

  test('has the Ressorts in its menu unless the settings name another', async () => {
    const site = createSite(sampleText);
    await site.build();
    expect(wordsAt(site.read('impressum/index.html'), '.navigation')).toBe('Ausland');
    site.write({
      'site.yaml': `${minimalSettings}navigation:\n  - { name: Nachbarn, url: https://nachbarn.example/ }\n  - { name: Korea, url: /thema/nordkorea/ }\n`,
    });
    await site.build();
    expect(wordsAt(site.read('impressum/index.html'), '.navigation')).toBe('Nachbarn Korea');
  });

  test('of the 404 kind helps on and is not indexed', async () => {
    const site = createSite(sampleText);
    await site.build();
    const html = site.read('404.html');
    expect(wordsAt(html, 'h1')).toBe('Seite nicht gefunden');
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).not.toContain('rel="canonical"');
    expect(wordsAt(html, '.latest')).toContain('Kim besucht Flugzeugwerk');
  });
});
