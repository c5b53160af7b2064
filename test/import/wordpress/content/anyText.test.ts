/** What holds of every text, however strange: it is read, no word is lost, nothing that could harm comes out. */
import fc from 'fast-check';
import type { Nodes } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { readText } from './readSample.ts';

/** Pieces of texts, broken ones too; `$` becomes a word that stands nowhere else. */
const pieces = [
  '$',
  ' $ ',
  '$\n',
  '\n\n',
  '<p>$</p>',
  '<p>',
  '</p>',
  '<div>$',
  '</div>',
  '<b>$',
  '</b>',
  '<i>$</i>',
  '<strong> $ </strong>',
  '<em>',
  '</em>',
  '<a href="/x">$',
  '</a>',
  '<a name="n"></a>',
  '<span style="font-weight:bold">$</span>',
  '<u>$</u>',
  '<sub>$</sub>',
  '<mark>$</mark>',
  '<code>$</code>',
  '<pre>$\n$</pre>',
  '<h2>$</h2>',
  '<h3>',
  '</h3>',
  '<ul><li>$</li>',
  '</ul>',
  '<li>$',
  '<ol>',
  '</ol>',
  '<blockquote>$',
  '</blockquote>',
  '<cite>$</cite>',
  '<dl><dt>$</dt><dd>$</dd></dl>',
  '<table><tr><td>$</td>',
  '<td colspan="2">$',
  '</tr><tr>',
  '</table>',
  '<table>$<caption>$</caption>',
  '<figure><img src="a.jpg">',
  '<figcaption>$</figcaption>',
  '</figure>',
  '<figure>$',
  '<img src="b.jpg" alt="">',
  '<br>',
  '<br/><br>',
  '<hr>',
  '&nbsp;',
  '&amp;',
  '<!-- still -->',
  '<details><summary>$</summary>$',
  '</details>',
  '<center>$</center>',
  '<font color="red">$</font>',
  '<section>$</section>',
  '<x-y>$</x-y>',
  '<q>$</q>',
  '<small>$</small>',
  '<video src="f.mp4"></video>',
  '<iframe src="https://a.de/"></iframe>',
  '<form>$<button>$</button>',
  '</form>',
  '<noscript>$</noscript>',
  '<address>$</address>',
  '<label>$',
];

const shapes = [
  '[box]$[/box]',
  '[foo a="b"]',
  '[gallery ids="7"]',
  '[caption]<img src="a.jpg">$[/caption]',
  '[vc_row]$',
  '[/vc_row]',
  '[[$]]',
  '<!-- wp:paragraph -->',
  '<!-- /wp:paragraph -->',
  '<!-- wp:foo/bar {"a":"$"} -->',
  '<!-- /wp:foo/bar -->',
  '<!-- wp:embed {"url":"https://youtu.be/abcdefgh"} /-->',
  '<!-- wp:block {"ref":6} /-->',
  '<!--more-->',
  '<!--nextpage-->',
];
const harmful = [
  '<script>alert(1)</script>',
  '<script>',
  '<style>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">$',
  '<a href=" &#1;jAvAscript:alert(1)">$</a>',
  '<svg onload=alert(1)>',
  '<math><mtext>$',
  '<template>',
  '<plaintext>',
  '<select>',
  '<textarea>',
  '<object data="javascript:1">',
  '<iframe srcdoc="<script>">',
  '<base href="//a">',
  '<p style="x:expression(1)" onclick=1>$',
  '<input autofocus onfocus=1>',
  '<',
  '<!--',
  '[',
  ']',
  '"',
  "'",
  '\uFDD0',
  '<!--\uFDD00-->',
];

function textOf(parts: readonly string[]): string {
  let word = 0;
  return parts.join('').replaceAll('$', () => `wort${(word += 1)}x`);
}

const html = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(textOf);
const anything = fc
  .array(
    fc.oneof(fc.constantFrom(...pieces, ...shapes, ...harmful), fc.string({ unit: 'binary', maxLength: 8 })),
    { maxLength: 40 },
  )
  .map(textOf);

const known = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote cite table caption thead tbody tfoot tr th td figure figcaption hr details summary video audio img br a strong em u del mark sub sup code kbd abbr span import-gallery import-embed import-pull-quote import-footnote import-code import-left-over'.split(
    ' ',
  ),
);
const properties = new Set(
  'href src alt title id lang start reversed colSpan rowSpan align poster url columns language name'.split(
    ' ',
  ),
);

/** Everything that must not be in a tree. */
function faultsOf(node: Nodes, faults: string[] = []): readonly string[] {
  if (node.type === 'element') {
    if (!known.has(node.tagName)) faults.push(`<${node.tagName}>`);
    for (const [name, value] of Object.entries(node.properties)) {
      if (!properties.has(name)) faults.push(name);
      if (
        (name === 'href' || name === 'src' || name === 'url') &&
        !/^(?:https?:|mailto:|tel:|#|[^:]*$)/i.test(String(value))
      )
        faults.push(String(value));
    }
  } else if (node.type !== 'root' && node.type !== 'text') faults.push(node.type);
  if ('children' in node) for (const child of node.children) faultsOf(child, faults);
  return faults;
}

const wordPattern = /wort\d+x/g;

describe('Any text', () => {
  test('is read, and nothing is in its tree but what the tree may have', () => {
    fc.assert(
      fc.property(anything, (content) => {
        expect(faultsOf(readText(content).tree)).toEqual([]);
      }),
    );
  });

  test('of characters is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>[]/!-="\' apwbcd:{}&;\n') }), (content) => {
        expect(faultsOf(readText(content).tree)).toEqual([]);
      }),
    );
  });

  test('loses no word that a browser shows, and has none twice or in another order', () => {
    fc.assert(
      fc.property(html, (content) => {
        const visible = content.replaceAll(/<!--[^]*?-->|<[^>]*>/g, ' ').match(wordPattern) ?? [];
        const read =
          toHtml(readText(content).tree)
            .replaceAll(/<[^>]*>/g, ' ')
            .match(wordPattern) ?? [];
        expect(read.toSorted()).toEqual(visible.toSorted());
      }),
    );
  });

  test('has its words in the tree or in a remark, with shortcodes and blocks too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces, ...shapes), { maxLength: 20 }).map(textOf),
        (content) => {
          const { tree, remarks } = readText(content);
          const told = `${toHtml(tree)} ${remarks.map(({ before }) => before).join(' ')}`;
          const visible = content.replaceAll(/<!--[^]*?-->|<[^>]*>/g, ' ').match(wordPattern) ?? [];
          expect(visible.filter((word) => !told.includes(word))).toEqual([]);
        },
      ),
    );
  });

  test('that was read once is read the same again', () => {
    fc.assert(
      fc.property(html, (content) => {
        // A name that no link leads to is not kept a second time, where it is no longer that of a link.
        const once = toHtml(readText(`<p><a href="#n">hin</a></p>${content}`).tree);
        // Names of our own are not HTML.
        fc.pre(!once.includes('<import-'));
        expect(toHtml(readText(once).tree)).toBe(once);
      }),
    );
  });

  test('that is nested deeply has a tree that is not', () => {
    for (const tag of [
      '<div>',
      '<blockquote>',
      '<ul><li>',
      '<table><tr><td>',
      '<b id=1><i>',
      '[box]',
      '<!-- wp:group -->',
      '<figure>',
      '<x-y>',
    ]) {
      const content = `${tag.repeat(20_000)}Mitte`;
      expect(toHtml(readText(content).tree)).toContain('Mitte');
    }
  });

  test('that nests blocks, shortcodes and HTML in each other has a tree of few levels', () => {
    const inner = `<!-- wp:foo/bar -->[foo a="b"]${'<blockquote>'.repeat(110)}`;
    const content = `${inner.repeat(50)}Mitte${`${'</blockquote>'.repeat(110)}[/foo]<!-- /wp:foo/bar -->`.repeat(50)}`;
    const { tree } = readText(content);
    expect(toHtml(tree)).toContain('Mitte');
    expect(levelsOf(tree)).toBeLessThan(300);
  });

  test('has the text of a footnote once, even if it holds its own mark', () => {
    const mark = '<sup data-fn="u" class="fn"><a href="#u">1</a></sup>';
    const { tree } = readText(`<p>${mark}</p>`, JSON.stringify([{ id: 'u', content: `Note${mark}${mark}` }]));
    expect(toHtml(tree).match(/Note/g)).toHaveLength(1);
  });
});

function levelsOf(node: Nodes): number {
  return 'children' in node ? 1 + Math.max(0, ...node.children.map(levelsOf)) : 0;
}
