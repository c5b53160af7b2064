/** HTML of comments made elsewhere becomes the Markdown that comments of ours are written in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentTextOf } from '../../src/comments/import/commentText.ts';
import { expectLinearTime, fill } from '../support/linearTime.ts';
import { renderComment } from '../../src/comments/parse/renderComment.ts';

const wordpress = (html: string): string => commentTextOf(html, { keepsLines: true });
const whole = (html: string): string => commentTextOf(html, { keepsLines: false });

describe('HTML of a comment', () => {
  test.each([
    ['Guter Text.\nZweite Zeile.\n\nNeuer Absatz.', 'Guter Text.\nZweite Zeile.\n\nNeuer Absatz.'],
    ['Ein <em>guter</em> und <b>starker</b> <del>Fehler</del>', 'Ein *guter* und **starker** ~~Fehler~~'],
    ['Ein <b> Wort </b>mehr', 'Ein **Wort** mehr'],
    [
      'Siehe <a href="https://example.com/x" rel="nofollow">hier</a>.',
      'Siehe [hier](https://example.com/x).',
    ],
    ['Siehe <a href="javascript:alert(1)">hier</a>.', 'Siehe hier.'],
    ['<blockquote>Zitat\nzwei</blockquote>Antwort', '> Zitat\n> zwei\n\nAntwort'],
    ['Liste:\n<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>\nEnde', 'Liste:\n\n- eins\n- zwei\n\nEnde'],
    ['<ul><li>eins<li>zwei</ul>', '- eins\n- zwei'],
    ['<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>', '1. a\n   - b\n2. c'],
    ['<code>a  b</code> und <pre><code>x = 1;\n  y</code></pre>', '`a b` und\n\n```\nx = 1;\n  y\n```'],
    ['Müller &amp; Söhne &#8211; &bdquo;gut&ldquo; &nbsp;x', 'Müller & Söhne – „gut“ \u00a0x'],
    ['a < b && c > d', 'a < b && c > d'],
    ['<script>alert(1)</script>Text<style>p{}</style>', 'Text'],
    ['<img src="https://x.example/a.png" alt="Ein Bild"> dazu', 'Ein Bild dazu'],
    ['<p></p><br><br>', ''],
    ['', ''],
    ['\u202e\u200b', ''],
    ['5 * 3 * 2 und snake_case', '5 \\* 3 \\* 2 und snake_case'],
  ])('%j becomes %j', (html, text) => {
    expect(wordpress(html)).toBe(text);
  });

  test('as Disqus writes it has no lines but those of its elements', () => {
    expect(whole('<p>Erster\nAbsatz<br>mit Zeile</p>\n<p>Zweiter</p>')).toBe(
      'Erster Absatz\nmit Zeile\n\nZweiter',
    );
  });

  test('says in our words what it said, whatever it was', () => {
    const word = fc.stringMatching(/^[a-zäß]{1,6}$/);
    const inline = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        word.map((text): Node => ({ html: text, text })),
        fc
          .tuple(
            fc.constantFrom('em', 'b', 'del', 'span'),
            fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
          )
          .map(([name, nodes]): Node => {
            const [html, text] = [
              nodes.map((one) => one.html).join(' '),
              nodes.map((one) => one.text).join(' '),
            ];
            return { html: `<${name}>${html}</${name}>`, text };
          }),
      ),
    })).node;
    const paragraphs = fc.array(fc.array(inline, { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(paragraphs, (blocks) => {
        const html = blocks.map((nodes) => `<p>${nodes.map((one) => one.html).join(' ')}</p>`).join('\n');
        const text = blocks.map((nodes) => nodes.map((one) => one.text).join(' ')).join('\n\n');
        expect(renderComment(whole(html)).text).toBe(text);
      }),
    );
  });

  test('of any kind is text without a tag of its own, and without an exception', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'<p> </p> <b> <i> </b> <a href="javascript:x"> <a href=http://a.b> </a> <ul> <li> </ul> <ol> <pre> </pre> <code> </code> <br> <table> <tr> <td> <blockquote> </blockquote> <script> </script> <!-- --> <![CDATA[ ]]> <!DOCTYPE <svg onload=x> &#0; &amp; &lt; &nbsp; \u202e \ud800 ` *'.split(
          ' ',
        ),
        '\n',
        '\n\n',
        ' ',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, keepsLines) => {
        const text = commentTextOf(pieces.join(''), { keepsLines });
        const { html } = renderComment(text);
        expect(html.match(/<(?!\/?(?:p|br|em|strong|del|code|pre|ul|ol|li|blockquote|a)\b)/g)).toBeNull();
        expect(html).not.toMatch(/href="javascript/i);
        expect(text).toBe(text.trim());
      }),
    );
  });

  test.each([
    '<b>',
    '<ul><li>',
    '<blockquote>',
    '<a href="https://a.example/">',
    '<pre>',
    '<p>x',
    '[',
    '*',
    '&amp;',
    '<br>',
    '\n',
  ])('of nothing but %j takes time in proportion to its length', (piece) => {
    expectLinearTime((length) => void commentTextOf(fill(piece, length), { keepsLines: true }));
  });
});

interface Node {
  readonly html: string;
  readonly text: string;
}
