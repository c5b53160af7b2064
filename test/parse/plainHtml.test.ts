import fc from 'fast-check';
import type { ElementContent, Root } from 'hast';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { plainHtml } from '../../src/parse/markdown/plainHtml.ts';

const usual = unified().use(rehypeStringify).freeze();
const helped = unified().use(rehypeStringify).use(plainHtml).freeze();

const words = fc.string({ unit: fc.constantFrom(...'aÄ<>&"\'`\0\n =/…', '\ufdd0', '\u00a0'), maxLength: 6 });
const properties = fc.dictionary(
  fc.constantFrom('href', 'id', 'title', 'className', 'start', 'dataTypografie', 'disabled'),
  fc.oneof(words, fc.array(words, { maxLength: 2 }), fc.nat(), fc.boolean(), fc.constant(null)),
  { maxKeys: 2, noNullPrototype: true },
);
const tagName = fc.constantFrom(
  ...'p h2 li a em code td br img hr pre script style svg title span div'.split(' '),
);
const { node } = fc.letrec<{ node: ElementContent }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    words.map((value): ElementContent => ({ type: 'text', value })),
    fc.constant<ElementContent>({ type: 'comment', value: 'x' }),
    fc
      .record({ tagName, properties, children: fc.array(tie('node'), { maxLength: 3 }) })
      .map((element): ElementContent => ({ type: 'element', ...element })),
  ),
}));

describe('Plain HTML', () => {
  it('is what rehype-stringify writes', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 3 }), (children) => {
        const tree: Root = { type: 'root', children };
        expect(helped.stringify(tree)).toBe(usual.stringify(tree));
      }),
      { numRuns: 2000 },
    );
  });
});
