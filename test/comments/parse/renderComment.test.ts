/** A comment's text as HTML. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderComment } from '../../../src/comments/parse/renderComment.ts';
import { foreignParts } from '../foreignParts.ts';
import { hostileComments } from '../hostileComments.ts';
import { elementsIn, wordsOf } from '../../support/html.ts';
import { tries } from '../../support/thorough.ts';

const htmlOf = (markdown: string): string => renderComment(markdown).html;
const link = (address: string, text: string): string =>
  `<a href="${address}" rel="ugc nofollow noopener">${text}</a>`;

describe('The words of a reader', () => {
  test('stay as they are: no typography, lines as they were typed', () => {
    expect(htmlOf('"Nein" - sagt er...\nz.B. so\n\n\n  Ende')).toBe(
      '<p>&quot;Nein&quot; - sagt er...<br>\nz.B. so</p>\n<p>Ende</p>',
    );
  });

  test('may be emphasised, quoted, listed and struck out', () => {
    expect(htmlOf('*a* **b** ~~c~~ `d`\n\n> e\nf\n\n- g\n- h\n\n```\n<i>\n```')).toBe(
      '<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>\n<blockquote>\n<p>e<br>\nf</p>\n</blockquote>\n<ul>\n<li>g</li>\n<li>h</li>\n</ul>\n<pre><code>&lt;i&gt;\n</code></pre>',
    );
  });

  test.each([
    ['# 1 ist gut', '<p># 1 ist gut</p>'],
    ['a\n===', '<p>a<br>\n===</p>'],
    ['---', '<p>---</p>'],
    ['    eingerückt', '<p>eingerückt</p>'],
    ['Leser*innen und Autor*innen', '<p>Leser*innen und Autor*innen</p>'],
    ['13. September 2023 war es', '<p>13. September 2023 war es</p>'],
    ['<b>a</b>', '<p>&lt;b&gt;a&lt;/b&gt;</p>'],
    ['3. a\n4. b', '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'],
  ])('%j is %j', (markdown, html) => {
    expect(htmlOf(markdown)).toBe(html);
  });

  test('that hold no mark are read as the parser would read them', () => {
    const part = fc.constantFrom(
      ...Array.from('aß1 .,-+:;!?()/=|>#&<"\''),
      '\n',
      '\n\n',
      '  ',
      'https://a.example/x?y=1&z',
      '1. ',
      '&x',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const text = `Satz ${parts.join('')}\n\nEnde`;
        expect(htmlOf(`${text}\n\n*x*`)).toBe(`${htmlOf(text)}\n<p><em>x</em></p>`);
      }),
      { numRuns: tries(150, 5000) },
    );
  });
});

describe('A link', () => {
  test.each([
    ['[a](https://b.example/c "d")', link('https://b.example/c', 'a')],
    ['<https://b.example>', link('https://b.example/', 'https://b.example')],
    [
      '(siehe https://b.example/c_(d).)',
      `(siehe ${link('https://b.example/c_(d)', 'https://b.example/c_(d)')}.)`,
    ],
    [
      '„https://b.example/?a=1&b=2“',
      `„${link('https://b.example/?a=1&amp;b=2', 'https://b.example/?a=1&amp;b=2')}“`,
    ],
    ['![a](https://b.example/c.png)', `!${link('https://b.example/c.png', 'a')}`],
    ['[https://a.example](https://b.example/)', link('https://b.example/', 'https://a.example')],
  ])('of %j', (markdown, html) => {
    expect(htmlOf(markdown)).toBe(`<p>${html}</p>`);
  });

  test.each([
    ['[a](javascript:alert(1))', 'a'],
    ['[a](/impressum/)', 'a'],
    ['[a](//b.example/)', 'a'],
    ['<eva@example.org>', 'eva@example.org'],
    ['[a](https://bank.example@evil.example/)', 'a'],
    ['xhttps://a.example', 'xhttps://a.example'],
    [`https://a.example/${'a'.repeat(3000)}`, `https://a.example/${'a'.repeat(3000)}`],
  ])('is not made of %j', (markdown, words) => {
    expect(htmlOf(markdown)).toBe(`<p>${words}</p>`);
  });
});

describe('Characters', () => {
  test('that steer, turn or are none fall away', () => {
    expect(htmlOf('a\u0000b\u001b[31mc\u202ed\u2066e\ufefff\ufdd0g\u009bh')).toBe('<p>ab[31mcdefgh</p>');
  });

  test('that are halves of others are marked, and stacked marks are cut', () => {
    expect(htmlOf(`a\ud800 ${'z'}${'\u0315'.repeat(50)}`)).toBe(`<p>a\ufffd z${'\u0315'.repeat(4)}</p>`);
  });

  test('end lines in many ways', () => {
    expect(htmlOf('a\r\nb\u2028c\rd')).toBe('<p>a<br>\nb<br>\nc<br>\nd</p>');
  });

  test('of other scripts and emoji stay', () => {
    const text = 'नमस्ते שָׁלוֹם \u{1f469}\u200d\u{1f680} \u{1f1e9}\u{1f1ea}';
    expect(htmlOf(text)).toBe(`<p>${text.normalize('NFC')}</p>`);
  });
});

describe('The plain text', () => {
  test('has paragraphs, lines and no marks', () => {
    expect(renderComment('*a* & <b>\nc\n\n> d\n\n- e\n- [f](https://g.example/)').text).toBe(
      'a & <b>\nc\n\nd\n\ne\nf',
    );
  });

  test('is what a browser would read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (markdown) => {
        const { html, text } = renderComment(markdown);
        const words = elementsIn(html, ({ tagName }) => tagName === 'body').map(wordsOf);
        expect(text.replace(/\s+/g, ' ')).toBe(words.join(' '));
      }),
    );
  });
});

describe('Hostile text', () => {
  test('of any kind becomes nothing but the elements of a comment', () => {
    const found = hostileComments.flatMap(({ name, fields }) =>
      foreignParts(htmlOf(fields['text'] ?? '')).map((part) => `${name}: ${part}`),
    );
    expect(found).toEqual([]);
    expect(hostileComments.length).toBeGreaterThan(300);
  });

  test('made of marks at random neither throws nor becomes anything else', () => {
    const part = fc.constantFrom(
      ...Array.from('*_~`[]()<>!#&\\\n\t >-+1.ax"\''),
      '](',
      'https://x.example/',
      'javascript:',
      '<script>',
      '&lt;',
      '&#60;',
      '```',
      '\ud83d',
      '\u202e',
    );
    const text = fc.array(part, { maxLength: 120 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (markdown) => {
        expect(foreignParts(htmlOf(markdown))).toEqual([]);
      }),
      { numRuns: tries(250, 10_000) },
    );
  });

  test('that is too intricate is shown as it was typed', () => {
    const html = htmlOf('*a '.repeat(3000) + 'b* '.repeat(3000));
    expect(html).not.toContain('<em>');
    expect(html).toContain('*a *a');
  });
});
