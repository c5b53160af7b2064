import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faults, markdownOf, told, treeOf, written } from './textOf.ts';

/** HTML, and the Markdown that an author would have typed. */
type Examples = Readonly<Record<string, readonly [html: string, markdown: string]>>;

const examples: Examples = {
  'words as they are': [
    '<p>Leser*innen und Autor*innen, „Grüße“; 5 * 3 = 15, datei_name, [1] und […], §&nbsp;5 &amp; mehr</p>',
    'Leser*innen und Autor*innen, „Grüße“; 5 * 3 = 15, datei_name, [1] und […], §\u00a05 & mehr',
  ],
  'a date at the beginning': ['<p>13. September 2023 war schön.</p>', '13. September 2023 war schön.'],
  'a number that would begin a list': ['<p>1. Alles</p>', String.raw`1\. Alles`],
  'emphasis without the spaces in it': [
    '<p>Ein <b>fettes </b>und <i> kursives</i> Wort, <b><i>beides</i></b>, <s>weg</s></p>',
    'Ein **fettes** und *kursives* Wort, ***beides***, ~~weg~~',
  ],
  'emphasis beside quotation marks': ['<p><b>„Zitat“</b>sagte er</p>', '**„Zitat“**sagte er'],
  'emphasis that no stars can make': ['<p><b>Foto:</b>weiter</p>', '<strong>Foto:</strong>weiter'],
  'emphasis around paragraphs': ['<b><p>Eins</p><p>Zwei</p></b>', '**Eins**\n\n**Zwei**'],
  'line breaks, and two of them as a paragraph': [
    '<p>Straße<br>Ort<br><br>- kein Punkt<br></p>',
    'Straße\\\nOrt\n\n\\- kein Punkt',
  ],
  'headings without jumps': [
    '<h1>Eins</h1><h3><strong>Drei</strong></h3><h4>Vier</h4><h1>Noch eins</h1>',
    '## Eins\n\n### Drei\n\n#### Vier\n\n## Noch eins',
  ],
  'lists in lists': [
    '<ul><li>a<ol start="3"><li>b</li></ol></li><ul><li>c</li></ul></ul><ul><li>d</li></ul><ol><li>e</li><li>f</li></ol>',
    '- a\n\n  3. b\n\n  - c\n\n* d\n\n1. e\n2. f',
  ],
  'a list that counts down': ['<ol reversed><li>Gold</li><li>Silber</li></ol>', '2. Gold\n1. Silber'],
  tasks: [
    '<ul><li><input type="checkbox" checked> getan</li><li><input type="checkbox"> offen</li><li>[x] so</li></ul>',
    '- [x] getan\n- [ ] offen\n- \\[x] so',
  ],
  'quotations with their source': [
    '<blockquote><p>Eins</p><p>Zwei</p><cite>Der Wirt</cite></blockquote>',
    '> Eins\n>\n> Zwei\n>\n> — Der Wirt',
  ],
  'pull quotes': [
    '<import-pull-quote><p>Die Stille danach.</p><cite>Der Wirt</cite></import-pull-quote>',
    '::: {kasten=zitat}\nDie Stille danach.\n\n— Der Wirt\n:::',
  ],
  'links by file, with titles, as addresses': [
    '<p><a href="https://alt.example/kim/">Kim</a>, <a href="https://e.example/a b?x=(1)" title="Mehr">e</a>, <a href="https://e.example/">https://e.example/</a></p>',
    '[Kim](../2020/kim.md), [e](<https://e.example/a%20b?x=(1)> "Mehr"), https://e.example/',
  ],
  'links behind an exclamation mark': [
    '<p>Achtung!<a href="https://e.example/">Hier</a></p>',
    String.raw`Achtung\![Hier](https://e.example/)`,
  ],
  'pictures with caption and credit': [
    '<figure><img src="https://alt.example/2019/05/hafen.jpg" alt="Ein Hafen"><figcaption>Im Mai. © Jo Weiß</figcaption></figure>',
    '![Ein Hafen](2019/05/hafen.jpg "Im Mai. Foto: Jo Weiß")',
  ],
  'nothing that the file says itself': [
    '<figure><img src="https://alt.example/kran.jpg" alt="Ein Kran"><figcaption>Der Kran im Mai. Foto: Anna Müller</figcaption></figure>',
    '![](kran.jpg)',
  ],
  'a caption with a link below its picture': [
    '<figure><img src="https://alt.example/a (1).jpg" alt="A"><figcaption>Foto: <a href="https://e.example/jo">Jo</a></figcaption></figure>',
    '![A](<a (1).jpg>)\n\n<small>Foto: [Jo](https://e.example/jo)</small>',
  ],
  'pictures with links, and pictures at the edge of a paragraph': [
    '<p><a href="https://e.example/"><img src="https://alt.example/a.jpg" alt="A"></a><br>Text mit <img src="https://alt.example/b.png" alt="b"> darin</p>',
    '[![A](a.jpg)](https://e.example/)\n\nText mit ![b](b.png) darin',
  ],
  'pictures that are not here': [
    '<p><img src="https://alt.example/fehlt.jpg" alt="Ein Hafen"> und <img src="https://weg.example/x.png"></p>',
    '[Ein Hafen](https://alt.example/fehlt.jpg) und [x.png](https://weg.example/x.png)',
  ],
  galleries: [
    '<import-gallery><figure><img src="https://alt.example/a.jpg" alt="A"></figure><figure><a href="https://alt.example/b/"><img src="https://alt.example/b.jpg"></a><figcaption>Bei <b>Nacht</b></figcaption></figure></import-gallery>',
    '- ![A](a.jpg)\n- ![](b.jpg "Bei Nacht")',
  ],
  'films and posts': [
    '<import-embed url="http://youtu.be/dQw4w9WgXcQ"><figcaption>Vom Freitag</figcaption></import-embed><import-embed url="https://e.example/clip"></import-embed><video src="https://alt.example/film.mp4"></video>',
    '![](https://youtu.be/dQw4w9WgXcQ "Vom Freitag")\n\nhttps://e.example/clip\n\n![](film.mp4)',
  ],
  footnotes: [
    '<p>Das Gesetz<import-footnote>Bundesgesetzblatt, <i>Teil I</i></import-footnote> gilt<import-footnote>Noch.</import-footnote>.</p>',
    'Das Gesetz[^1] gilt[^2].\n\n[^1]: Bundesgesetzblatt, *Teil I*\n\n[^2]: Noch.',
  ],
  tables: [
    '<table><thead><tr><th>Partei</th><th align="right">Sitze</th></tr></thead><tbody><tr><td>A|B</td><td align="right">12</td></tr></tbody></table>',
    '| Partei | Sitze |\n| ------ | ----: |\n| A\\|B   |    12 |',
  ],
  'tables that Markdown has no form for': [
    '<figure><table><tbody><tr><td colspan="2">A</td></tr><tr><td><p>b</p><p>c</p></td><td>d</td></tr></tbody></table><figcaption>Tabelle</figcaption></figure>',
    '<table>\n<tbody>\n<tr><td colspan="2">A</td></tr>\n<tr><td><p>b</p><p>c</p></td><td>d</td></tr>\n</tbody>\n</table>\n\nTabelle',
  ],
  'code with its language': [
    '<import-code language="js">let a = 1;\n\n```\n</import-code><p><code>a `b`</code></p>',
    '````js\nlet a = 1;\n\n```\n````\n\n`` a `b` ``',
  ],
  'a poem in lines': [
    '<pre>Die Krähen schrein\nund ziehen <em>schwirren</em> Flugs\n\nzur Stadt</pre>',
    'Die Krähen schrein\\\nund ziehen *schwirren* Flugs\n\nzur Stadt',
  ],
  'what is drawn with spaces as code': ['<pre>a   b\n  c</pre>', '```\na   b\n  c\n```'],
  'what Markdown leaves to HTML': [
    '<p>H<sub>2</sub>O, <abbr title="das heißt">d. h.</abbr>, <u>unter</u></p><dl><dt>A</dt><dd>B</dd></dl>',
    'H<sub>2</sub>O, <abbr title="das heißt">d. h.</abbr>, <u>unter</u>\n\n<dl>\n<dt>A</dt>\n<dd>B</dd>\n</dl>',
  ],
  'what opens': [
    '<details><summary>Mehr <b>dazu</b></summary><p>Innen <b>fett</b></p></details>',
    '<details>\n<summary>Mehr <b>dazu</b></summary>\n\nInnen **fett**\n\n</details>',
  ],
  'other languages': [
    '<p>Er sagte <span lang="en">good night</span>.</p><p lang="en">Good night.</p>',
    'Er sagte [good night]{lang=en}.\n\n::: {lang=en}\nGood night.\n:::',
  ],
  'places with names': [
    '<p><a href="#lage">zur Lage</a>, <a href="#tab">zur Tabelle</a></p><h2 id="lage">Wie es steht</h2><h2 id="h-auto">Ohne Ziel</h2><p id="tab">Hier</p>',
    '[zur Lage](#lage), [zur Tabelle](#tab)\n\n## Wie es steht {#lage}\n\n## Ohne Ziel\n\n<a id="tab"></a>Hier',
  ],
  'what is left over': [
    '<import-left-over name="[contact-form id=&quot;3&quot;] -- >"><p>Name</p></import-left-over><p>Vorher <import-left-over name="[x]"></import-left-over>nachher</p>',
    '<!-- Aus WordPress: [contact-form id="3"] - - › -->\n\nName\n\n<!-- Aus WordPress: [x] -->\n\nVorher nachher',
  ],
  'columns in their order': [
    '<div><div><p>Links</p></div><div><p>Rechts</p></div></div><hr>',
    'Links\n\nRechts\n\n---',
  ],
};

describe('The Markdown of a text', () => {
  it.each(Object.entries(examples))('has %s', (_, [html, markdown]) => {
    expect(markdownOf(html)).toBe(markdown);
    const tree = treeOf(html);
    expect(told(tree).filter((one) => one.startsWith('?'))).toEqual([]);
    expect(faults(markdown).filter((fault) => fault.startsWith('error'))).toEqual([]);
  });

  it('tells of links that lead nowhere', () => {
    const { markdown, remarks } = written(
      treeOf(
        '<p><a href="#weg">oben</a> <a href="javascript:x()">hier</a> <a href="ftp://a.example">dort</a></p>',
      ),
    );
    expect(markdown).toBe('oben hier dort\n');
    expect(remarks.map(({ kind, before }) => `${kind} ${before}`)).toEqual([
      'link oben → #weg',
      'link hier → javascript:x()',
      'link dort → ftp://a.example',
    ]);
  });

  it('says of an empty text nothing', () => {
    expect(written(treeOf('<p>&nbsp;</p><p><b> </b></p><h2></h2><ul><li></li></ul>')).markdown).toBe('');
  });
});

const hostile = [
  '*',
  '**',
  '_',
  '__',
  '`',
  '```',
  '~~',
  '~',
  '[',
  ']',
  '](',
  '[[',
  ']]',
  '![',
  '(',
  ')',
  '{',
  '}',
  '{lang=en}',
  ']{lang=en}',
  ']{typografie=aus}',
  '{bild=rechts}',
  '{#id}',
  '{: .x}',
  '{{ x }}',
  '{% y %}',
  ':::',
  '::: {kasten=fakten}',
  '<',
  '>',
  '<b>',
  '</p>',
  '<!--',
  '-->',
  '<script>',
  '&',
  '&amp;',
  '&#42;',
  '\\',
  '\\\\',
  '#',
  '##',
  '- ',
  '+ ',
  '* ',
  '1. ',
  '1) ',
  '13. Mai',
  '---',
  '===',
  '|',
  '|-|',
  ':-',
  '[^1]',
  '[^1]: ',
  '[a]: ',
  ':year',
  '=',
  '==',
  '^',
  '$',
  '%',
  '!',
  '"',
  "'",
  ' ',
  '  ',
  '\n',
  '\t',
  'Wort',
  'Leser*innen',
  'a',
  'B',
  '1',
  '.',
  ',',
  'ß',
  '„',
  '“',
  '»',
  '«',
  '>>',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '🌲',
  'x',
  '[x] ',
  '[ ] ',
  '+ + +',
  '+++',
  '???',
  '!!!',
  ': ',
  '~~~',
];
const words = fc
  .array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));

/** Without what differs on purpose: marks of emphasis in each other, links in links. */
const phrases = fc.array(
  fc.oneof(
    words.map(escaped),
    fc
      .tuple(fc.constantFrom('b', 'em', 's', 'sub', 'u'), words)
      .map(([name, text]) => `<${name}>${escaped(text)}</${name}>`),
    words.map((text) => `<a href="https://e.example/x">${escaped(text)}</a>`),
    words.map((text) => `<code>${escaped(text)}</code>`),
    words.map((text) => `<span lang="en">${escaped(text)}</span>`),
    fc.constant('<br>'),
    words.map((text) => `<img src="https://alt.example/a.jpg" alt="${escaped(text)}">`),
  ),
  { minLength: 1, maxLength: 4 },
);
const inline = phrases.map((parts) => parts.join(''));
const block = fc.oneof(
  inline.map((text) => `<p>${text}</p>`),
  inline.map((text) => `<h2>Über ${text}</h2>`),
  fc.tuple(inline, inline).map(([one, other]) => `<ul><li>${one}</li><li>Zwei ${other}</li></ul>`),
  fc.tuple(inline, inline).map(([one, other]) => `<ol><li>Eins ${one}</li><li>${other}</li></ol>`),
  inline.map((text) => `<blockquote><p>${text}</p></blockquote>`),
  fc
    .tuple(inline, inline)
    .map(
      ([one, other]) =>
        `<table><tr><th>A</th><th>B</th></tr><tr><td>${one}</td><td>${other}</td></tr></table>`,
    ),
  words.map((text) => `<import-code>${escaped(text)}</import-code>`),
  words.map(
    (text) =>
      `<figure><img src="https://alt.example/a.jpg"><figcaption>So ${escaped(text)}</figcaption></figure>`,
  ),
);

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

describe('Hostile words', () => {
  it('stay words, whatever our syntax could take them for', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 2 }), (blocks) => {
        const tree = treeOf(blocks.join(''));
        const text = written(tree);
        const unknown = told(tree, text).filter((one) => one.startsWith('?'));
        expect({
          unknown,
          errors: faults(text.markdown).filter((one) => one.startsWith('error')),
          text: text.markdown,
        }).toEqual({
          unknown: [],
          errors: [],
          text: text.markdown,
        });
      }),
      { numRuns: 60 },
    );
  });
});
