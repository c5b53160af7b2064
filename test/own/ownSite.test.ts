/** Collections, data and pages of a configuration, in all ways in which a site is built. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BuildOptions, BuildResult } from '../../src/build/build.ts';
import { createCaches } from '../../src/content/load/sourceCache.ts';
import { openDevSite } from '../dev/openDevSite.ts';
import { compiledModules } from '../support/runProgram.ts';
import { article, createSite, reported, type SiteText, type TestSite } from '../support/testSite.ts';

const config = `import { rank } from './lib/rank.ts';
const upper = () => (tree) => {
  const walk = (node) => {
    if (node.type === 'text') node.value = node.value.replaceAll('HAUS', 'Haus');
    for (const child of node.children ?? []) walk(child);
  };
  walk(tree);
};
export default {
  collections: {
    rezepte: {
      folder: 'kueche/rezepte',
      permalink: '/kueche/:art/:slug/',
      scheduled: true,
      lists: [
        { url: '/kueche/', title: 'Küche', perPage: 2, feed: true, sort: (a, b) => rank(a) - rank(b) },
        { url: '/kueche/heute/', title: 'Heute', filter: ({ date }, { today }) => date?.instant === today.instant },
      ],
    },
  },
  remarkPlugins: [upper],
  pages: [
    ({ collections, articles, data, today }) => ({
      url: '/zahlen.json',
      text: JSON.stringify([collections.rezepte.map(({ title }) => title), articles.length, data.preise, today.day]),
    }),
  ],
};
`;

const files: SiteText = {
  'blattmacher.config.ts': config,
  'lib/rank.ts': 'export const rank = ({ data }): number => data.rang ?? 9;\n',
  'data/preise.yaml': 'brot: 3.5\nmilch: "2"\n',
  'data/orte.csv': 'name;plz\nBonn;53111\nKöln;50667\n',
  'data/tief/liste.json': '[1, {"a": null}]',
  'templates/parts/footer.eta':
    "<footer><%= it.data.preise?.brot ?? '' %> <%= it.data.orte?.[1]?.plz ?? '' %> <%= it.data['tief/liste']?.length ?? '' %></footer>",
  'content/kueche/rezepte/brot.md': article(
    'title: Brot\nart: Gebäck\nrang: 2\ndate: 2026-10-01\ntags: [Mehl, Ofen]\nimage: { src: brot.svg, alt: Ein Brot }',
    'Im HAUS gebacken. [Kuchen](kuchen.md)',
  ),
  'content/kueche/rezepte/brot.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><path d="M0 0h4"/></svg>',
  'content/kueche/rezepte/kuchen.md': article(
    'title: "Kuchen"\nart: Gebäck\nrang: 1\ndate: 2026-08-01\ntags: [Mehl]\nrelated: [a]\naliases: [/alt/kuchen/]',
    'Mit Ei.',
  ),
  'content/kueche/rezepte/tee.md': article('title: Tee\nart: Trunk\ndate: 2026-07-01\ntags: [Mehl]', 'Heiß.'),
  'content/kueche/rezepte/bald.md': article('title: Bald\nart: Trunk\ndate: 2026-12-24', 'Punsch.'),
  'content/kueche/rezepte/entwurf.md': article('title: Entwurf\nart: Trunk\nentwurf: ja', 'Nichts.'),
  'content/articles/a.md': article(
    'title: A\nslug: a\ndate: 2026-01-01\ntags: [Mehl]',
    'Ein HAUS. [Brot](../kueche/rezepte/brot.md)',
  ),
};

function ownSite(more: SiteText = {}): TestSite {
  return createSite({ ...files, ...more });
}

/** A minute later, when the files are no longer fresh. */
function later(site: TestSite, options: Partial<BuildOptions> = {}): Promise<BuildResult> {
  const clock = (): number => Date.now() + 60_000;
  return site.build({ caches: createCaches({ site: site.folder, program: 'test', clock }), ...options });
}

describe('A site with a configuration', () => {
  test('has entries, lists, feeds, data and plugins, as it says', async () => {
    const site = ownSite();
    expect(reported(await site.build())).toEqual([]);
    const brot = site.read('kueche/gebaeck/brot/index.html');
    expect(brot).toContain('Im Haus gebacken.');
    expect(brot).toContain('href="/kueche/gebaeck/kuchen/"');
    expect(brot).toMatch(/<a[^>]*href="\/kueche\/"[^>]*>Küche<\/a>/);
    expect(brot).toContain('<footer>3.5 50667 2</footer>');
    expect(brot).toMatch(/medien\/[0-9a-f]+\.svg/);
    expect(site.read('2026/01/a/index.html')).toContain('Ein Haus. <a href="/kueche/gebaeck/brot/">');
    const [first, second] = [site.read('kueche/index.html'), site.read('kueche/seite/2/index.html')];
    expect([...first.matchAll(/card-title"><a href="([^"]+)/g)].map(([, url]) => url)).toEqual([
      '/kueche/gebaeck/kuchen/',
      '/kueche/gebaeck/brot/',
    ]);
    expect(first).toMatch(/rel="next" href="\/kueche\/seite\/2\/">Nächste Seite</);
    expect(second).toContain('/kueche/trunk/tee/');
    expect(site.read('kueche/heute/index.html')).toContain('1 Eintrag');
    expect(JSON.parse(site.read('kueche/feed.json'))).toMatchObject({
      items: [{ title: 'Brot' }, { title: 'Kuchen' }, { title: 'Tee' }],
    });
    expect(JSON.parse(site.read('zahlen.json'))).toEqual([
      ['Brot', 'Kuchen', 'Tee'],
      1,
      { brot: 3.5, milch: '2' },
      '1. Oktober 2026',
    ]);
    expect(site.read('alt/kuchen/index.html')).toContain('/kueche/gebaeck/kuchen/');
    expect(site.read('sitemap-seiten.xml')).toContain('/kueche/trunk/tee/');
    expect(site.paths().filter((path) => /bald|entwurf/.test(path))).toEqual([]);
  });

  test('says what an editor names, and what has the same tags', async () => {
    const site = ownSite({ 'templates/rezept.eta': "<%~ include('parts/related') %>" });
    site.write({ 'blattmacher.config.ts': config.replace('scheduled', "template: 'rezept', scheduled") });
    expect(reported(await site.build())).toEqual([]);
    const kuchen = site.read('kueche/gebaeck/kuchen/index.html');
    expect([...kuchen.matchAll(/card-title"><a href="([^"]+)/g)].map(([, url]) => url)?.[0]).toBe(
      '/2026/01/a/',
    );
    site.write({ 'content/kueche/rezepte/tee.md': article('title: Tee\nart: Trunk\nrelated: [kuchn]') });
    const told = reported(await site.build());
    expect(told.join('\n')).toContain('content/kueche/rezepte/tee.md:4:');
    expect(told.join('\n')).toContain('kuchen');
  });

  test('is the same cold, warm, verified, and by any number of threads, whatever is edited', async () => {
    const site = ownSite();
    const edits: readonly SiteText[] = [
      {},
      { 'lib/rank.ts': 'export const rank = ({ data }): number => -(data.rang ?? 9);\n' },
      { 'data/preise.yaml': 'brot: 4.5\n' },
      { 'blattmacher.config.ts': config.replace('Haus', 'Heim') },
      {
        'content/kueche/rezepte/tee.md': article('title: Tee\nart: Trunk\ndate: 2026-07-01', 'Kalt im HAUS.'),
      },
      { 'content/kueche/rezepte/neu.md': article('title: Neu\nart: Trunk\ndate: 2026-07-02', 'Neu.') },
      { 'templates/listing.eta': '<%= it.heading %> <%= it.entries?.length ?? it.cards.length %>' },
    ];
    const written: Record<string, string | Uint8Array> = { ...files };
    for (const edit of edits) {
      site.write(edit);
      Object.assign(written, edit);
      const { diagnostics, published } = await later(site, { verify: true });
      expect([published, diagnostics]).toEqual([true, []]);
      const clean = createSite(written);
      await clean.build();
      expect(site.outputs()).toEqual(clean.outputs());
    }
    for (const workers of [1, 2]) {
      const shared = createSite(written);
      const { diagnostics } = await shared.build({
        workers,
        threads: { few: 0, modules: compiledModules },
        verify: true,
      });
      expect(diagnostics).toEqual([]);
      expect(shared.outputs()).toEqual(site.outputs());
    }
  });

  test('is recognised when nothing has changed, until the next day, and never when its code or data have', async () => {
    const site = ownSite();
    await later(site);
    const isRecognised = async (options: Partial<BuildOptions> = {}): Promise<boolean> => {
      const { published, snapshot } = await later(site, options);
      return published && snapshot === undefined;
    };
    expect(await isRecognised()).toBe(true);
    const midnight = Date.UTC(2026, 9, 1, 22);
    expect(await isRecognised({ now: midnight - 1 })).toBe(true);
    expect(await isRecognised({ now: midnight })).toBe(false);
    expect(site.read('kueche/heute/index.html')).toContain('0 Einträge');
    expect(await isRecognised({ now: midnight })).toBe(true);
    for (const path of ['lib/rank.ts', 'data/preise.yaml', 'blattmacher.config.ts']) {
      site.write({ [path]: `${String(files[path])} ` });
      expect(await isRecognised({ now: midnight })).toBe(false);
      expect(await isRecognised({ now: midnight })).toBe(true);
    }
  });

  test('keeps the pages of which nothing has changed', async () => {
    const site = ownSite();
    await site.build();
    expect((await site.build()).rendered).toBe(0);
    site.write({
      'content/kueche/rezepte/tee.md': article(
        'title: Tee\nart: Trunk\ndate: 2026-07-01\ntags: [Mehl]',
        'Heiß.\n\nUnd gut.',
      ),
    });
    expect((await site.build()).rendered).toBe(1);
  });

  test('redirects from where an entry stood', async () => {
    const site = ownSite();
    await site.build();
    site.write({ 'blattmacher.config.ts': config.replace('/kueche/:art/:slug/', '/rezepte/:slug/') });
    const { published } = await site.build();
    expect(published).toBe(true);
    expect(site.read('kueche/gebaeck/brot/index.html')).toContain('/rezepte/brot/');
  });
});

describe('A preview of a site with a configuration', () => {
  test('shows every save, and with a fault in the configuration the last good page', async () => {
    const { at, write, devSite, faultCodes } = await openDevSite(files);
    expect(at('/kueche/gebaeck/brot/')).toContain('Im Haus gebacken.');
    expect(at('/kueche/trunk/bald/')).toContain('Punsch.');
    expect(devSite.answer('/zahlen.json')?.type).toBe('application/json; charset=utf-8');
    write({ 'lib/rank.ts': 'export const rank = ({ data }): number => -(data.rang ?? 9);\n' });
    expect(await devSite.needsRebuild(() => true)).toBe(true);
    await devSite.rebuild();
    expect(at('/kueche/seite/3/')).toContain('/kueche/gebaeck/kuchen/');
    expect(await devSite.needsRebuild(() => true)).toBe(false);
    write({ 'blattmacher.config.ts': config.replace('Haus', 'Heim') });
    await devSite.rebuild();
    expect(at('/kueche/gebaeck/brot/')).toContain('Im Heim gebacken.');
    write({
      'content/articles/a.md': article('title: A\nslug: a\ndate: 2026-01-01\ntags: [Mehl]', 'Ein HAUS. Neu.'),
    });
    devSite.rebuildFast(['content/articles/a.md']);
    await devSite.rebuild();
    expect(at('/2026/01/a/')).toContain('Ein Heim. Neu.');
    write({ 'blattmacher.config.ts': 'export default {' });
    await devSite.rebuild();
    expect(faultCodes()).toEqual(['config/syntax']);
    expect(at('/kueche/gebaeck/brot/')).toContain('Im Heim gebacken.');
    write({ 'blattmacher.config.ts': config, 'data/preise.yaml': 'brot: 9\n' });
    await devSite.rebuild();
    expect(faultCodes()).toEqual([]);
    expect(at('/kueche/gebaeck/brot/')).toContain('<footer>9 ');
    write({
      'content/kueche/rezepte/alt.md': article(
        'title: Alt\nart: Trunk\nrang: 99\nexpires: 2026-02-01',
        'Bier.',
      ),
    });
    await devSite.rebuild();
    expect(at('/kueche/')).toContain('<span class="preview">Abgelaufen am 1. Februar 2026</span>');
    expect(faultCodes()).toEqual([]);
  });
});

describe('Data files', () => {
  test('reach templates without a configuration', async () => {
    const { 'data/preise.yaml': preise = '', 'templates/parts/footer.eta': footer = '' } = files;
    const site = createSite({ 'data/preise.yaml': preise, 'templates/parts/footer.eta': footer });
    await site.build();
    expect(site.read('index.html')).toContain('<footer>3.5  </footer>');
  });

  test('are held against their schemas, and told of at their places', async () => {
    const site = ownSite({
      'blattmacher.config.ts': `import * as v from 'valibot';
export default { collections: { rezepte: { folder: 'kueche/rezepte' } },
  data: { preise: v.record(v.string(), v.number()), orte: v.array(v.object({ plz: v.pipe(v.string(), v.length(5, 'Fünf Ziffern')) })) } };`,
      'data/preise.yaml': 'brot: 1\nmilch: viel\n',
      'data/orte.csv': 'name,plz\nBonn,53111\n"Köln, Dom",506\nUlm\n',
      'data/kaputt.json': '{\n  "a": 1,\n}\n',
      'data/wort.json': '{\n  "a": 1,\n  "b": [wahr, "wahr"]\n}\n',
      'data/halb.json': '{ "a": 1\n',
      'data/tief/liste.yaml': 'a: 1\n',
      'data/LIESMICH': 'x',
      'data/notiz.txt': 'x',
    });
    symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(site.folder, 'node_modules'));
    const told = reported(await site.build()).map((text) => text.split('\n')[0]);
    expect(told).toEqual([
      'data/LIESMICH: Warnung: Dateien ohne Endung werden in data/ nicht gelesen.',
      'data/notiz.txt: Warnung: Dateien mit der Endung „.txt“ werden in data/ nicht gelesen.',
      'data/halb.json:2:1: Fehler: Ab dieser Stelle ist die Datei kein gültiges JSON.',
      'data/kaputt.json:3:1: Fehler: Ab dieser Stelle ist die Datei kein gültiges JSON.',
      'data/orte.csv:4:1: Fehler: Diese Zeile hat 1 Spalten, die erste 2.',
      'data/preise.yaml:2:8: Fehler: „milch“ passt nicht: Invalid type: Expected number but received "viel"',
      "data/tief/liste.yaml: Fehler: „data/tief/liste.json“ heißt bis auf die Endung genauso; beide wären „it.data['tief/liste']“.",
      'data/wort.json:3:9: Fehler: Ab dieser Stelle ist die Datei kein gültiges JSON.',
    ]);
  });
});
