/** Words that the blog explains. */
import { describe, expect, test } from 'vitest';
import { elementsIn, wordsAt, wordsOf } from './support/html.ts';
import { article, createSite, type SiteText, reported } from './support/testSite.ts';

const files: SiteText = {
  'content/articles/a.md': article(
    'title: A\ndate: 2023-01-01',
    'Zwei [Überhangmandate](glossar:überhangmandat) und [Öl](glossar:Öl).',
  ),
  'content/glossary/ueberhangmandat.md': article(
    'title: Überhangmandat',
    'Ein Sitz "zu viel".\n\nMehr davon.',
  ),
  'content/glossary/oel.md': article('title: Öl\ndescription: Ein Saft.\naliases: [/saft/]', 'Lang.'),
  'content/glossary/zoll.md': article('title: Zoll', 'Siehe [Öl](glossar:öl).'),
};

describe('The glossary', () => {
  test('has a page for each term and one with all of them, in the order of a dictionary', async () => {
    const site = createSite(files);
    expect(reported(await site.build())).toEqual([]);
    const html = site.read('glossar/index.html');
    expect(elementsIn(html, ({ tagName }) => ['h2', 'dt', 'dd'].includes(tagName)).map(wordsOf)).toEqual([
      'O',
      'Öl',
      'Ein Saft.',
      'U',
      'Überhangmandat',
      'Ein Sitz „zu viel“.',
      'Z',
      'Zoll',
      'Siehe Öl.',
    ]);
    const page = site.read('glossar/ueberhangmandat/index.html');
    expect(wordsAt(page, 'main')).toBe('Überhangmandat Ein Sitz „zu viel“. Mehr davon.');
    expect(wordsAt(page, '.breadcrumbs')).toBe('Startseite Glossar Überhangmandat');
    expect(site.paths()).toContain('saft/index.html');
    expect(site.read('sitemap-seiten.xml')).toContain('/glossar/zoll/');
    expect(wordsAt(site.read('index.html'), '.footer')).toContain('Glossar');
  });

  test('is linked to by its words, in feeds as well', async () => {
    const site = createSite(files);
    await site.build();
    expect(site.read('2023/01/a/index.html')).toContain(
      'Zwei <a class="explained" href="/glossar/ueberhangmandat/">Überhangmandate</a> und <a class="explained" href="/glossar/oel/">Öl</a>.',
    );
    expect(site.read('feed.json')).toContain('https://example.org/glossar/oel/');
  });

  test('tells of a word that it does not explain', async () => {
    const site = createSite({
      ...files,
      'content/articles/a.md': article('title: A\ndate: 2023-01-01', '[Öl](glossar:ueberhang-mandat)'),
    });
    expect(reported(await site.build())).toEqual([
      expect.stringMatching(
        /a\.md:6:1: Fehler: Der Link führt ins Leere.*glossary\/ueberhang-mandat\.md[^]*glossary\/ueberhangmandat\.md/,
      ),
    ]);
  });

  test('keeps drafts to itself, and does not exist without terms', async () => {
    const draft = article('title: Geheimwort\ndraft: true\naliases: [/geheimwort/]', 'Geheimwort.');
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01', '[Öl](glossar:oel)'),
      'content/glossary/oel.md': draft,
    });
    expect(reported(await site.build())).toEqual([expect.stringContaining('er bleibt bloßer Text')]);
    expect(JSON.stringify(site.outputs())).not.toMatch(/geheimwort/i);
    expect(site.paths().filter((path) => path.startsWith('glossar'))).toEqual([]);
    expect(site.read('index.html')).not.toContain('Glossar');
  });

  test('that is edited renders what shows it, and nothing else', async () => {
    const site = createSite(files);
    await site.build();
    site.write({
      'content/glossary/ueberhangmandat.md': article(
        'title: Überhangmandat',
        'Ein Sitz "zu viel".\n\nNoch mehr davon.',
      ),
    });
    expect((await site.build()).rendered).toBe(1);
    site.remove('content/glossary/zoll.md');
    await site.build();
    expect(wordsAt(site.read('glossar/index.html'), 'main')).not.toContain('Zoll');
  });
});
