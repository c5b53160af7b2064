/** `lang:` in the front matter: a source in another language gets no German typesetting, and says to machines which language it is in. */
import { describe, expect, test } from 'vitest';
import { article, createSite, minimalSettings, reported, reportedFor } from './support/testSite.ts';

const head = `title: 'The "deal" - z.B.'
description: 'He said "no" - twice'
keyPoints: ['A "point"']
date: 2023-09-13
tags: ['Der "Tag"']
lang: en_us`;
const body = 'He said "no" - at 5 km.  And "so on.\n\n## A "part"\n\n1. May was the first item.';

describe('An article in English', () => {
  const build = async (language = 'lang: en_us') => {
    const site = createSite({
      'site.yaml': `${minimalSettings}permalink: /:slug/\n`,
      'content/articles/a.md': article(`${head.replace('lang: en_us', language)}\nslug: a`, body),
      'content/articles/b.md': article('title: Der "Rest"\ndate: 2023-09-12\nslug: b', 'Er sagte "nein".'),
      'content/pages/about.md': article('title: The "blog"\nlang: en', 'We "write".'),
      'content/authors/eva.md': article('name: Eva\nlang: en\nrole: Head of "all"', 'She "writes".'),
    });
    expect(reported(await site.build())).toEqual([]);
    expect(reported({ diagnostics: await site.check() })).toEqual([]);
    return site;
  };

  test('stays as it was typed, but for the names of its tags', async () => {
    const page = (await build()).read('a/index.html');
    expect(page).toContain('The &quot;deal&quot; - z.B.</h1>');
    expect(page).toContain('<p class="teaser">He said &quot;no&quot; - twice</p>');
    expect(page).toContain('<li>A &quot;point&quot;</li>');
    expect(page).toContain('<p>He said "no" - at 5 km.  And "so on.</p>');
    expect(page).toContain('<li>May was the first item.</li>');
    expect(page).toContain('Der „Tag“');
  });

  test('tells its language to browsers, readers of feeds, search engines and networks, and of the site’s own words theirs', async () => {
    const site = await build();
    const page = site.read('a/index.html');
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<article lang="en-US">');
    expect(page).toContain('<div class="dateline" lang="de">');
    expect(page).toContain('<footer class="article-footer" lang="de">');
    expect(page).toContain('"inLanguage":"en-US"');
    expect(page).toContain('<meta property="og:locale" content="en_US">');
    expect(site.read('index.html')).toContain('class="card-title" lang="en-US"');
    expect(site.read('feed.xml')).toContain('<dc:language>en-US</dc:language>');
    expect(site.read('atom.xml')).toMatch(
      /<entry xml:lang="en-US">[^]*<content type="html" xml:lang="en-US">/,
    );
    expect(site.read('feed.json')).toContain('"language":"en-US"');
    const others = [site.read('b/index.html'), site.read('feed.xml').split('<item>')[2]].join('');
    expect(others).toContain('„nein“');
    expect(others).not.toMatch(/<(?:article|p|h1|footer|div)[^>]* lang=|dc:language|en_US/);
  });

  test.each(['language: en-US', 'sprache: en-us', 'locale: en_US', 'Lang: "en-US"'])(
    'is told by „%s“ as well',
    async (language) => {
      expect((await build(language)).read('a/index.html')).toContain('<article lang="en-US">');
    },
  );

  test('is as a page or a biography the same', async () => {
    const site = await build();
    expect(site.read('about/index.html')).toMatch(
      /<article lang="en">[^]*The &quot;blog&quot;[^]*We "write"/,
    );
    expect(site.read('autor/eva/index.html')).toMatch(/<div class="prose" lang="en">\s*<p>She "writes"/);
  });
});

test('An entry of a collection says its language as an article does', async () => {
  const site = createSite({
    'blattmacher.config.js':
      "export default { collections: { feste: { lists: [{ url: '/feste/', feed: true }] } } };",
    'content/feste/a.md': article(
      `title: 'The "fair"'\ndate: 2023-09-13\nlang: en\ntags: ['Der "Tag"']\nrelated: [b]`,
      'We "sell".',
    ),
    'content/feste/b.md': article(`title: B\ndate: 2023-09-12\ntags: ['Der "Tag"']`),
  });
  expect(reported(await site.build())).toEqual([]);
  const page = site.read('feste/a/index.html');
  expect(page).toMatch(
    /<article lang="en">[^]*The &quot;fair&quot;[^]*We "sell"[^]*<\/article>\s*<section class="related">/,
  );
  expect(page).toContain('<meta property="og:locale" content="en_US">');
  expect(site.read('feste/index.html')).toContain('class="card-title" lang="en"');
  expect(site.read('feste/feed.xml')).toMatch(/<dc:language>en<[^]*Der „Tag“/);
});

test.each(['de', 'de-AT', 'DE', 'Deutsch'])('An article in German („%s“) is set as all are', async (lang) => {
  const site = createSite({
    'site.yaml': `${minimalSettings}permalink: /:slug/\n`,
    'content/articles/a.md': article(
      `title: '"A"'\ndate: 2023-09-13\nslug: a\nlang: ${lang}`,
      'Er sagte "nein".',
    ),
  });
  expect(reported(await site.build())).toEqual([]);
  expect(site.read('a/index.html')).toMatch(/<article>[^]*„A“[^]*„nein“/);
});

test.each(['Klingonisch', 'en,de', 'e', 'en--us', 'de-DE-de-DE-a-a', '"><b>'])(
  'What names no language („%s“) is an error',
  async (lang) => {
    const files = { 'content/articles/a.md': article(`title: A\ndate: 2023-09-13\nlang: '${lang}'`) };
    expect(await reportedFor(files)).toEqual([
      `content/articles/a.md:4:7: Fehler: „${lang}“ ist kein Kürzel einer Sprache.\n    Schreibe zum Beispiel: en oder de-CH`,
    ]);
  },
);

test('An unfit tag of a passage is told', async () => {
  const files = (text: string) => ({ 'content/articles/a.md': article('title: A\ndate: 2023-09-13', text) });
  expect(await reportedFor(files('::: {lang=englisch}\n\nText "x".\n\n:::\n'))).toHaveLength(1);
  expect(await reportedFor(files('Ein [word]{lang=englisch} hier.'))).toHaveLength(1);
});
