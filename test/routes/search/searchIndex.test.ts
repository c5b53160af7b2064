/** The index as a build makes it: only where it is wanted, of nothing but what readers see, and not again without need. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  article,
  codesOf,
  createSite,
  minimalSettings,
  type SiteText,
  reported,
} from '../../support/testSite.ts';

const settings = { 'site.yaml': `${minimalSettings}search: true\n` };
const articles: SiteText = {
  'content/articles/kim.md': article(
    'title: Kim besucht Flugzeugwerk\ndate: 2023-09-13\nsection: Ausland\nauthors: [Anna Müller, Jonas Weiß]',
    'Ein *Flug*zeug.',
  ),
  'content/articles/bus.md': article('title: Der Bus\ndate: 2024-01-01\nsection: Politik\nauthor: Eva'),
  'content/pages/impressum.md': article('title: Impressum', 'Verantwortlich ist niemand.'),
};
const files = { ...settings, ...articles };

function indexOf(out: string): readonly string[] {
  const folder = join(out, 'pagefind');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.'));
}

/** What Pagefind shows of each page: its fragments, unpacked. */
function fragmentsIn(out: string): readonly unknown[] {
  const paths = indexOf(out).filter((path) => path.endsWith('.pf_fragment'));
  return paths.toSorted().map((path) => {
    const text = gunzipSync(readFileSync(join(out, 'pagefind', path))).toString();
    return JSON.parse(text.slice(text.indexOf('{')));
  });
}

/** Changes a file of the index so that only somebody who reads it would know. */
function mark(out: string): () => boolean {
  const path = join(out, 'pagefind', indexOf(out).find((name) => name.endsWith('.pf_meta')) ?? '');
  const marked = readFileSync(path).fill(7);
  writeFileSync(path, marked);
  return () => existsSync(path) && readFileSync(path).equals(marked);
}

describe('A site without the setting', () => {
  test('has neither index nor page nor a link to it', async () => {
    const site = createSite(articles);
    await site.build();
    expect(site.paths().filter((path) => /pagefind|suche|search/.test(path))).toEqual([]);
    expect(site.read('index.html')).not.toContain('/suche/');
  });
});

describe('A site with a search', () => {
  test('has records of articles and static pages, as readers see them', async () => {
    const site = createSite({ ...files, 'site.yaml': settings['site.yaml'].replace('org/', 'org/blog/') });
    expect(reported(await site.build())).toEqual([]);
    expect(fragmentsIn(site.out)).toHaveLength(3);
    expect(fragmentsIn(site.out)).toContainEqual(
      expect.objectContaining({
        url: '/blog/2023/09/kim-besucht-flugzeugwerk/',
        content: 'Ein Flugzeug.',
        meta: expect.objectContaining({
          title: 'Kim besucht Flugzeugwerk',
          section: 'Ausland',
          authors: 'Anna Müller, Jonas Weiß',
          day: '13. September 2023',
        }),
        filters: { ressort: ['Ausland'], jahr: ['2023'], autor: ['Anna Müller', 'Jonas Weiß'] },
      }),
    );
    expect(site.read('index.html')).toContain('href="/blog/suche/"');
  });

  test('spells tags as lists do, so that another spelling that no page shows is none for it either', async () => {
    const tagged = (name: string, tag: string): string =>
      article(`title: ${name}\ndate: 2024-01-01\ntags: [${tag}]`);
    const site = createSite({
      ...settings,
      'content/articles/a.md': tagged('A', 'Bahn'),
      'content/articles/b.md': tagged('B', 'Bahn'),
      'content/articles/c.md': tagged('C', 'bahn'),
    });
    expect(codesOf(await site.build())).toEqual(['catalogue/spelling']);
    site.write({ 'content/articles/c.md': tagged('C', 'Bahn') });
    expect(reported(await site.build({ verify: true }))).toEqual([]);
  });

  test('has nothing in it that the page does not ask for', async () => {
    const site = createSite(files);
    await site.build();
    const kinds = new Set(indexOf(site.out).map((path) => path.replace(/_[^/]*\./, '.')));
    expect([...kinds].toSorted()).toEqual([
      'filter/de.pf_filter',
      'fragment/de.pf_fragment',
      'index/de.pf_index',
      'pagefind-entry.json',
      'pagefind.de.pf_meta',
      'pagefind.js',
      'wasm.de.pagefind',
    ]);
  });

  test('may be without a single text', async () => {
    const site = createSite(settings);
    expect(reported(await site.build())).toEqual([]);
    expect(site.paths()).toContain('suche/index.html');
  });

  test('has the same bytes however often it is made', async () => {
    const many = Array.from({ length: 60 }, (_, number) => [
      `content/articles/${number}.md`,
      article(
        `title: Artikel ${number}\ndate: 20${10 + (number % 9)}-01-01\nsection: Ressort ${number % 7}\nauthors: [A${number % 5}, B${number % 3}]\ntags: [T${number % 4}]`,
        `Wort${number} und Wörter ${number * 17}`,
      ),
    ]);
    const site = createSite({ ...files, ...Object.fromEntries(many) });
    await site.build();
    const first = site.outputs();
    expect(reported(await site.build({ verify: true }))).toEqual([]);
    expect(reported(await site.build({ fresh: true }))).toEqual([]);
    expect(site.outputs()).toEqual(first);
  });

  test.each([
    ['a page at its address', 'content/pages/suche.md', article('title: Suche')],
    ['an index of somebody else', 'templates/static/pagefind/pagefind.js', 'alert(1)'],
  ])('does not come together with %s', async (_, path, text) => {
    const site = createSite({ ...files, [path]: text });
    expect(codesOf(await site.build())).toEqual(['output/url-taken']);
  });
});

describe('The index', () => {
  test('is neither made nor read again when nothing that it knows has changed', async () => {
    const site = createSite(files);
    await site.build();
    const isKept = mark(site.out);
    expect(await site.build()).toMatchObject({ written: 0, removed: 0 });
    site.write({
      'templates/not-found.eta': '<% layout("layouts/base", { kind: "not-found" }) %><h1>Weg</h1>',
    });
    expect(await site.build()).toMatchObject({ written: 1, removed: 0 });
    expect(isKept()).toBe(true);
  });

  test('follows every change of a text, a head and a name, and leaves nothing behind', async () => {
    const site = createSite(files);
    await site.build();
    const changes: readonly SiteText[] = [
      { 'content/articles/bus.md': article('title: Der Bus\ndate: 2024-01-01', 'Neuer Text.') },
      { 'content/articles/bus.md': article('title: Die Bahn\ndate: 2024-01-01', 'Neuer Text.') },
      { 'content/authors/eva.md': '---\nname: Eva König\n---\n' },
      { 'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13\nauthor: Eva', 'Ein Wort.') },
    ];
    for (const change of changes) {
      site.write(change);
      await site.build();
      const clean = createSite({});
      await site.build({ out: clean.out, fresh: true });
      expect(site.outputs()).toEqual(clean.outputs());
    }
  });

  test('is made again when one of its files is gone', async () => {
    const site = createSite(files);
    await site.build();
    const before = site.outputs();
    rmSync(join(site.out, 'pagefind', 'fragment'), { recursive: true });
    await site.build();
    expect(site.outputs()).toEqual(before);
  });

  test('goes with the setting', async () => {
    const site = createSite(files);
    await site.build();
    site.write({ 'site.yaml': minimalSettings });
    await site.build();
    expect(indexOf(site.out)).toEqual([]);
  });

  test('stays as it was when the site has an error', async () => {
    const site = createSite(files);
    await site.build();
    const before = site.outputs();
    site.write({ 'content/articles/bus.md': article('title: Der Bus', '[kaputt](nirgends.md)') });
    expect((await site.build()).published).toBe(false);
    expect(site.outputs()).toEqual(before);
  });
});

describe.each([
  ['a draft', 'date: 2023-09-15\ndraft: ja'],
  ['a scheduled article', 'date: 2026-10-01 14:01'],
  ['an expired article', 'date: 2023-09-15\nexpires: 2026-10-01 14:00'],
])('The index of a site with %s', (_, head) => {
  test('is that of a site without it', async () => {
    const now = Date.UTC(2026, 9, 1, 12);
    const secret = article(
      `title: Geheimwort\nkicker: Geheimwort\nauthor: Geheimwort\n${head}`,
      'Geheimwort',
    );
    const site = createSite({ ...files, 'content/articles/geheim.md': secret });
    expect((await site.build({ now })).published).toBe(true);
    const withIt = site.outputs();
    expect(JSON.stringify(fragmentsIn(site.out))).not.toMatch(/geheimwort/i);
    const without = createSite(files);
    await without.build({ now });
    const indexIn = (outputs: Readonly<Record<string, string>>) =>
      Object.entries(outputs).filter(([path]) => path.startsWith('pagefind/'));
    expect(indexIn(withIt)).toEqual(indexIn(without.outputs()));
    expect(indexIn(withIt).length).toBeGreaterThan(7);
  });
});
