/**
 * Texts that readers must not see yet, or no more. The proof is a word that occurs only there: it is nowhere
 * in the output, in no kind of file.
 */
import { describe, expect, test } from 'vitest';
import {
  article,
  createSite,
  minimalSettings,
  type SiteText,
  svgPicture,
  reported,
} from './support/testSite.ts';

const secret = /geheimwort/i;
const noon = Date.UTC(2026, 9, 1, 12);

/** An article full of the word: in every key that has a text, and in the text. */
const secretArticle = (head: string): string =>
  article(
    `
title: Geheimwort im Titel
kicker: Geheimwort im Kicker
description: Geheimwort im Teaser
section: Geheimwort-Ressort
tags: [Geheimwort-Thema, Nordkorea]
authors: [Gerda Geheimwort, Anna Müller]
series: Geheimwort-Serie
keyPoints: [Geheimwort in Kürze]
breaking: 2030-01-01
slug: geheimwort-slug
aliases: [/geheimwort-alt/]
image: { src: jet.svg, alt: Geheimwort, caption: Geheimwort, credit: Geheimwort }
corrections: [{ date: 2023-01-01, text: Geheimwort }]
gegendarstellungen: [{ date: 2023-01-01, name: Geheimwort, text: Geheimwort }]
sources: [Geheimwort, { name: Geheimwort, url: https://geheimwort.example/ }]
label: eigene-sache
${head}`,
    'Geheimwort im Text.\n\n## Geheimwort im Zwischentitel\n\n![Geheimwort](geheimwort.svg)\n\n[Dokument](../media/geheimwort.pdf)',
  );

/** Open articles around it that would show it if they could. */
const surroundings: SiteText = {
  'content/articles/offen.md': article(
    'title: Offen\ndate: 2023-09-13\ntags: [Nordkorea]\nrelated: [geheimwort-slug]',
    'Davon [mehr](geheim.md).',
  ),
  'content/articles/auch.md': article('title: Auch offen\ndate: 2023-09-14\ntags: [Nordkorea]'),
  'content/media/jet.svg': svgPicture,
  'content/media/geheimwort.svg': svgPicture.replace('M0', 'M1'),
  'content/media/geheimwort.pdf': 'Geheimwort im Dokument',
};

const kinds = [
  ['a draft', 'date: 2023-09-15\ndraft: ja'],
  ['a draft that is due', 'date: 2026-10-01 13:59\ndraft: true'],
  ['a scheduled article', 'date: 2026-10-01 14:01'],
  ['an article under embargo', 'date: 2023-09-15\nsperrfrist: 2026-10-01 14:01'],
  ['an expired article', 'date: 2023-09-15\nexpires: 2026-10-01 14:00'],
  ['an article that expires before it appears', 'date: 2027-01-01\nexpires: 2026-12-01'],
] as const;

describe.each(kinds)('A word of %s', (_, head) => {
  test('is nowhere in the output: no page, list, feed, sitemap, picture or file name', async () => {
    const site = createSite({ ...surroundings, 'content/articles/geheim.md': secretArticle(head) });
    const { published } = await site.build({ now: noon });
    expect(published).toBe(true);
    const outputs = Object.entries(site.outputs());
    expect(outputs.length).toBeGreaterThan(15);
    expect(
      outputs.filter(([path, text]) => secret.test(path) || secret.test(text)).map(([path]) => path),
    ).toEqual([]);
  });

  test('is not in the writer’s own files either', async () => {
    const site = createSite({ ...surroundings, 'content/articles/geheim.md': secretArticle(head) });
    await site.build({ now: noon });
    expect(secret.test(site.read('.blattmacher.json'))).toBe(false);
  });

  test('leaves the output as if the article did not exist', async () => {
    const site = createSite({ ...surroundings, 'content/articles/geheim.md': secretArticle(head) });
    await site.build({ now: noon });
    const withIt = site.outputs();
    site.remove('content/articles/geheim.md');
    site.write({
      'content/articles/offen.md': article(
        'title: Offen\ndate: 2023-09-13\ntags: [Nordkorea]',
        'Davon <a>mehr</a>.',
      ),
    });
    await site.build({ now: noon });
    expect(site.outputs()).toEqual(withIt);
  });

  test('is everywhere in a preview, with a word about why nobody else sees it', async () => {
    const site = createSite({ ...surroundings, 'content/articles/geheim.md': secretArticle(head) });
    await site.build({ now: noon, preview: true });
    const paths = site.paths();
    expect(paths).toEqual(
      expect.arrayContaining(['thema/geheimwort-thema/index.html', 'geheimwort-alt/index.html']),
    );
    const page = paths.find((path) => path.endsWith('/geheimwort-slug/index.html')) ?? '';
    expect(site.read(page)).toMatch(/Entwurf|Geplant für|Gesperrt bis|Abgelaufen am/);
  });
});

describe('A static page', () => {
  test('that is a draft is nowhere, and a link to it keeps its words', async () => {
    const site = createSite({
      'content/pages/geheim.md': article(
        'title: Geheimwort\ndraft: true\naliases: [/geheimwort/]',
        'Geheimwort',
      ),
      'content/articles/offen.md': article(
        'title: Offen\ndate: 2023-09-13',
        'Hier [mehr](../pages/geheim.md).',
      ),
    });
    const result = await site.build();
    expect(reported(result)).toEqual([expect.stringContaining('er bleibt bloßer Text')]);
    expect(JSON.stringify(site.outputs())).not.toMatch(secret);
    expect(site.read('2023/09/offen/index.html')).toContain('<p>Hier <a>mehr</a>.</p>');
  });
});

describe('A scheduled article', () => {
  const files: SiteText = {
    'site.yaml': `${minimalSettings}timezone: Europe/Berlin\n`,
    'content/articles/bald.md': article('title: Bald\ndate: 2026-10-01 18:00'),
    'content/articles/spaeter.md': article('title: Später\ndate: 2026-10-25 02:30'),
    'content/articles/weg.md': article('title: Weg\ndate: 2026-01-01\nexpires: 2026-10-02'),
  };
  const page = '2026/10/bald/index.html';

  test('appears at its hour by the site’s clock, not a millisecond before', async () => {
    const site = createSite(files);
    await site.build({ now: Date.UTC(2026, 9, 1, 16) - 1 });
    expect(site.paths()).not.toContain(page);
    await site.build({ now: Date.UTC(2026, 9, 1, 16) });
    expect(site.paths()).toContain(page);
    expect(site.read('index.html')).toContain('Bald');
  });

  test('and an expiring one make the next build due', async () => {
    const site = createSite(files);
    const dueAfter = async (now: number) =>
      (await site.build({ now })).snapshot?.collections.nextChange?.instant;
    expect(await dueAfter(noon)).toBe(Date.UTC(2026, 9, 1, 16));
    expect(await dueAfter(Date.UTC(2026, 9, 1, 16))).toBe(Date.UTC(2026, 9, 1, 22));
    // Two days after it appeared, the first article is no news any more.
    expect(await dueAfter(Date.UTC(2026, 9, 1, 22))).toBe(Date.UTC(2026, 9, 3, 16));
    expect(await dueAfter(Date.UTC(2026, 9, 3, 16))).toBe(Date.UTC(2026, 9, 25, 0, 30));
    expect(await dueAfter(Date.UTC(2026, 9, 25, 0, 30))).toBe(Date.UTC(2026, 9, 27, 0, 30));
    expect(await dueAfter(Date.UTC(2026, 9, 27, 0, 30))).toBeUndefined();
  });

  test('that expires vanishes, and all that only it filled', async () => {
    const site = createSite(files);
    await site.build({ now: noon });
    expect(site.paths()).toContain('2026/01/weg/index.html');
    await site.build({ now: Date.UTC(2026, 9, 1, 22) });
    expect(site.paths().filter((path) => /2026\/01\//.test(path))).toEqual([]);
  });

  test('that fell back into a draft vanishes as well', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01\ntags: [Fluss]'),
    });
    await site.build();
    site.write({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01\ntags: [Fluss]\ndraft: true'),
    });
    await site.build();
    expect(site.paths().filter((path) => /2023|fluss/.test(path))).toEqual([]);
  });
});
