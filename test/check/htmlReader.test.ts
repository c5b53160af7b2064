/** Pages are read as a browser reads them: the fast way and parse5 say the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HtmlReader, readHtml, readPlain } from '../../src/check/page/htmlReader.ts';
import { article, createSite, minimalSettings } from '../support/testSite.ts';

const watched = ['id', 'href', 'src', 'alt', 'class'];

/** All that a reader gets, as lines. */
function createLog(): HtmlReader & { readonly lines: string[] } {
  const lines: string[] = [];
  let text = '';
  const flush = (): void => {
    if (text.trim() !== '') lines.push(`"${text.trim()}"`);
    text = '';
  };
  return {
    lines,
    wantsText: true,
    open: (name, attributes) => {
      flush();
      const values = watched.map((key) => attributes.get(key));
      lines.push(`<${name} ${JSON.stringify(values)}`);
    },
    close: (name) => {
      flush();
      lines.push(`</${name}>`);
    },
    text: (one) => {
      text += one;
    },
  };
}

/** What parse5 alone makes of it: a NUL at the end keeps the fast way out, and is dropped. */
function slowly(html: string, isFragment: boolean): readonly string[] {
  return readHtml(`${html}\0`, createLog, { isFragment }).lines;
}

function quickly(html: string, isFragment: boolean): readonly string[] | undefined {
  const log = createLog();
  return readPlain(html, log, isFragment) ? log.lines : undefined;
}

const names = fc.constantFrom(
  ...'a p div span ul li ol dl dt dd h1 h2 table tr td th tbody thead caption select option optgroup form button svg path title desc script style textarea section main b em img br hr input label ruby rt pre details summary iframe noscript template math option body html head P DIV'.split(
    ' ',
  ),
);
const value = fc.constantFrom(
  'x',
  '/a/?b=1&amp;c=2',
  'a"b',
  "a'b",
  '&lt;',
  '&copy=1',
  '&uuml;',
  '&#228;',
  '&',
  '',
  'ä „x“',
  'a\rb',
  'a\0b',
  'a\nb',
);
const attribute = fc
  .tuple(
    fc.constantFrom(' ', ' ', ' ', '\n', '\r', ' \r', '\0'),
    fc.constantFrom(...watched, 'ID', 'data-x', 'viewBox'),
    value,
    fc.constantFrom('"', "'", ''),
  )
  .map(
    ([gap, key, text, quote]) =>
      `${gap}${key}=${quote}${quote === '' ? text.replace(/[\s"'<>`=]/g, '') : text.replaceAll(quote, '')}${quote}`,
  );
const start = fc
  .tuple(names, fc.array(attribute, { maxLength: 3 }), fc.constantFrom('', '', '', '/', ' ', '\r', '\0'))
  .map(([name, attributes, end]) => `<${name}${attributes.join('')}${end}>`);
const end = fc.tuple(names, fc.constantFrom('', '', '', '\r', ' ')).map(([name, gap]) => `</${name}${gap}>`);
const words = fc.constantFrom(
  'Text',
  ' ',
  'a < b',
  'a\rb',
  'a\0b',
  'x &amp; y',
  '&nbsp;',
  '<!-- c -->',
  '<!-->',
  '<!--a--!>',
  '<3',
  '</>',
  '<?x>',
  '&auml',
  '<![CDATA[x]]>',
  '<!doctype html>',
);
const soup = fc.array(fc.oneof(start, end, words), { maxLength: 14 }).map((parts) => parts.join(''));

/** Whole elements in each other: often plain. */
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    words,
    fc
      .tuple(names, fc.array(attribute, { maxLength: 2 }), fc.array(tie('tree'), { maxLength: 3 }))
      .map(([name, attributes, inner]) => `<${name}${attributes.join('')}>${inner.join('')}</${name}>`),
  ),
}));

const runs = { numRuns: 4000 };

describe('Reading a page fast', () => {
  test('gives what a browser makes of it, or leaves it to the other way', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.oneof(soup, tree), (html) => {
        const found = quickly(html, true);
        if (found) {
          plain++;
          expect(found).toEqual(slowly(html, true));
        }
      }),
      runs,
    );
    expect(plain).toBeGreaterThan(runs.numRuns / 10);
  });

  test('does so with whole documents', () => {
    fc.assert(
      fc.property(fc.oneof(soup, tree), fc.constantFrom('', '<title>T</title>'), (html, head) => {
        const whole = `<!doctype html>\n<html lang="de">\n<head>${head}</head>\n<body>${html}</body>\n</html>\n`;
        const found = quickly(whole, false);
        if (found) expect(found).toEqual(slowly(whole, false));
      }),
      runs,
    );
  });

  test.each([
    ['<p>eins<p>zwei', ['<p', '"eins"', '</p>', '<p', '"zwei"', '</p>']],
    ['<a href=/x>ein<a href=/y>zwei</a></a>', ['<a', '"ein"', '</a>', '<a', '"zwei"', '</a>']],
    ['<script>"<a href=/x>"</script>', ['<script', '""<a href=/x>""', '</script>']],
    ['<template><a href=/x></a></template>', ['<template', '</template>']],
  ])('repairs what is broken as a browser does: %s', (html, expected) => {
    const { lines } = readHtml(html, createLog, { isFragment: true });
    expect(lines.map((line) => line.replace(/^(<\w+) .*/, '$1'))).toEqual(expected);
  });

  test('is enough for every page of the theme', async () => {
    const site = createSite({
      'site.yaml': `${minimalSettings}search: true\n`,
      'content/articles/kim.md': article(
        'title: Kim\ndate: 2023-09-13\nsection: Ausland\ntags: [Asien]\nauthor: Anna Müller\naliases: /alt/',
        '## Eins\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n- x\n- y\n\n> z\n\nEin „Wort“ [^1].\n\n[^1]: Note.',
      ),
    });
    await site.build();
    // The search page has a <template>, which is left to the other way.
    const pages = site.paths().filter((path) => path.endsWith('.html') && !path.startsWith('suche/'));
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.filter((path) => !quickly(site.read(path), false))).toEqual([]);
  });

  test.each(['<', '<a ', '<a href="', '<!--', '<p>', '&#', '<svg><title>'])(
    'takes no longer for what is hostile: %s',
    (piece) => {
      const { lines } = readHtml(piece.repeat(2_000), createLog, { isFragment: true });
      expect(Array.isArray(lines)).toBe(true);
    },
  );
});
