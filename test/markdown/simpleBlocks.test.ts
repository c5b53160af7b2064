import fc from 'fast-check';
import type { Root } from 'hast';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { germanOptions } from '../../src/config/germanOptions.ts';
import { remarkGerman } from '../../src/markdown/german/syntax/remarkGerman.ts';
import { gfm, literalLinks } from '../../src/markdown/gfm.ts';
import { remarkListNumbers } from '../../src/markdown/listNumbers.ts';
import { simpleBlocks, simpleHandlers, takeOutSimpleBlocks } from '../../src/markdown/simple/simpleBlocks.ts';
import { tries } from '../support/thorough.ts';

const syntax = { literalLinks: true, genderForms: true };

function processor(isHelped: boolean, typography = germanOptions('de')) {
  const { genderForms } = typography.rules;
  return unified()
    .use(remarkParse)
    .use(gfm, { tables: true })
    .use(remarkGerman, typography)
    .use(remarkListNumbers)
    .use(isHelped ? [[simpleBlocks, { literalLinks: true, genderForms }]] : [])
    .use(literalLinks)
    .use(remarkRehype, { allowDangerousHtml: true, handlers: simpleHandlers })
    .freeze();
}

const pairs = [germanOptions('de'), germanOptions('de', false)].map((typography) => ({
  tokenized: processor(false, typography),
  helped: processor(true, typography),
}));

/** The tree without the end of the whole document, which is not kept. */
function treeOf(run: ReturnType<typeof processor>, markdown: string): Root {
  const file = new VFile(markdown);
  const tree = run.runSync(run.parse(file), file);
  delete tree.position;
  return tree;
}

function expectNoDifference(markdown: string): void {
  for (const { tokenized, helped } of pairs)
    expect(treeOf(helped, markdown)).toEqual(treeOf(tokenized, markdown));
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
  '> Zwei Zeilen\n> im *Zitat* mit\n> [Link](x.md)\n> – Anna',
  '> Ein Absatz\n>\n> und noch einer',
  'Zwei Zeilen mit *Betonung\nüber* das Ende und\n**Fett** vorn,\n[Link\nquer](x.md).',
  'Vor dem Ende ein Leerzeichen \nund weiter',
  'Zeile\n13. Mai',
  'Zeile\n2023 war\n2.400 Gäste.\n14 Tage',
  '2023 war ein Jahr',
  '24.02.2022 der Tag',
  '- zwei\n  Zeilen\n- **Gilt:** im Verkehr\n- 14 Tage',
  '* Stern\n* und Stern',
  '- locker\n\n- *weit*\n  auseinander\n\n- Liste',
  '- eins\n\n1. zwei',
  '1. eins\n\n2. zwei\n3. drei',
  '- eins\n\n\n- zwei',
  '3. drei\n4. *vier*\n   geht weiter\n10. zehn\n    auch',
  '1. Januar\n2. Februar',
  '3. Bronze\n2. Silber\n1. Gold',
  '1. eins\n1. eins\n1. eins',
  '5. fünf\n\n5. fünf\n9. neun',
  'Aus {: .klasse} und {{ liquid }} und CO~2~ und ==markiert==',
  '1. Mai war ein Feiertag',
  '* * *',
  '___',
  '![Bild](../../media/größe.webp "Ein Titel. Foto: Anna Müller")',
  '![a*b*](x.png) ![](y) ![Bild](z.png)',
  'Der Link [zum *Bericht*](https://example.org/a_(b)?c=1&d=2 "Titel") und **[fett](ö.md)**.',
  '[^1](x) und [!](y) und [a&b;](c&amp;d) und [e](f%20g%2)',
  'Müller & Söhne, H&M, &amp; und 3 < 5 > 2, ~30 Prozent, ~~weg~~',
  '„*Der Spiegel*“ und »**Die Zeit**« und "*Bild*", (*taz*), –*hier*–',
  '**Frage:** Was? *Antwort!* **_beides_** *_a_ b* _c **d** e_ __f__',
  'snake_case und _foo_bar_ und a_ b _c',
  'Autor_innen, Leser*innen, jede*r, des *Spiegel*s, a*innen*rat und „Leser*in“',
  'Leser*innen *und Leser*innen* oder *Leser*in',
  'Mit `Code`, `a*b*` und `<b` und ``zwei`` und ` x ` und `c` `',
  '## Was *heißt* das? „[Link](x.md)“ & mehr',
  '## Titel\nText darunter',
  '## C# und a #b',
  '**a** b*c* *d*e *(f)* *g*(h) **i**: **j:**k',
  'Ende mit Rückstrich\\\nneue Zeile und \\*kein Stern\\*',
  '> Zitat\nfaul fortgesetzt',
  '# Titel',
  'Titel\n===',
  '---',
  '***',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '| **a** | b | c |\n| :-- | :-: | ---: |\n| 1 |  | [x](y.md) |\n|2|"Ä"|   3 |',
  '| a |\n| - |',
  '| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |',
  '| a | b |\n|---|---|\n| 1 | `|` |',
  '| a |\n|---|\n- b',
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
    const list = '- a\n- b';
    const { markdown, runs } = takeOutSimpleBlocks(
      `\n${plain}\n\n\n${list}\n\n${plain}\n\n1. c\nd\n\n${plain}`,
      syntax,
    );
    expect(markdown).toBe('\n\ue000\n\n\n\n\n\n\n\n1. c\nd\n\n\ue000');
    expect(runs.map((run) => run.length)).toEqual([3, 1]);
  });

  it('make no difference to the tree, whatever stands around them', () => {
    const separators = fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\n\n\n', '\n \n');
    const documents = fc
      .array(fc.tuple(blocks, separators), { maxLength: 12 })
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(documents, (markdown) => {
        expectNoDifference(markdown);
      }),
      { numRuns: tries(250, 10_000) },
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
          expectNoDifference(markdown);
        },
      ),
      { numRuns: tries(375, 15_000) },
    );
  });

  it('make no difference to tables', () => {
    const parts = fc.constantFrom(
      ...'| | | | |--- -- :- -: : - a *a* [a](b) \\ " Ä & < > # ` {'.split(' '),
      '|\n|',
      '|\n|',
      '|\n|-|-|\n|',
      '|\n|-|\n|',
      '|-|:-:|',
      '\n',
      '\n\n',
      ' ',
      ' ',
      '\t',
      '\u00a0',
    );
    const begin = fc.constantFrom('|a|b|\n|-|-:|\n|', '|a|\n|', '|', '| ', '');
    fc.assert(
      fc.property(begin, fc.array(parts, { maxLength: 14 }), (start, all) => {
        expectNoDifference(start + all.join(''));
      }),
      { numRuns: tries(375, 15_000) },
    );
  });

  it('make no difference whatever marks meet in a line', () => {
    const parts = fc.constantFrom(
      ...'* * ** ** _ _ __ ` ` [ ] ]( ) [a](b) ![a](b "c") „ “ " \' ( , . – ! & &amp; < > ~ ~~ \\ { } @ # 1. - : ×'.split(
        ' ',
      ),
      'a',
      'Wort',
      'Ä',
      'Leser*innen',
      'in',
      'innen',
      's',
      ' ',
      ' ',
      ' ',
      ' ',
      '\n',
      '\u00a0',
      '😀',
      '1',
      '\n- ',
      '\n  ',
      '\n> ',
      '\n\n',
    );
    const begin = fc.constantFrom('', '', 'a ', '> ', '- ', '2. ', '## ');
    fc.assert(
      fc.property(begin, fc.array(parts, { maxLength: 14 }), (start, all) => {
        expectNoDifference(start + all.join(''));
      }),
      { numRuns: tries(500, 20_000) },
    );
  });

  it('make no difference to the tree of any text at all', () => {
    const characters = fc.constantFrom(...'aÄ z.,:;!?"\'*_`[]()<>{}#-+=~|@&\\/\n\n\n\t1');
    fc.assert(
      fc.property(
        fc.array(characters, { maxLength: 60 }).map((all) => all.join('')),
        (markdown) => {
          expectNoDifference(markdown);
        },
      ),
      { numRuns: tries(500, 20_000) },
    );
  });
});
