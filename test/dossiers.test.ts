/** Tags of which an editor has made more than a list. */
import { describe, expect, test } from 'vitest';
import { elementsIn, wordsAt, wordsOf } from './support/html.ts';
import { jsonLdIn, nodesIn } from './support/schemaOrg.ts';
import {
  article,
  createSite,
  minimalSettings,
  type SiteText,
  svgPicture,
  reported,
} from './support/testSite.ts';

const tagged = (title: string, day: number, more = ''): string =>
  article(`title: ${title}\ndate: 2023-01-0${day}\ntags: [Öl]\n${more}`, `Text von ${title}.`);

const files: SiteText = {
  'content/articles/eins.md': tagged('Eins', 1),
  'content/articles/zwei.md': tagged('Zwei', 2),
  'content/articles/drei.md': tagged('Drei', 3),
  'content/articles/fern.md': article(
    'title: Fern\ndate: 2023-01-05',
    'Mehr im [Dossier](../dossiers/oel.md).',
  ),
  'content/media/turm.svg': svgPicture,
  'content/dossiers/oel.md': article(
    `title: Alles über "Öl"
description: Was man wissen muss.
image: { src: turm.svg, alt: Ein Turm }
articles: [eins, fern.md]`,
    'Es ist *schwarz*.',
  ),
};
const page = 'thema/oel/index.html';
const titlesIn = (html: string): readonly string[] =>
  elementsIn(html, ({ properties }) => String(properties['className']) === 'card-title').map(
    (title) => `${title.tagName} ${wordsOf(title)}`,
  );

describe('A dossier', () => {
  test('puts its introduction, picture and picked articles above all others of the tag', async () => {
    const site = createSite(files);
    expect(reported(await site.build())).toEqual([]);
    const html = site.read(page);
    expect(wordsAt(html, '.listing-header')).toBe('Dossier Alles über „Öl“ Es ist schwarz. 3 Artikel');
    expect(html).toContain('<meta name="description" content="Was man wissen muss.">');
    expect(html).toMatch(/alt="Ein Turm"/);
    expect(titlesIn(html)).toEqual(['h2 Eins', 'h2 Fern', 'h3 Drei', 'h3 Zwei']);
    expect(site.read('2023/01/fern/index.html')).toContain('<a href="/thema/oel/">Dossier</a>');
    expect(site.read('2023/01/eins/index.html')).toContain('<a rel="tag" href="/thema/oel/">Öl</a>');
  });

  test('tells machines the same articles in the same order', async () => {
    const site = createSite({ ...files, 'site.yaml': `${minimalSettings}articlesPerPage: 1\n` });
    await site.build();
    const itemsOn = (path: string) =>
      jsonLdIn(site.read(path))
        .flatMap(nodesIn)
        .filter((node) => node['@type'] === 'ListItem' && typeof node['url'] === 'string')
        .map(({ position, url }) => [position, url]);
    expect(itemsOn(page)).toEqual([
      [1, 'https://example.org/2023/01/eins/'],
      [2, 'https://example.org/2023/01/fern/'],
      [3, 'https://example.org/2023/01/drei/'],
    ]);
    expect(itemsOn('thema/oel/seite/2/index.html')).toEqual([[4, 'https://example.org/2023/01/zwei/']]);
  });

  test('that is edited, comes or goes renders its page and what names it, and nothing else', async () => {
    const site = createSite(files);
    await site.build();
    site.write({
      'content/dossiers/oel.md': String(files['content/dossiers/oel.md']).replace('schwarz', 'teuer'),
    });
    expect((await site.build()).rendered).toBe(1);
    expect(wordsAt(site.read(page), '.prose')).toBe('Es ist teuer.');
    site.write({ 'content/articles/fern.md': article('title: Fern\ndate: 2023-01-05', 'Mehr.') });
    site.remove('content/dossiers/oel.md');
    await site.build();
    expect(wordsAt(site.read(page), '.listing-header')).toBe('Thema Öl 3 Artikel');
    expect(site.paths().filter((path) => path.startsWith('medien/'))).toEqual([]);
  });

  test('shows no article that readers do not see, and is itself not seen as a draft', async () => {
    const site = createSite({
      ...files,
      'content/articles/eins.md': tagged('Geheimwort', 1, 'slug: eins\ndraft: true'),
    });
    expect(reported(await site.build())).toEqual([]);
    expect(JSON.stringify(site.outputs())).not.toMatch(/geheimwort/i);
    expect(titlesIn(site.read(page))).toEqual(['h2 Fern', 'h3 Drei', 'h3 Zwei']);
    const dossier = String(files['content/dossiers/oel.md']);
    site.write({
      'content/dossiers/oel.md': dossier.replace('Alles', 'Geheimwort').replace('title', 'draft: ja\ntitle'),
    });
    expect(reported(await site.build())).toEqual([expect.stringContaining('er bleibt bloßer Text')]);
    expect(JSON.stringify(site.outputs())).not.toMatch(/geheimwort|turm/i);
    await site.build({ preview: true });
    expect(wordsAt(site.read(page), 'h1')).toBe('Geheimwort über „Öl“');
  });

  test('with a mistake says which', async () => {
    const dossier = article('title: Ö\narticles: [einz]');
    const site = createSite({
      ...files,
      'content/dossiers/oel.md': dossier,
      'content/dossiers/oehl.md': article('title: A'),
      'content/dossiers/alt/oel.md': article('titell: A'),
    });
    expect(reported(await site.build())).toEqual([
      expect.stringContaining('alt/oel.md:2:1: Warnung: Den Schlüssel „titell“ kenne ich nicht.'),
      expect.stringMatching(/oehl\.md: Warnung: Zum Thema „oehl“ gibt es keinen Artikel.*\n.*„oel“/),
      expect.stringMatching(/oel\.md:3:12: Warnung: Unter „articles“ steht „einz“.*\n.*„eins“/),
      expect.stringContaining('alt/oel.md:2:1: Fehler: „title“ fehlt.'),
    ]);
    site.write({ 'content/dossiers/alt/oel.md': article('title: A') });
    expect(reported(await site.build())).toContainEqual(
      expect.stringContaining(
        'dossiers/oel.md: Fehler: Zum Thema „oel“ gibt es schon ein Dossier: content/dossiers/alt/oel.md.',
      ),
    );
  });
});
