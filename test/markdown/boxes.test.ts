/** Boxes as authors write them in Markdown. */
import { describe, expect, test } from 'vitest';
import { article, createSite, reported } from '../support/testSite.ts';
import { elementsIn, wordsAt, wordsOf } from '../support/html.ts';

async function pageOf(head: string, content: string): Promise<{ html: string; reported: readonly string[] }> {
  const site = createSite({
    'content/articles/a.md': article(`title: A\ndate: 2023-01-01\n${head}`, content),
  });
  const result = await site.build();
  return { html: result.published ? site.read('2023/01/a/index.html') : '', reported: reported(result) };
}

const box = (inside: string, kind = 'fakten'): string =>
  `Vorher.\n\n::: {kasten=${kind}}\n${inside}\n:::\n\nNachher.`;

describe('A box in a text', () => {
  test.each(['**Das "Gesetz"**', '## Das "Gesetz"'])(
    'has the title %s and whatever follows',
    async (title) => {
      const { html, reported: complaints } = await pageOf('', box(`${title}\n\nEs gilt.\n\n- eins\n- zwei`));
      expect(complaints).toEqual([]);
      const [aside] = elementsIn(html, ({ tagName }) => tagName === 'aside');
      expect(aside?.properties).toMatchObject({ role: 'note', ariaLabel: 'Das „Gesetz“' });
      expect(aside && wordsOf(aside)).toBe('Das „Gesetz“Es gilt. eins zwei');
      expect(wordsAt(html, '.box-title')).toBe('Das „Gesetz“');
    },
  );

  test('may hold a chart', async () => {
    const chart =
      '::: {diagramm=balken}\n**Zahlen**\n\n| A | B |\n|--|--|\n| x | 1 |\n| y | 2 |\n\nQuelle: C\n:::';
    const { html, reported: complaints } = await pageOf('', box(`**Titel**\n\n${chart}\n\nDanach.`));
    expect(complaints).toEqual([]);
    expect(elementsIn(html, ({ tagName }) => tagName === 'figure')).toHaveLength(1);
    expect(wordsAt(html, 'aside')).toMatch(/^Titel.*Danach\.$/);
  });

  test('without a title, or of a kind that does not exist, is an error at its place', async () => {
    expect((await pageOf('', box('Nur **ein** Text.'))).reported).toEqual([
      expect.stringContaining('a.md:8:1: Fehler: Dem Kasten fehlt der Titel.'),
    ]);
    expect((await pageOf('', box('**A**', 'zahlen'))).reported).toEqual([
      expect.stringContaining('a.md:8:1: Fehler: Einen Kasten der Art „zahlen“ gibt es nicht.'),
    ]);
  });

  test('keeps its title in feeds', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01', box('**Titel**\n\nText.')),
    });
    await site.build();
    expect(site.read('feed.json')).toContain('Titel</strong>');
  });
});

describe('The key points of an article', () => {
  test('stand above the text, typeset', async () => {
    const { html, reported: complaints } = await pageOf(
      'keyPoints:\n  - Er sagte "Nein".\n  - 20 % mehr',
      'Text.',
    );
    expect(complaints).toEqual([]);
    expect(wordsAt(html, '.key-points')).toBe('Das Wichtigste in Kürze Er sagte „Nein“. 20 % mehr');
    expect(html.indexOf('key-points')).toBeLessThan(html.indexOf('<p>Text.</p>'));
  });

  test('are left out where there are none, and a misspelled key is reported', async () => {
    const { html, reported: complaints } = await pageOf('keyPiontz: [Eins]', 'Text.');
    expect(complaints).toEqual([expect.stringContaining('Meintest du „keyPoints“?')]);
    expect(html).not.toContain('key-points');
  });
});
