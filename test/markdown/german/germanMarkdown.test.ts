import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { germanOptions } from '../../../src/config/germanOptions.ts';
import { germanProcessor } from './germanProcessor.ts';
import { germanText } from './germanText.ts';
import { readCases } from './readCases.ts';

const toHtml = germanProcessor(germanOptions('de'));
const toPlainHtml = germanProcessor(germanOptions('de', false));

describe('German text in Markdown', () => {
  it.each(readCases('markdownCases.txt'))('$given', ({ given, expected }) => {
    expect(withoutFootnoteMarks(toHtml(given))).toBe(expected);
  });

  it('is typeset in tables', () => {
    const html = toHtml('| "a" | z.B. |\n|--|--|\n| 5 km | `"x"` |');
    expect(html).toContain('<th>„a“</th>\n<th>z.\u202fB.</th>');
    expect(html).toContain('<td>5\u00a0km</td>\n<td><code>"x"</code></td>');
  });

  it('keeps what an author typed with all rules off', () => {
    expect(toPlainHtml('"a" -- z.B.\n\n1. Mai')).toBe('<p>"a" -- z.B.</p>\n<ol>\n<li>Mai</li>\n</ol>');
  });

  it('has passages even with all rules off', () => {
    expect(toPlainHtml('[a]{lang=en}')).toBe('<p><span lang="en">a</span></p>');
  });

  it('changes nothing when its text is the source again', () => {
    fc.assert(
      fc.property(germanText, (text) => {
        // A letter before each line: what begins a block is another test's matter.
        const once = textOf(toHtml(`a${text.replaceAll('\n', '\na')}`));
        expect(textOf(toHtml(escapeMarkdown(once)))).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

/** The number and the list of footnotes are remark-rehype's. */
function withoutFootnoteMarks(html: string): string {
  return html
    .replace(/<sup><a [^>]*>(\d+)<\/a><\/sup>/g, '<sup>$1</sup>')
    .replace(/<section data-footnotes.*<p>(.*?) <a .*/s, '$1');
}

function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[[\]`*_<&\\]/g, String.raw`\$&`);
}
