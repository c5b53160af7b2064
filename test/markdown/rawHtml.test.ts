/** Sanitised raw HTML, compared with how a browser reads it. */
import fc from 'fast-check';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { addableElements } from '../../src/config/htmlElements.ts';
import { germanOptions } from '../../src/config/germanOptions.ts';
import type { SourcePath, UrlPath } from '../../src/core/model.ts';
import { type RenderContext, bodyBlocks, feedHtml } from '../../src/views/bodyViews.ts';
import { createMarkdownRenderer } from '../../src/markdown/markdown.ts';
import { readAsBrowser } from '../../src/markdown/rawHtml.ts';
import { writeHtml } from '../../src/markdown/writeHtml.ts';

const file = 'content/articles/a.md' as SourcePath;
const options = { typography: germanOptions('de'), hints: false, html: [], relatedAfter: 2 };
const usual = createMarkdownRenderer(options);
const wide = createMarkdownRenderer({ ...options, html: addableElements });

const picture = {
  file: 'content/media/b.png' as SourcePath,
  digest: 'abc',
  isPicture: true,
  width: 4,
  height: 3,
  alt: '"><script>',
};
const context: RenderContext = {
  clock: { now: 0, preview: true },
  site: { origin: 'https://example.org', base: '' },
  findMeant: () => undefined,
  addressOf: (source) => (source.endsWith('/x.md') ? ('/x/' as UrlPath) : undefined),
  media: {
    site: { origin: 'https://example.org', base: '' },
    has: () => true,
    peek: () => picture,
    at: () => picture,
  },
};

const elements =
  'a b i em strong span p div h2 h3 ul ol li dl dt dd table tbody tr td th caption col colgroup thead tfoot details summary section blockquote pre code q ruby rt rp br hr img wbr'.split(
    ' ',
  );
const forbidden =
  'svg math mtext mglyph annotation-xml foreignObject title style script noscript noembed noframes xmp plaintext textarea iframe template select option button form input object embed marquee font nobr isindex image body html head frameset'.split(
    ' ',
  );
const attributes = [
  '',
  ' id="commentform"',
  ' id=x',
  ' title="</noscript><img src=b.png onerror=x()>"',
  " title='--><!-- ]]>'",
  ' href="x.md"',
  ' href="weg.md"',
  ' src=b.png alt="</p><script>"',
  ' onclick=x() style=y class=embed-box data-number=1 data-reply',
  ' title="&#xFDD0;0&#xFDD1; &lt;/a&gt; &#13;"',
  ' title="',
];
const loose = [
  'Text ',
  ' und *mehr* ',
  '\n\n',
  '\n',
  '\n\n![B](b.png)\n\n',
  '![B](b.png)',
  '[Weg](weg.md "a")',
  '[[^1]](x.md)\n\n[^1]: Fuß\n\n',
  '\n\n| a | b |\n|--|--|\n| [c](x.md) | 1 |\n\n',
  '\n\n::: {kasten=fakten}\n**T**\n\n',
  '\n\n::: {lang=en}\n',
  '\n:::\n\n',
  '\n\n- eins\n- zwei\n\n',
  '\n\n> Zitat\n\n',
  '\n\n## Titel\n\n',
  '<!--',
  '-->',
  '<!-->',
  '<![CDATA[',
  ']]>',
  '<!doctype html>',
  '<?x',
  '&#xFDD0;3&#xFDD1;',
  '&lt;script&gt;',
  '&#13;',
  '&#0;',
  '<',
  '\n\n    Code\n\n',
  '`<b>`',
];
const tag = (names: readonly string[]) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...attributes))
      .map(([name, attribute]) => `<${name}${attribute}>`),
    fc.constantFrom(...names).map((name) => `</${name}>`),
  );
const piece = fc.oneof(
  { weight: 6, arbitrary: tag(elements) },
  { weight: 2, arbitrary: tag(forbidden) },
  { weight: 1, arbitrary: tag(addableElements) },
  { weight: 5, arbitrary: fc.constantFrom(...loose) },
);
const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map((pieces) => pieces.join(''));

function htmlOn(place: 'page' | 'feed', markdown: string, render = usual): string {
  const { content } = render({ file, markdown, firstLine: 1 });
  if (place === 'feed') return feedHtml(content, file, '/a/' as UrlPath, context);
  return bodyBlocks(content, file, context)
    .map((block) => (block.kind === 'html' ? block.html : '<figure></figure>'))
    .join('');
}

/** All tags as they are written. */
function tagsIn(html: string): readonly string[] {
  return Array.from(html.matchAll(/<\/?[a-z][a-z0-9]*/g), ([name]) => name);
}

const known = new Set([
  ...elements,
  ...addableElements,
  ...'section h1 h4 h5 h6 aside figure figcaption del input picture source sup s u small'.split(' '),
]);

describe('Raw HTML among Markdown', () => {
  it.each([['usual', usual] as const, ['all that a site can add', wide] as const])(
    'is for a browser the tree that was looked at (%s)',
    (_, render) => {
      fc.assert(
        fc.property(text, fc.constantFrom('page' as const, 'feed' as const), (markdown, place) => {
          const html = htmlOn(place, markdown, render);
          const read = readAsBrowser(html);
          expect(tagsIn(writeHtml(read).html.join(''))).toEqual(tagsIn(html));
          expect(html).not.toMatch(/[\ufdd0\ufdd1]/);
          visit(read, 'element', ({ tagName, properties }) => {
            expect(known).toContain(tagName);
            for (const name of Object.keys(properties))
              expect(name).not.toMatch(/^on|^style$|dataNumber|dataReply/);
            expect(properties['id']).not.toBe('commentform');
          });
        }),
        { numRuns: 500 },
      );
    },
  );
});
