import fc from 'fast-check';
import type { ElementContent, Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { deferredNode } from '../../src/markdown/references.ts';
import { writeHtml } from '../../src/markdown/writeHtml.ts';

const usual = unified().use(rehypeStringify).freeze();

function treeOf(...children: ElementContent[]): Root {
  return { type: 'root', children };
}

function htmlOf(...children: ElementContent[]): string {
  return writeHtml(treeOf(...children)).html.join('');
}

const words = fc.string({ unit: fc.constantFrom(...'aÄ&"\'` =/…', '\ufdd0', '\u00a0'), maxLength: 6 });
const properties = fc.dictionary(
  fc.constantFrom(
    ...'href id title className start dataTypografie ariaLabel disabled open dateTime colSpan'.split(' '),
  ),
  fc.oneof(words, fc.array(words, { maxLength: 2 }), fc.nat(), fc.boolean(), fc.constant(null)),
  { maxKeys: 2, noNullPrototype: true },
);
const tagName = fc.constantFrom(...'p h2 li a em code td br img hr input span div'.split(' '));
const { node } = fc.letrec<{ node: ElementContent }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    words.map((value): ElementContent => ({ type: 'text', value: `${value}<` })),
    fc
      .record({ tagName, properties, children: fc.array(tie('node'), { maxLength: 3 }) })
      .map((element): ElementContent => ({ type: 'element', ...element })),
  ),
}));

describe('The HTML of a tree', () => {
  it('is what rehype-stringify writes', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 3 }), (children) => {
        expect(htmlOf(...children)).toBe(usual.stringify(treeOf(...children)));
      }),
      { numRuns: 2000 },
    );
  });

  it('has no sign of markup in an attribute', () => {
    const title = '"><script>';
    expect(htmlOf({ type: 'element', tagName: 'b', properties: { title }, children: [] })).toBe(
      '<b title="&#x22;&#x3E;&#x3C;script&#x3E;"></b>',
    );
  });

  it('keeps line breaks that a browser would take away', () => {
    const pre: ElementContent = {
      type: 'element',
      tagName: 'pre',
      properties: { title: 'c\rd' },
      children: [{ type: 'text', value: '\na\r\nb' }],
    };
    expect(htmlOf(pre)).toBe('<pre title="c&#xD;d">\n\na&#xD;\nb</pre>');
  });

  it('is parted at deferred references alone, whatever the texts around them say', () => {
    const position = { line: 1, column: 1 };
    const link: ElementContent = {
      type: 'element',
      tagName: 'a',
      properties: { title: '\ufdd00\ufdd1', href: 'x.md' },
      deferredHref: { kind: 'link', target: { kind: 'fragment', fragment: '#x' }, position },
      children: [{ type: 'text', value: '\ufdd01\ufdd1' }],
    };
    const inset = deferredNode({ kind: 'inset', html: '<svg></svg>' });
    expect(writeHtml(treeOf(deferredNode({ kind: 'related' }), link, inset))).toEqual({
      html: ['', '<a title="\ufdd00\ufdd1"', '>\ufdd01\ufdd1</a><svg></svg>'],
      deferredReferences: [{ kind: 'related' }, expect.objectContaining({ kind: 'link' })],
    });
  });
});
