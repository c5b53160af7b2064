import type { Element, ElementContent, Root } from 'hast';
import { describe, expect, it } from 'vitest';
import { editsBetween } from '../../../src/import/markdown/edits.ts';
import type { WrittenText } from '../../../src/import/model.ts';
import { differences, file, told, treeOf, written } from './textOf.ts';

const source = `
<p>Der Hafen bekommt <strong>vier neue</strong> Windräder, sagte die <em>Senatorin</em> am 13. Mai.<import-footnote>Drucksache 22/7</import-footnote></p>
<h2>Was die Nachbarn sagen</h2>
<p>Mehr im <a href="https://e.example/bericht">Bericht</a> und bei <a href="https://alt.example/kim/">Kim</a>, <code>npm run</code>.</p>
<figure><img src="https://alt.example/hafen.jpg" alt="Ein Hafen"><figcaption>Im Mai. Foto: Jo Weiß</figcaption></figure>
<h3>Die Zahlen</h3>
<ul><li>Eins und<ul><li>noch eins</li></ul></li><li>Zwei</li></ul>
<table><thead><tr><th>Partei</th><th>Sitze</th></tr></thead><tbody><tr><td>A</td><td>12</td></tr><tr><td>B</td><td>9</td></tr></tbody></table>
<blockquote><p>Man gewöhnt sich daran.</p></blockquote>
<import-code>let a = 1;</import-code>
<import-embed url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></import-embed>
<p>Am Ende stand ein langer Satz, und dann war Schluss.</p>`;

const whole = treeOf(source);
const text = written(whole);

/** What is told when a piece of the Markdown is not what it should be. */
function afterChange(from: string, to: string): readonly string[] {
  expect(text.markdown).toContain(from);
  const changed: WrittenText = { ...text, markdown: text.markdown.replace(from, () => to) };
  return told(whole, changed);
}

describe('The proof of a text', () => {
  it('finds nothing where nothing differs', () => {
    expect(told(whole, text)).toEqual([]);
  });

  it.each([
    ['a word that is lost', 'bekommt **vier', '**vier', '?words: bekommt → '],
    ['two words that changed places', 'und dann war', 'dann und war', '?words: und dann → dann und'],
    ['a word that came', 'langer Satz', 'sehr langer Satz', '?words:  → sehr'],
    [
      'a link that is lost',
      '[Bericht](https://e.example/bericht)',
      'Bericht',
      '?link: Bericht → https://e.example/bericht → ',
    ],
    [
      'a link that leads elsewhere',
      '../2020/kim.md',
      '../2021/kim.md',
      '?link: Kim → content/articles/2020/kim.md → Kim → content/articles/2021/kim.md',
    ],
    ['a heading of another level', '### Die', '## Die', '?heading: h3: Die Zahlen → h2: Die Zahlen'],
    ['a heading that is words', '## Was', 'Was', '?heading: h2: Was die Nachbarn sagen → '],
    [
      'emphasis that is lost',
      '**vier neue**',
      'vier neue',
      '?emphasis: vier neue (fett) → vier neue (ohne Hervorhebung)',
    ],
    [
      'emphasis of another kind',
      '*Senatorin*',
      '**Senatorin**',
      '?emphasis: Senatorin (kursiv) → Senatorin (fett)',
    ],
    ['code that is words', '`npm run`', 'npm run', '?emphasis: npm run (Code) → npm run (ohne Hervorhebung)'],
    ['another picture', '(hafen.jpg', '(kran.jpg', '?picture: hafen.jpg [Ein Hafen] → kran.jpg [Ein Hafen]'],
    ['a description that is lost', '![Ein Hafen]', '![]', '?picture: hafen.jpg [Ein Hafen] → hafen.jpg []'],
    ['a caption that is lost', ' "Im Mai. Foto: Jo Weiß"', '', '?words: Im Mai Jo Weiß → '],
    [
      'a list that lost its nesting',
      '  - noch',
      '- noch',
      '?list: ul 2 (1): Eins und noch eins · Zwei → ul 3 (1): Eins und · noch eins · Zwei',
    ],
    ['a cell that is lost', '| 12    |', '|       |', '?words: 12 → '],
    [
      'a row that moved into a cell',
      '| B      | 9     |',
      '| B 9    |       |',
      '?table: 2 2 2: Partei · Sitze · A · 12 · B · 9 → 2 2 2: Partei · Sitze · A · 12 · B 9 ·',
    ],
    ['a quotation that is none', '> Man', 'Man', '?quote: Man gewöhnt sich daran . → '],
    ['other code', 'let a = 1;', 'let a  = 1;', '?code: let a = 1; → let a = 1;'],
    [
      'a film that is lost',
      '![](https://www.youtube.com/watch?v=dQw4w9WgXcQ)',
      '',
      '?embed: https://www.youtube.com/watch?v=dQw4w9WgXcQ → ',
    ],
    ['a footnote that is lost', '[^1]: Drucksache 22/7', '', '?words: Drucksache 22 / 7 → '],
    [
      'a paragraph that stands twice',
      'Am Ende stand',
      'Am Ende stand ein langer Satz, und dann war Schluss.\n\nAm Ende stand',
      '?words:  → Am Ende stand ein langer Satz , und dann war Schluss .',
    ],
  ])('finds %s', (_, from, to, expected) => {
    expect(afterChange(from, to).map((one) => one.replace(/\[ \^.*$/, ''))).toContain(expected);
  });

  it('finds every word that is left out of the source', () => {
    const words = 'Der Hafen bekommt im nächsten Jahr vier neue Windräder und einen Kran'.split(' ');
    for (const at of words.keys()) {
      const short = treeOf(`<p>${words.filter((_, index) => index !== at).join(' ')}</p>`);
      expect(told(treeOf(`<p>${words.join(' ')}</p>`), written(short))).toEqual([`?words: ${words[at]} → `]);
    }
  });

  it('names item and file, and the reason where the writer knows one', () => {
    const tree = treeOf(
      '<h1>Eins</h1><p>Mit www.beispiel.example im Text</p><import-embed url="https://e.example/x"></import-embed>',
    );
    expect(differences(tree)).toEqual([
      {
        id: '7',
        file,
        kind: 'link',
        before: '',
        after: 'www . beispiel . example → http://www.beispiel.example/',
        reason: 'Adressen, die im Text stehen, werden hier von selbst zu Links.',
        isUnexplained: false,
      },
      {
        id: '7',
        file,
        kind: 'heading',
        before: 'h1',
        after: 'h2',
        reason:
          'Zwischenüberschriften beginnen unter der Überschrift des Artikels und überspringen keine Stufe.',
        isUnexplained: false,
      },
      {
        id: '7',
        file,
        kind: 'embed',
        before: 'https://e.example/x',
        after: 'https://e.example/x',
        reason: 'Was unter dieser Adresse steht, bettet Blattmacher nicht ein; dort steht ein Link.',
        isUnexplained: false,
      },
    ]);
  });

  it('does not mind what typography changes', () => {
    expect(
      told(treeOf('<p>"Nein" - z.B. 2019-2023 ... geht\'s, 4 x 3, Donau&shy;dampf, >>so&lt;&lt;</p>')),
    ).toEqual([]);
  });

  it('is not thrown by trees as deep as they may be', () => {
    for (const name of ['div', 'blockquote', 'ul', 'b', 'span', 'table', 'import-footnote', 'a']) {
      let inner: ElementContent = { type: 'text', value: 'Tief unten' };
      for (let depth = 0; depth < 5000; depth++)
        inner = { type: 'element', tagName: name, properties: {}, children: [inner] } satisfies Element;
      const tree: Root = { type: 'root', children: [inner] };
      expect(differences(tree).filter((one) => one.isUnexplained)).toEqual([]);
      expect(written(tree).markdown).toContain('Tief unten');
    }
  });
});

describe('Edits between two sequences', () => {
  it('are few where little differs, and bounded where all does', () => {
    const long = Array.from({ length: 5000 }, (_, at) => `w${at}`);
    expect(editsBetween(long, long)).toEqual([]);
    expect(editsBetween(long, long.toSpliced(2500, 1))).toEqual([
      { from: 2500, to: 2501, otherFrom: 2500, otherTo: 2500 },
    ]);
    const other = long.map((word, at) => (at % 5 === 0 ? 'x' : word));
    expect(editsBetween(long, other)).toHaveLength(1000);
    expect(
      editsBetween(
        long,
        long.map((word) => `${word}!`),
      ),
    ).toHaveLength(1);
  });
});
