import fc from 'fast-check';
import type { Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { gfm } from '../../src/parse/markdown/gfm.ts';
import { plainParagraphs, takeOutPlainParagraphs } from '../../src/parse/markdown/plainParagraphs.ts';

const tokenized = unified().use(remarkParse).use(gfm, { tables: true }).freeze();
const helped = unified().use(remarkParse).use(gfm, { tables: true }).use(plainParagraphs).freeze();

/** The tree without the end of the whole document, which is not kept. */
function treeOf(processor: typeof tokenized, markdown: string): Root {
  const tree = processor.parse(markdown);
  delete tree.position;
  return tree;
}

const plain = 'Der Bundestag hat am Mittwoch beschlossen: „Es bleibt dabei“, so Anna – trotz 5 % Zweifel!';

const blocks = fc.constantFrom(
  plain,
  plain,
  'Ein zweiter, kurzer Satz.',
  '"Nein", sagte er.',
  'Mit *Betonung* und [Link](x.md).',
  'Zwei Zeilen\nin einem Absatz.',
  'Am Ende zwei Leerzeichen.  ',
  '  Eingerückt.',
  '    Weit eingerückt.',
  '\tMit Tabulator.',
  '- eins\n- zwei',
  '1. eins\n2. zwei',
  '13. September 2023 war ein Tag.',
  '- eins\n\n  Absatz im Punkt.',
  '> Zitat',
  '> Zitat\nfaul fortgesetzt',
  '# Titel',
  'Titel\n===',
  '---',
  '***',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '```\nCode',
  'Ende von Code\n```',
  '~~~',
  '<div>',
  '<!-- Kommentar',
  '-->',
  '[a]: https://example.org',
  'Text mit Fußnote[^1].',
  '[^1]: Die Fußnote.',
  'Siehe https://example.org/ und www.example.org.',
  'Wer schreibt an a@example.org?',
  '::: {lang=en}',
  ':::',
  'ÄÖÜ',
  '',
  '\ue000',
);

describe('Plain paragraphs', () => {
  it('pass the tokenizer by and come back where they were', () => {
    const { markdown, runs } = takeOutPlainParagraphs(`${plain}\n\n${plain}\n\n- a\n\n${plain}`);
    expect(markdown).toBe('\ue000\n\n\n\n- a\n\n\ue000');
    expect(runs).toEqual([[plain, plain], [plain]]);
  });

  it('make no difference to the tree, whatever stands around them', () => {
    const separators = fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\n\n\n', '\n \n');
    const documents = fc
      .array(fc.tuple(blocks, separators), { maxLength: 12 })
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(documents, (markdown) => {
        expect(treeOf(helped, markdown)).toEqual(treeOf(tokenized, markdown));
      }),
      { numRuns: 3000 },
    );
  });

  it('make no difference to the tree of any text at all', () => {
    const characters = fc.constantFrom(...'aÄ z.,:;!?"\'*_`[]()<>{}#-+=~|@&\\/\n\n\n\t1');
    fc.assert(
      fc.property(
        fc.array(characters, { maxLength: 60 }).map((all) => all.join('')),
        (markdown) => {
          expect(treeOf(helped, markdown)).toEqual(treeOf(tokenized, markdown));
        },
      ),
      { numRuns: 5000 },
    );
  });
});
