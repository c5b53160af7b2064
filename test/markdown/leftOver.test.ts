/** Source that is left over on the page is told of; what was certainly meant is done. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { createMarkdownRenderer } from '../../src/markdown/markdown.ts';
import { article, createSite, reported, svgPicture } from '../support/testSite.ts';
import { usualParseOptions } from '../support/parseOptions.ts';

const file = 'content/articles/kim.md' as SourcePath;
const render = createMarkdownRenderer(usualParseOptions);

/** `line:column code` of everything that is told. */
function told(markdown: string): readonly string[] {
  return render({ file, markdown, firstLine: 1 }).diagnostics.map(
    ({ code, position }) => `${position?.line}:${position?.column} ${code.replace('text/', '')}`,
  );
}

function htmlOf(markdown: string): string {
  return render({ file, markdown, firstLine: 1 }).content.html.join('‹›').replaceAll('\n', '');
}

describe('What stays on the page as it was typed is told of, where it stands:', () => {
  test.each([
    ['Hier: ![[bild.jpg]]', '1:7 foreign-embed'],
    ['Siehe [[Seite|Worte]].', '1:7 broken-link'],
    ['[Worte] (https://example.org)', '1:1 link-apart'],
    ['Das ![Bild] (bild.jpg)', '1:5 broken-link'],
    ['(Worte)[https://example.org]', '1:1 broken-link'],
    ['[Worte](https://example.org', '1:1 broken-link'],
    ['[Worte)(https://example.org)', '1:1 broken-link'],
    ['Er [der Kanzler](so heißt er) sagt', '1:4 no-link'],
    ['Wahr.[^nix]', '1:6 no-such-footnote'],
    ['Wahr.^[Fußnote]', '1:6 foreign-syntax'],
    ['[Bericht][bericht] dort', '1:1 no-such-reference'],
    ['##Titel', '1:1 no-heading'],
    ['Das ist **offen und', '1:9 loose-marks'],
    ['**sehr wichtig ** ja **auch**', '1:1 loose-marks'],
    ['{{ site.url }}', '1:1 foreign-syntax'],
    ['Ein {% include x %} hier', '1:5 foreign-syntax'],
    ['[caption id="a"]x[/caption]', '1:1 foreign-syntax'],
    ['[img]x[/img]', '1:1 foreign-syntax'],
    ['[TOC]', '1:1 foreign-syntax'],
    ['> [!NOTE]\n> Text', '1:3 foreign-syntax'],
    ['!!! note "Achtung"\n    Text', '1:1 foreign-syntax'],
    ['Begriff\n: Erklärung', '2:1 foreign-syntax'],
    ['Das ist ==wichtig==.', '1:9 foreign-syntax'],
    ['H~2~O', '1:2 foreign-syntax'],
    ['a | b\n| c | d |\n| e | f |', '2:1 no-table'],
    ['Text\n\n:::', '3:1 passage/unopened'],
    ['Vorher.\n\n> - Text <!-- Notiz\n\nWeiter', '3:10 comment-unclosed'],
    ['<details><summary>A</summary>\n**x**\n</details>', '2:1 markdown-in-html'],
  ])('%s', (markdown, place) => {
    expect(told(markdown)).toEqual([place]);
  });
});

describe('What the page does not show, or shows too much of, is told of:', () => {
  test.each([
    ['Eins[^1]\n\n[^1]: Da\n\n[^2]: Niemand', '5:1 footnote-unused'],
    ['[a]: https://example.org\n\nText', '1:1 definition-unused'],
    ['Text\n{: .klasse}', '2:1 attributes-dropped'],
    ['![x](a.jpg){width=50%}', '1:12 attributes-dropped'],
    ['```\nCode\n\nRest', '1:1 code-unclosed'],
    ['<b>fett und weiter\n\nmehr', '1:1 element-unclosed'],
    ['| a | b |\n|---|---|\n| 1 | 2 | 3 |', '3:9 surplus-cell'],
  ])('%s', (markdown, place) => {
    expect(told(markdown)).toEqual([place]);
  });
});

describe('What was certainly meant is done:', () => {
  test.each([
    ['![Was](Mein Bild.jpg)', '‹›'],
    ['Ein ![Was](Mein Bild (1).jpg "Foto: Kim") Bild', '<p>Ein ‹› Bild</p>'],
    ['[Bericht](bericht.pdf „Titel“)', '<p><a‹› title="Titel">Bericht</a></p>'],
    ['[hier](../mein artikel.md#lage)', '<p><a‹›>hier</a></p>'],
    ['##\u00a0Titel', '<h2 id="titel">Titel</h2>'],
    ['## Titel {#lage}', '<h2 id="lage">Titel</h2>'],
    [
      '3. Bronze\n2. Silber\n1. Gold',
      '<ol start="3"><li>Bronze</li><li value="2">Silber</li><li value="1">Gold</li></ol>',
    ],
    ['1. a\n1. b\n1. c', '<ol><li>a</li><li>b</li><li>c</li></ol>'],
    ['1. a\n2. b\n5. c', '<ol><li>a</li><li>b</li><li value="5">c</li></ol>'],
  ])('%s', (markdown, html) => {
    expect(told(markdown)).toEqual([]);
    expect(htmlOf(markdown)).toBe(html);
  });
});

describe('Nothing is told of', () => {
  test.each([
    '![Was](<Mein Bild.jpg>) und [das](mein%20artikel.md "Ein Titel")',
    'Im Vertrag [1] (siehe Seite 3.pdf) steht es.',
    'Er sagte, „das [gemeint ist der Kanzler] war [sic!] […] so“.',
    '\\![Was](Mein Bild.jpg) und \\[das](mein artikel.md) und \\[TOC\\]',
    '`![Was](Mein Bild.jpg)` und `{{ x }}` und `![[bild.jpg]]`',
    '    ![Was](Mein Bild.jpg)',
    '\\![[bild.jpg]]',
    'Kim* und **Leser*innen**\n\n\\* Name geändert',
    'Die Menge $\\{x_1 | x > 0\\}$ und {so} in Klammern.',
    'Um 5 < 6 und 7 > 3; a|b; 2 ** 3.',
    'Wahr.[^1]\n\n[^1]: Die Quelle.',
  ])('%s', (markdown) => {
    expect(told(markdown)).toEqual([]);
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
    '{{',
    '}}',
    '{:',
    '[^1]',
    '<!--',
    '-->',
    '**',
    '##',
    ':::',
    '1. ',
    '> ',
    '```\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const markdown = pieces.join('');
      const lines = markdown.split('\n');
      for (const place of told(markdown)) {
        const [line = 0, column = 0] = (/^\d+:\d+/.exec(place)?.[0] ?? '').split(':').map(Number);
        expect((lines[line - 1]?.length ?? -1) + 1).toBeGreaterThanOrEqual(column);
      }
    }),
  );
});

test('A link that readers would see as source is not published; a blank in the name of a file does no harm', async () => {
  const head = 'title: Kim\ndate: 2023-09-13';
  const broken = createSite({ 'content/articles/kim.md': article(head, 'Da: [Wien](https://example.org') });
  const result = await broken.build();
  expect(result.published).toBe(false);
  expect(reported(result)).toEqual([expect.stringContaining('content/articles/kim.md:6:5: Fehler: ')]);
  const whole = createSite({
    'content/articles/kim.md': article(head, 'Da:\n\n![Was](Mein Bild.svg)'),
    'content/media/Mein Bild.svg': svgPicture,
  });
  expect(reported(await whole.build())).toEqual([]);
  expect(whole.paths().some((path) => path.endsWith('.svg') && path.startsWith('medien'))).toBe(true);
});
