/** What was meant as a picture or a link, and is none. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { germanOptions } from '../../src/config/germanOptions.ts';
import type { SourcePath } from '../../src/core/model.ts';
import { createMarkdownRenderer } from '../../src/markdown/markdown.ts';
import { createSite, article, reported } from '../support/testSite.ts';

const file = 'content/articles/kim.md' as SourcePath;
const render = createMarkdownRenderer({
  html: [],
  relatedAfter: 0,
  typography: germanOptions('de'),
  hints: false,
});

/** `line:column cure` of every warning. */
function cures(markdown: string): readonly string[] {
  return render({ file, markdown, firstLine: 1 })
    .diagnostics.filter(({ code }) => code === 'text/space-in-target' || code === 'text/foreign-embed')
    .map(({ position, hint }) => `${position?.line}:${position?.column} ${hint}`);
}

describe('What stays as it was typed is reported, with its cure:', () => {
  test.each([
    ['![Was](Mein Bild.jpg)', '1:1 Schreibe: ![Was](<Mein Bild.jpg>)'],
    [
      'Ein *sehr* ![Was](Mein Bild (1).jpg "Foto: Kim") Bild',
      '1:12 Schreibe: ![Was](<Mein Bild (1).jpg> "Foto: Kim")',
    ],
    [
      'Vorher.\n\nEs\nsteht [hier](../mein artikel.md#lage).',
      '4:7 Schreibe: [hier](<../mein artikel.md#lage>)',
    ],
    ['- [Plan](/a b/)', '1:3 Schreibe: [Plan](</a b/>)'],
    ['[Wien](https://example.org/a b.pdf)', '1:1 Schreibe: [Wien](<https://example.org/a b.pdf>)'],
    ['Hier: ![[bild.jpg]]', '1:7 Schreibe: ![Was man sieht](bild.jpg)'],
    ['![[Mein Bild.jpg|Kim am Pult]]', '1:1 Schreibe: ![Kim am Pult](<Mein Bild.jpg>)'],
    ['> ## ![Was](Mein Bild.jpg)', '1:6 Schreibe: ![Was](<Mein Bild.jpg>)'],
  ])('%s', (markdown, cure) => {
    expect(cures(markdown)).toEqual([cure]);
  });

  test('also behind raw HTML, and as many as there are', () => {
    expect(cures('<b>x</b> ![A](a b.jpg) und [B](b c.md)\n')).toHaveLength(2);
  });

  test('and the cure is none of them any more', () => {
    for (const markdown of ['![Was](Mein Bild.jpg)', '![[Mein Bild (2).jpg]]', '[a](mein artikel.md "T")']) {
      const cure = /Schreibe: (.*)/.exec(cures(markdown)[0] ?? '')?.[1] ?? '';
      expect(cures(cure)).toEqual([]);
      expect(render({ file, markdown: cure, firstLine: 1 }).content.deferredReferences).toHaveLength(1);
    }
  });
});

describe('Nothing is told of', () => {
  test.each([
    '![Was](<Mein Bild.jpg>) und [das](mein%20artikel.md "Ein Titel")',
    'Er sagte [laut](und zwar sehr laut).',
    'Im Vertrag [1] (siehe Seite 3.pdf) steht es.',
    '\\![Was](Mein Bild.jpg) und \\[das](mein artikel.md)',
    '`![Was](Mein Bild.jpg)` und `![[bild.jpg]]`',
    '    ![Was](Mein Bild.jpg)',
    '\\![[bild.jpg]]',
  ])('%s', (markdown) => {
    expect(cures(markdown)).toEqual([]);
  });
});

test('Of any text the places that are told are in it', () => {
  const piece = fc.constantFrom(
    '![',
    '[[',
    ']]',
    '](',
    ')',
    'a b.jpg',
    ' ',
    '\n',
    '*',
    '`',
    '<b>',
    'ä',
    '|',
    '\\',
    '"',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const markdown = pieces.join('');
      const lines = markdown.split('\n');
      for (const place of cures(markdown)) {
        const [line = 0, column = 0] = (/^\d+:\d+/.exec(place)?.[0] ?? '').split(':').map(Number);
        expect(lines[line - 1]?.slice(column - 1)).toMatch(/^!?\[/);
      }
    }),
  );
});

test('Build and check tell it, and publish all the same', async () => {
  const site = createSite({
    'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', 'Da:\n\n![Was](Mein Bild.jpg)'),
  });
  const result = await site.build();
  expect(result.published).toBe(true);
  expect(reported(result)).toEqual([
    expect.stringContaining(
      'content/articles/kim.md:8:1: Warnung: „![Was](Mein Bild.jpg)“ steht so auf der Seite',
    ),
  ]);
});
