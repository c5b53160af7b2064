/**
 * The promise to authors: every word and digit of the source stands on the page, in order, or a diagnostic tells of it. What
 * a text says is read a second time by markdown-it, another reader of CommonMark and GFM.
 */
import type { Nodes } from 'hast';
import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { createMarkdownRenderer } from '../../src/markdown/markdown.ts';
import { usualParseOptions } from '../support/parseOptions.ts';

const file = 'content/articles/kim.md' as SourcePath;
const render = createMarkdownRenderer(usualParseOptions);
const other = new MarkdownIt({ html: true, linkify: false });

function letters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Words and digits that readers see, with the numbers of list items where that is asked for. */
function shown(node: Nodes, withNumbers: boolean): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type !== 'element' || node.tagName !== 'ol' || !withNumbers)
    return node.children.map((child) => shown(child, withNumbers)).join('');
  let next = Number(node.properties['start'] ?? 1);
  return node.children
    .map((child) => {
      if (child.type !== 'element') return '';
      next = Number(child.properties['value'] ?? next);
      return `${next++} ${shown(child, true)}`;
    })
    .join('');
}

const word = fc.constantFrom(
  'Der',
  'Kanzler',
  'sagt',
  'Grüße',
  'Leser*innen',
  'Rom*nja',
  'Straße',
  '4.',
  '13.',
  '9.',
  '2023',
  '20-30',
  'z. B.',
  '"Nein"',
  "'so'",
  '–',
  'C#',
  '(siehe',
  'oben)',
  '[sic]',
  '[…]',
  '5 %',
  "Hans'",
  "'68",
  '>>so<<',
  '<<Ja>>',
  ',,Nein"',
  '“so”',
  '+ + + Eil',
  '& Co.',
);
const slip = fc.constantFrom(
  '**',
  '*',
  '_',
  '`',
  '[',
  ']',
  '](',
  '(',
  ')',
  '#',
  '##',
  '>',
  '|',
  '~~',
  '<',
  '\\',
  '![',
  '- ',
  '+ ',
  '6) ',
);
const emphasis = fc
  .constantFrom('**', '*', '_', '~~', '`')
  .chain((mark) => word.map((text) => mark + text + mark));
const piece = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 2, arbitrary: emphasis },
  { weight: 1, arbitrary: slip },
);
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '- ', '2. ', '3. ', '7. ', '## ', '> '),
    fc.array(piece, { minLength: 1, maxLength: 8 }),
  )
  .map(([start, pieces]) => start + pieces.join(' '));
const text = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .chain((lines) =>
    fc
      .array(fc.constantFrom('\n', '\n\n'), { minLength: lines.length, maxLength: lines.length })
      .map((breaks) => lines.map((each, index) => each + breaks[index]).join('')),
  );

test('Every word and digit stands on the page in order, as it was typed or as another reader has it, or is told of', () => {
  fc.assert(
    fc.property(text, (markdown) => {
      const { content, diagnostics } = render({ file, markdown, firstLine: 1 });
      if (diagnostics.length > 0) return;
      const ours = fromHtml(content.html.join(''), { fragment: true });
      const whole = letters(shown(ours, true));
      // A text may say less than its source: `&amp;`, a row of a table.
      if (whole === letters(markdown)) return;
      // „7. 4.“ at the beginning of a line is a day for us, and a list in a list for the other reader.
      if (/^[\s>*-]*\d+\. \d+\./m.test(markdown)) return;
      const theirs = fromHtml(other.render(markdown), { fragment: true });
      expect(letters(shown(ours, false))).toBe(letters(shown(theirs, false)));
    }),
    { numRuns: 1500 },
  );
});
