import fc from 'fast-check';
import type { Root } from 'mdast';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { germanOptions } from '../../src/config/germanOptions.ts';
import { remarkGerman } from '../../src/parse/german/syntax/remarkGerman.ts';
import { gfm } from '../../src/parse/markdown/gfm.ts';
import { simpleBlocks, takeOutSimpleBlocks } from '../../src/parse/markdown/simpleBlocks.ts';

const typography = germanOptions('de');
const tokenized = unified()
  .use(remarkParse)
  .use(gfm, { tables: true })
  .use(remarkGerman, typography)
  .freeze();
const helped = unified()
  .use(remarkParse)
  .use(gfm, { tables: true })
  .use(remarkGerman, typography)
  .use(simpleBlocks)
  .freeze();

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
  '**Fett** am Anfang, *kursiv* am Ende *hier*',
  '*Nein*, sagte (**Anna**).',
  '[Ein Link](https://example.org/a_b?c=d#e) zuerst',
  'Achtung! [Link](x.md) und ein ![Bild](x.png).',
  'Leser*innen und **Autor*innen** und a*b*c',
  '**fett**weiter und **"Zitat"**sagte',
  '[a][b] und [c] und [d]() und [e](f g)',
  '> "Ein *Zitat* mit [Link](x.md)", sagte er.',
  '- eins\n- **zwei** drei\n- [vier](x.md)',
  '- [x] erledigt\n- [ ] offen',
  '- eins\nfaul fortgesetzt',
  '+ anderes Zeichen',
  '- ',
  '> ',
  '## Die Lage vor Ort',
  '## Die Lage #',
  '###### Tief',
  '#Ohne Abstand',
  '# ',
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

describe('Simple blocks', () => {
  it('pass the tokenizer by and come back where they were', () => {
    const { markdown, runs } = takeOutSimpleBlocks(`${plain}\n\n- a\n- b\n\n${plain}\n\n1. c\n\n${plain}`);
    expect(markdown).toBe('\ue000\n\n\n\n\n\n\n1. c\n\n\ue000');
    expect(runs.map((run) => run.length)).toEqual([3, 1]);
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

  it('make no difference where lists and quotations meet', () => {
    const parts = fc.constantFrom(
      ...'* ** [a](b) a Wort . ! > --- + 10) - # 1.'.split(' '),
      ' ',
      '# ',
      '1. ',
      '- ',
      '- a',
      '- b\n- c',
      '> ',
      '> a',
      '\n\n',
      '\n\n',
      '\n\n',
      '\n',
      '\n\n\n',
      '  ',
      '\t',
      '+ ',
      '[^1]: x',
      '- [ ] x',
      '10) a',
    );
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 14 }).map((all) => all.join('')),
        (markdown) => {
          expect(treeOf(helped, markdown)).toEqual(treeOf(tokenized, markdown));
        },
      ),
      { numRuns: 4000 },
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
