/** Which pages a build renders after an edit: those whose view or template changed, and no other. */
import { describe, expect, test } from 'vitest';
import type { BuildOptions } from '../../src/build/build.ts';
import { article, createSite, type SiteText, svgPicture } from '../support/testSite.ts';
import { renderedPages } from './expectedCounts.ts';
import { builtInTemplate } from './paper.ts';
import { type Tree, treeOf } from './tree.ts';

const kim = article(
  `title: Kim
slug: kim
date: 2025-03-03
section: Ausland
tags: [Nordkorea]
authors: Anna
description: Kim reist.
image: { src: kim.svg, alt: Kim }
aliases: [/alt/]`,
  'Kim kam an.',
);
const pakt = article(
  'title: Pakt\nslug: pakt\ndate: 2025-02-02\nsection: Ausland\ntags: [Russland]',
  'Zwei einigen sich.',
);
const bahn = article(
  'title: Bahn\nslug: bahn\ndate: 2024-04-04\nsection: Inland\ntags: [Bahn]\ndescription: Sie kommt.',
);
const bus = article(
  'title: Bus\nslug: bus\ndate: 2024-01-01\nsection: Inland\ntags: [Verkehr]\ndescription: Der Bus kommt.',
  'Er kam nicht.',
);
const bald = article(
  'title: Bald\nslug: bald\ndate: 2026-10-02 09:00\nsection: Inland\ndescription: Es kommt.',
);
const model: SiteText = {
  'site.yaml': 'title: Der Bote\nurl: https://example.org/\ndesign: { socialPictures: nie }\n',
  'content/articles/kim.md': kim,
  'content/articles/pakt.md': pakt,
  'content/articles/bahn.md': bahn,
  'content/articles/bus.md': bus,
  'content/articles/bald.md': bald,
  'content/pages/impressum.md': article('title: Impressum', 'Niemand.'),
  'content/media/kim.svg': svgPicture,
};

const kimPage = '2025/03/kim/index.html';
const paktPage = '2025/02/pakt/index.html';
const bahnPage = '2024/04/bahn/index.html';
const busPage = '2024/01/bus/index.html';
const articlePages = [busPage, bahnPage, paktPage, kimPage];
/** The front page and the 404 page show the newest articles. */
const everywhere = ['index.html', '404.html'];
const feedsOf = (list: string): readonly string[] =>
  ['atom.xml', 'feed.json', 'feed.xml'].map((name) => list + name);
/** A list and its feeds. */
const listOf = (list: string): readonly string[] => [`${list}index.html`, ...feedsOf(list)];

interface SiteSnapshot {
  readonly rendered: readonly string[];
  readonly written: number;
  readonly removed: readonly string[];
  readonly before: Tree;
}

/** Builds the site, edits it (undefined: the file goes), builds it again: what the second build did. It parses the texts that were edited. */
async function snapshotAfter(
  edits: Readonly<Record<string, string | undefined>>,
  options: Partial<BuildOptions> = {},
): Promise<SiteSnapshot> {
  const site = createSite(model);
  await site.build();
  const before = treeOf(site.out);
  for (const [path, text] of Object.entries(edits)) {
    if (text === undefined) site.remove(path);
    else site.write({ [path]: text });
  }
  const { published, parsed, rendered, written } = await site.build(options);
  const after = treeOf(site.out);
  const pages = renderedPages(before, after);
  const texts = Object.entries(edits).filter(([path, text]) => path.endsWith('.md') && text !== undefined);
  expect({ published, parsed, rendered }).toEqual({
    published: true,
    parsed: texts.length,
    rendered: pages.length,
  });
  const removed = [...before.keys()].filter((path) => !after.has(path));
  return { rendered: pages.toSorted(), written, removed: removed.toSorted(), before };
}

async function expectRendered(
  edits: Readonly<Record<string, string | undefined>>,
  pages: readonly string[],
  options?: Partial<BuildOptions>,
): Promise<SiteSnapshot> {
  const snapshot = await snapshotAfter(edits, options);
  expect(snapshot.rendered).toEqual(pages.toSorted());
  return snapshot;
}

describe('A build after an edit of an article renders', () => {
  test('nothing, when nothing changed', async () => {
    const { written, removed } = await expectRendered({}, []);
    expect({ written, removed }).toEqual({ written: 0, removed: [] });
  });

  test('nothing, when the content has only an empty line more', async () => {
    const { written } = await expectRendered({ 'content/articles/kim.md': `${kim}\n` }, []);
    expect(written).toBe(0);
  });

  test('of an edited body its page and the feeds with the whole text', async () => {
    const edited = bus.replace('nicht', 'doch');
    await expectRendered({ 'content/articles/bus.md': edited }, [
      busPage,
      ...feedsOf(''),
      ...feedsOf('ressort/inland/'),
    ]);
  });

  test('the lists as well, when the beginning of the text is the teaser, and the article that it is related to', async () => {
    const edited = pakt.replace('einigen', 'zanken');
    await expectRendered({ 'content/articles/pakt.md': edited }, [
      paktPage,
      kimPage,
      ...everywhere,
      ...feedsOf(''),
      ...listOf('ressort/ausland/'),
      ...listOf('thema/russland/'),
      'archiv/2025/index.html',
      'archiv/2025/02/index.html',
    ]);
  });

  test('of an edited title its page, all lists, its old address and its neighbour', async () => {
    await expectRendered({ 'content/articles/kim.md': kim.replace('title: Kim', 'title: Kim reist') }, [
      kimPage,
      paktPage,
      'alt/index.html',
      ...everywhere,
      ...feedsOf(''),
      ...listOf('ressort/ausland/'),
      ...listOf('thema/nordkorea/'),
      ...listOf('autor/anna/'),
      'archiv/2025/index.html',
      'archiv/2025/03/index.html',
    ]);
  });

  test('of a tag that was removed the page, the feeds that name tags, the sitemap; the pages of the tag vanish', async () => {
    const untagged = kim.replace('tags: [Nordkorea]\n', '');
    const { removed } = await expectRendered({ 'content/articles/kim.md': untagged }, [
      kimPage,
      ...feedsOf(''),
      ...feedsOf('ressort/ausland/'),
      ...feedsOf('autor/anna/'),
      'sitemap-listen.xml',
    ]);
    expect(removed).toEqual(listOf('thema/nordkorea/').toSorted());
  });

  test('after the last article of a tag was deleted its neighbour and the lists it stood in; page and tag vanish', async () => {
    const { removed } = await expectRendered({ 'content/articles/bus.md': undefined }, [
      bahnPage,
      ...everywhere,
      ...feedsOf(''),
      ...listOf('ressort/inland/'),
      'archiv/index.html',
      'archiv/2024/index.html',
      'sitemap-2024.xml',
      'sitemap-listen.xml',
    ]);
    expect(removed).toEqual([busPage, 'archiv/2024/01/index.html', ...listOf('thema/verkehr/')].toSorted());
  });
});

describe('A build after an edit of theme or settings renders', () => {
  test('of the template of articles all articles and no other page', async () => {
    await expectRendered({ 'templates/article.eta': `${builtInTemplate('article.eta')}<hr>` }, articlePages);
  });

  test('of a part the pages of the templates that include it', async () => {
    const { before } = await expectRendered({ 'templates/parts/corrections.eta': '<hr>' }, articlePages);
    const lists = [...before.keys()].filter((path) =>
      /^(?:index|.*(?:ressort|thema|autor|archiv\/\d).*\/index)\.html$/.test(path),
    );
    await expectRendered({ 'templates/parts/pagination.eta': '<hr>' }, lists);
  });

  test('nothing, when nothing includes the part', async () => {
    await expectRendered({ 'templates/parts/einsam.eta': '<hr>' }, []);
  });

  test('of the stylesheet all pages, because all link to it, but no feed or sitemap', async () => {
    const snapshot = await snapshotAfter({ 'templates/styles/print.css': 'p { color: red }' });
    const pages = [...snapshot.before.keys()].filter((path) => path.endsWith('.html'));
    expect(snapshot.rendered).toEqual(pages.toSorted());
    expect(snapshot.removed).toEqual([expect.stringMatching(/^assets\/style\.[0-9a-f]+\.css$/)]);
  });

  test('of the title of the blog everything but sitemaps and redirects', async () => {
    const snapshot = await snapshotAfter({
      'site.yaml': 'title: Das Blatt\nurl: https://example.org/\ndesign: { socialPictures: nie }\n',
    });
    const pages = [...snapshot.before.keys()].filter(
      (path) => !/^(?:sitemap|robots|favicon|assets|medien|alt|\.|_)/.test(path),
    );
    expect(snapshot.rendered).toEqual(pages.toSorted());
  });
});

describe('A build after something else renders', () => {
  test('of a scheduled article, when its time has come, the page, its neighbour, and where it is listed', async () => {
    const later = { now: Date.UTC(2026, 9, 3) };
    const pages = [
      '2026/10/bald/index.html',
      kimPage,
      ...everywhere,
      ...feedsOf(''),
      ...listOf('ressort/inland/'),
      'archiv/index.html',
      'archiv/2026/index.html',
      'archiv/2026/10/index.html',
      'news-sitemap.xml',
      'sitemap-2026.xml',
      'sitemap-listen.xml',
      'sitemap.xml',
    ];
    // The same Ressort relates it to the two others in it.
    await expectRendered({}, [...pages, bahnPage, busPage], later);
  });

  test('nothing, while time passes without an article', async () => {
    await expectRendered({}, [], { now: Date.UTC(2026, 9, 1, 13) });
  });

  test('of a replaced picture all pages and feeds that show it; the old one vanishes', async () => {
    const { removed } = await expectRendered({ 'content/media/kim.svg': svgPicture.replace('M0', 'M1') }, [
      kimPage,
      paktPage,
      ...everywhere,
      ...feedsOf(''),
      ...listOf('ressort/ausland/'),
      ...listOf('thema/nordkorea/'),
      ...listOf('autor/anna/'),
      'archiv/2025/index.html',
      'archiv/2025/03/index.html',
      'sitemap-2025.xml',
    ]);
    expect(removed).toEqual([expect.stringMatching(/^medien\/[0-9a-f]+\.svg$/)]);
  });

  test('of a credit in a sidecar the page that shows it', async () => {
    await expectRendered({ 'content/media/kim.svg.yaml': 'credit: Eva\n' }, [kimPage]);
  });

  test('of an author who gets a file the page of the author', async () => {
    await expectRendered({ 'content/authors/anna.md': article('name: Anna\nrole: Chefin') }, [
      'autor/anna/index.html',
    ]);
  });
});
