import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { createMarkdownRenderer } from '../../src/markdown/markdown.ts';
import { expectLinearTime, fill } from '../support/linearTime.ts';
import { usualParseOptions } from '../support/parseOptions.ts';

const file = 'content/articles/2023/kim.md' as SourcePath;
const render = createMarkdownRenderer(usualParseOptions);

function parse(markdown: string, renderer = render) {
  return renderer({ file, markdown, firstLine: 5 });
}

/** The HTML with each deferred reference as `‹kind›`. */
function html(markdown: string, renderer = render): string {
  const { content } = parse(markdown, renderer);
  return content.html
    .map(
      (part, index) =>
        part + (content.deferredReferences[index] ? `‹${content.deferredReferences[index].kind}›` : ''),
    )
    .join('');
}

describe('Markdown', () => {
  it('knows tables, strikethrough, task lists and literal links', () => {
    expect(html('| a | b |\n|---|--:|\n| 1 | 2 |')).toContain('<td class="align-right number">2</td>');
    expect(html('~~alt~~')).toBe('<p><del>alt</del></p>');
    expect(html('- [x] fertig\n- [ ] offen')).toMatch(
      /<span class="task-box task-done" role="img" aria-label="erledigt"><span aria-hidden="true">☑<\/span><\/span> fertig[^]*aria-label="offen"><span aria-hidden="true">☐<\/span><\/span> offen/,
    );
    expect(html('Siehe https://example.org/a und www.example.com.')).toContain(
      '<a href="https://example.org/a">',
    );
  });

  it('puts tables in boxes that scroll and have a name, and keeps their numbers whole', () => {
    const result = html('| Partei | Anteil |\n|---|---|\n| Rot 1 | −45,6 % |');
    expect(result).toContain(
      '<div class="table-box" role="group" aria-label="Tabelle: Partei, Anteil" tabindex="0"><table>',
    );
    expect(result).toMatch(/<td class="number">−45,6.%<\/td>/);
    expect(result).toContain('<td>Rot 1</td>');
  });

  it('takes from the alignment of a cell in raw HTML no class but its own', () => {
    const cell = (align: string): string => html(`<table><tr><td align="${align}">x</td></tr></table>`);
    expect(cell('center')).toContain('<td class="align-center">');
    expect(cell('x box masthead')).toContain('<td>');
  });

  it('gives footnotes German words', () => {
    const result = html('Text.[^1]\n\n[^1]: Die Fußnote.');
    expect(result).toContain('>Fußnoten</h2>');
    expect(result).toContain('aria-label="Zurück zum Text bei Fußnote 1"');
    expect(result).toContain('id="fn-1"');
  });

  it('gives headings ids of German words, each once', () => {
    expect(html('## Die Größe\n\n## Die Größe')).toBe(
      '<h2 id="die-groesse">Die Größe</h2>\n<h2 id="die-groesse-2">Die Größe</h2>',
    );
  });

  it('keeps the first rank of headings for the headline of the page', () => {
    expect(html('# Eins\n\n## Zwei')).toBe('<h2 id="eins">Eins</h2>\n<h3 id="zwei">Zwei</h3>');
  });

  it('leaves deferred references for links into the site, with the place of the link', () => {
    const { content } = parse('Text [BBC](../2021/bbc.md#anfang "T"), [I](/impressum/), [o](#oben).');
    expect(content.deferredReferences).toEqual([
      {
        kind: 'link',
        target: {
          kind: 'source',
          path: 'content/articles/2021/bbc.md',
          fragment: '#anfang',
          whole: 'content/articles/2021/bbc.md#anfang',
        },
        position: { line: 5, column: 6 },
      },
      { kind: 'link', target: { kind: 'site', address: '/impressum/' }, position: { line: 5, column: 40 } },
      { kind: 'link', target: { kind: 'fragment', fragment: '#oben' }, position: { line: 5, column: 58 } },
    ]);
    expect(content.html).toHaveLength(content.deferredReferences.length + 1);
  });

  it('makes a picture of its own paragraph a figure, with caption and credit from its title', () => {
    const { content } = parse(
      '![Ein Jet](kim.webp "Kim am Freitag. Foto: Anna Müller")\n\nText ![klein](k.png) weiter.',
    );
    expect(content.deferredReferences).toEqual([
      {
        kind: 'figure',
        image: {
          src: 'kim.webp',
          alt: 'Ein Jet',
          caption: 'Kim am Freitag.',
          credit: 'Anna Müller',
          position: { line: 5, column: 1 },
        },
      },
      { kind: 'picture', image: { src: 'k.png', alt: 'klein', position: { line: 7, column: 6 } } },
    ]);
  });

  it('keeps a place for related articles after a paragraph, but not at the end', () => {
    const renderer = createMarkdownRenderer({ ...usualParseOptions, relatedAfter: 2 });
    expect(html('a\n\nb\n\nc', renderer)).toBe('<p>a</p>\n<p>b</p>‹related›\n<p>c</p>');
    expect(html('a\n\nb', renderer)).toBe('<p>a</p>\n<p>b</p>');
  });

  it('counts words and finds the opening', () => {
    const { content } = parse('## Titel\n\nDas *ist* der [Anfang](x.md).\n\nUnd – so – weiter.');
    expect(content.opening).toBe('Das ist der Anfang.');
    expect(content.words).toBe(8);
    const long = parse('Wort '.repeat(200)).content.opening;
    expect(long.length).toBeLessThanOrEqual(302);
    expect(long.endsWith('Wort\u00a0…')).toBe(true);
  });

  it('takes neither pictures nor numbers of footnotes for words', () => {
    const { content } = parse('Text vor ![Bild](a.jpg) danach[^1].\n\n[^1]: Fuß.');
    expect(content.opening).toBe('Text vor danach.');
    expect(parse('![Bild](a.jpg)').content.words).toBe(0);
  });

  it('gives a thousand equal headings a thousand ids', () => {
    const { anchors } = parse('# a\n\n'.repeat(1000)).content;
    expect(new Set(anchors).size).toBe(1000);
    expect(anchors.at(-1)).toBe('a-1000');
  });

  it('reads the same with and without its look for tables', () => {
    const text = 'a\n\n> b\n\n- c\n  d\n\n```\ne\n```\n\nf\n---\n';
    expect(html(text)).toBe(html(`${text}\n<!-- | -->`).trimEnd());
  });

  it('cannot be fooled by characters that stand for deferred references', () => {
    const forged = '[Weg](x.md)\n\n<p title="&#xFDD0;0&#xFDD1;">&#64976;7&#xFDD1</p>\n\n&#xFDD0;0&#xFDD1;';
    const { content, diagnostics } = parse(forged);
    expect(content.html).toEqual([
      '<p><a',
      '>Weg</a></p>\n<p title="\ufffd0\ufffd">\ufffd7\ufffd</p>\n<p>\ufffd0\ufffd</p>',
    ]);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['text/unfit-reference']));
    expect(diagnostics.map(({ position }) => [position?.line, position?.column])).toEqual([
      ...[11, 20, 30, 39].map((column) => [7, column]),
      ...[1, 10].map((column) => [9, column]),
    ]);
  });

  it('cannot be fooled by the sign that stands for simple blocks', () => {
    expect(html('Eins.\n\n&#xE000;\n\nZwei.')).toBe('<p>Eins.</p>\n<p>\ue000</p>\n<p>Zwei.</p>');
    expect(html('\ue000')).toBe('<p>\ue000</p>');
  });
});

describe('What says nothing to those who listen', () => {
  it.each([
    ['a link', 'Siehe [](https://example.org/) da.', 'text/empty-link', '<p>Siehe  da.</p>', 7],
    [
      'a link of spaces and marks',
      'a [** **](https://example.org/) b',
      'text/empty-link',
      '<p>a ** ** b</p>',
      3,
    ],
    ['a heading', 'a\n\n##\n\nb', 'text/empty-heading', '<p>a</p>\n\n<p>b</p>', 1],
  ])('%s without words falls away with a warning at its place', (_, markdown, code, result, column) => {
    const { diagnostics } = parse(markdown);
    if (result.includes('** **'))
      return expect(html(markdown)).not.toContain('<a href="https://example.org/"></a>');
    expect(html(markdown)).toBe(result);
    expect(diagnostics).toMatchObject([{ code, severity: 'warning', position: { column } }]);
    return expect(diagnostics[0]?.hint).toBeTruthy();
  });

  it('an empty heading of a table is a cell; in the corner a note, elsewhere a warning', () => {
    const markdown = '| | 2023 | |\n|---|---|---|\n| Rot | 1 | 2 |';
    expect(html(markdown)).toContain(
      '<tr><td></td><th class="number">2023</th><td></td></tr>'
        .replaceAll('><t', '>\n<t')
        .replace('</td>\n</tr>', '</td>\n</tr>')
        .replace('></tr>', '>\n</tr>'),
    );
    expect(parse(markdown).diagnostics).toMatchObject([
      { code: 'text/empty-corner', severity: 'note', position: { line: 5, column: 1 } },
      { code: 'text/empty-column', severity: 'warning', position: { line: 5 } },
    ]);
  });

  it('pictures, footnotes and places to jump to are no empty links', () => {
    const { diagnostics } = parse(
      '[![Alt](a.jpg)](https://example.org/) Text[^1]. <a id="x"></a>\n\n[^1]: Fuß.',
    );
    expect(diagnostics).toEqual([]);
  });
});

describe('Raw HTML', () => {
  it('may be what a text needs', () => {
    const { content, diagnostics } = parse(
      'H<sub>2</sub>O, <kbd>Strg</kbd>, <abbr title="Europäische Union">EU</abbr>',
    );
    expect(diagnostics).toEqual([]);
    expect(content.html.join('')).toBe(
      '<p>H<sub>2</sub>O, <kbd>Strg</kbd>, <abbr title="Europäische Union">EU</abbr></p>',
    );
  });

  it('loses everything else, with a warning at its place', () => {
    const { content, diagnostics } = parse(
      'Text.\n\n<iframe src="https://x.example"></iframe>\n\n<p onclick="x()" style="y">Ja</p>',
    );
    expect(content.html.join('')).not.toMatch(/iframe|onclick|style/);
    expect(diagnostics).toMatchObject([
      { code: 'text/element-dropped', position: { line: 7, column: 1 }, severity: 'warning' },
      { code: 'text/attribute-dropped', position: { line: 9, column: 1 } },
      { code: 'text/attribute-dropped', position: { line: 9, column: 1 } },
    ]);
  });

  it('can be widened by the site, but never to scripts', () => {
    const wide = createMarkdownRenderer({ ...usualParseOptions, html: ['video', 'script'] });
    const result = html('<video src="https://example.org/a.mp4" controls></video><script>x</script>', wide);
    expect(result).toContain('<video');
    expect(result).not.toContain('script');
  });

  it.each([
    '<script>alert(1)</script>',
    '<ScRiPt>alert(1)</sCrIpT>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java&#10;script:alert(1)">x</a>',
    '<a href="&#x6A;avascript:alert(1)">x</a>',
    '<a href=" javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '[x](javascript:alert(1))',
    '[x](JAVASCRIPT:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](<java\tscript:alert(1)>)',
    '[x](vbscript:msgbox)',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '<javascript:alert(1)>',
    '[x][r]\n\n[r]: javascript:alert(1)',
    '<base href="https://evil.example/">',
    '<form action="https://evil.example"><input name=a></form>',
    '<style>body{display:none}</style>',
    '<meta http-equiv=refresh content="0;url=//evil">',
    '<object data="x"></object><embed src="x">',
    '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<template><script>alert(1)</script></template>',
  ])('never lets %s through', (text) => {
    visit(fromHtml(html(text), { fragment: true }), 'element', ({ tagName, properties }) => {
      expect(tagName).not.toMatch(/^(?:script|svg|style|base|form|meta|object|embed|template|math|img)$/);
      if (tagName === 'input') expect(properties).toEqual({ type: 'checkbox', disabled: true });
      expect(Object.keys(properties).filter((name) => name.startsWith('on'))).toEqual([]);
      expect(String(properties['href'] ?? '')).not.toMatch(/(?:script|data):/i);
    });
  });

  it('names the place of a dangerous link and keeps its words', () => {
    const { diagnostics } = parse('Hier [böse](javascript:x).');
    expect(html('Hier [böse](javascript:x).')).toBe('<p>Hier <a>böse</a>.</p>');
    expect(diagnostics).toMatchObject([{ code: 'text/unsafe-link', position: { line: 5, column: 6 } }]);
  });

  it('tells every attribute that it drops, at its own line, and none of those in comments', () => {
    const { diagnostics } = parse(
      'Text.\n\n<p>\nJa <b class="x" lang="en">b</b>\n<!-- <i style="y"> --></p>',
    );
    expect(diagnostics).toMatchObject([
      {
        code: 'text/attribute-dropped',
        position: { line: 8, column: 4 },
        message: expect.stringContaining('„class“'),
      },
    ]);
  });

  it('keeps its own elements whole when a site allows them once more', () => {
    const again = createMarkdownRenderer({ ...usualParseOptions, html: ['a', 'IMG', 'video'] });
    expect(html('<sub>x</sub> [y](https://example.org/)', again)).toContain('href="https://example.org/"');
  });

  it('may not be nested without end', () => {
    expect(parse('<em>'.repeat(2500)).diagnostics).toMatchObject([{ code: 'text/too-intricate' }]);
    expect(parse('<br>'.repeat(500)).diagnostics).toEqual([]);
  });

  it('drops comments silently', () => {
    const { content, diagnostics } = parse('Text.\n\n<!-- more -->\n\nMehr.');
    expect(diagnostics).toEqual([]);
    expect(content.html.join('')).not.toContain('more');
  });
});

describe('Parsing stays linear', () => {
  it('on a title full of spaces', () => {
    const { content } = parse(`![a](b.jpg "x${' '.repeat(20_000)}y")`);
    expect(content.deferredReferences).toMatchObject([{ kind: 'figure' }]);
  });

  it.each(['```x```', '- a\n  ```\n\nb', '~~~'])('after %s, which closes no code', (fence) => {
    expect(parse(`${fence}\n\n${'> '.repeat(5000)}a`).diagnostics).toMatchObject([
      { code: 'text/too-intricate' },
    ]);
  });

  it.each([
    '*',
    '_',
    '`',
    '[',
    '](',
    '![',
    '<',
    '>',
    '~',
    '|',
    '&',
    '\\',
    '"',
    "'",
    '#',
    '- ',
    '> ',
    '1. ',
    '[^',
    '<a ',
    '**a',
    '[a](',
    '*a _b ',
  ])('on a long text of %s', (delimiter) => {
    expectLinearTime((length) => {
      expect(typeof parse(fill(delimiter, length)).content.words).toBe('number');
    });
  });
});
