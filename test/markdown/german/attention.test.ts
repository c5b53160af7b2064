import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { attention } from '../../../src/markdown/german/syntax/attention.ts';
import { closingBracket } from '../../../src/markdown/german/syntax/closingBracket.ts';
import { tries } from '../../support/thorough.ts';

const rules = { emphasisFlanking: false, genderForms: false };

const parts = fc.constantFrom('*', '*', '_', '_', ' ', 'a', 'b', '.', '[', ']', '](x)', '![', '`', '\n');
const markdown = fc.array(parts, { maxLength: 20 }).map((list) => list.join(''));

describe('emphasis without the rule for quotes', () => {
  it('is that of micromark', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        // Of runs in part used up micromark takes the rest for the length, the specification the whole.
        fc.pre(!/\*\*|__/.test(text));
        const own = fromMarkdown(text, { extensions: [attention(rules), closingBracket] });
        expect(outline(own)).toBe(outline(fromMarkdown(text)));
      }),
      { numRuns: tries(1000, 30_000) },
    );
  });
});

/** The shape of a tree with its texts, neighbours joined, and the offsets of its elements. */
function outline(node: Nodes): string {
  if (!('children' in node)) return 'value' in node ? node.value : node.type;
  const { start, end } = node.position ?? {};
  return `<${node.type} ${start?.offset}-${end?.offset}>${node.children.map(outline).join('')}</>`;
}
