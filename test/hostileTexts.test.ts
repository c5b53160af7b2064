/** Texts that want more than to be read: what becomes of them, and what their author is informed. */
import { groupByKind } from '../src/core/diagnostics/printDiagnostics.ts';
import { describe, expect, test } from 'vitest';
import { createSourceParser } from '../src/content/document.ts';
import type { SourcePath } from '../src/core/model.ts';
import { elementsIn } from './support/html.ts';
import { article, createSite, minimalSettings, reported, reportedFor } from './support/testSite.ts';
import { usualParseOptions } from './support/parseOptions.ts';

const head = 'title: A\ndate: 2023-01-01';
const textOf = (content: string) => ({ 'content/articles/a.md': article(head, content) });

describe('A text that forges the place of a link', () => {
  const forged = `Erst [ein Entwurf](b.md).

<p title="&#xFDD0;0&#xFDD1;"><b title=" ><script src=/x.js></script>" lang="&#xFDD0;9&#xFDD1;">&#xFDD0;0&#xFDD1;</b></p>`;
  const site = {
    ...textOf(forged),
    'content/articles/b.md': article('title: B\ndate: 2023-01-02\ndraft: true'),
  };

  test('gets signs for unknown characters, and is told so at each place', async () => {
    const { published, ...result } = await build(site);
    expect(published).toBe(true);
    const html = result.read('2023/01/a/index.html');
    const [bold] = elementsIn(html, ({ tagName }) => tagName === 'b');
    expect(bold?.properties).toEqual({ title: ' ><script src=/x.js></script>', lang: '\ufffd9\ufffd' });
    expect(elementsIn(html, ({ properties }) => properties['src'] === '/x.js')).toEqual([]);
    for (const path of result.paths()) expect(result.read(path)).not.toMatch(/[\ufdd0\ufdd1]/);
    const places = result.reported.filter((line) =>
      line.includes('steht für nichts, was ein Text enthalten darf'),
    );
    expect(places).toHaveLength(6);
    expect(places[0]).toMatch(/^content\/articles\/a\.md:8:11: Warnung: „&#xFDD0;“/);
  });
});

async function build(files: Readonly<Record<string, string>>) {
  const site = createSite(files);
  const result = await site.build();
  return { ...site, published: result.published, reported: reported(result) };
}

describe('What is no character', () => {
  const sidecar = { 'content/media/b.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>' };

  test.each<[string, string, string]>([
    [
      'content/articles/a.md',
      article('title: "\\ud800"\ndate: 2023-01-01'),
      ':2:8: Fehler: Dieser Text enthält',
    ],
    ['content/articles/a.md', article('title: "a\\uFFFEb"\ndate: 2023-01-01'), 'kein Zeichen ist (U+FFFE)'],
    ['content/articles/a.md', article(`${head}\n"\\ud83d": x`), ':4:1: Fehler: Dieser Text enthält'],
    ['content/articles/a.md', article(head, 'Ein \ufdd0 Text'), ':6:5: Fehler: Hier steht ein unsichtbares'],
    ['content/articles/a.md', article(head, '\u{1ffff}'), 'gehört (U+1FFFF)'],
    ['content/authors/a.md', '---\nname: "A\\uDC00"\n---\n', ':2:7: Fehler: Dieser Text enthält'],
    ['content/pages/a.md', '---\ntitle: A\ufdef\n---\n', ':2:9: Fehler: Hier steht ein unsichtbares'],
    ['content/glossary/a.md', '---\ntitle: "\\ufdd5"\n---\nB', ':2:8: Fehler: Dieser Text enthält'],
    ['content/dossiers/a.md', '---\ntitle: "\\ufdd5"\n---\nB', ':2:8: Fehler: Dieser Text enthält'],
    ['site.yaml', minimalSettings.replace('Der Bote', '"\\udfff"'), ':1:8: Fehler: Dieser Text enthält'],
    ['content/redirects.txt', '/a/ /\ufdd0/\n', ':1:6: Fehler: Hier steht ein unsichtbares'],
    ['content/comments/2023/01/a/1.yaml', 'name: "\\ud800"', 'Warnung: '],
  ])('is reported at its place in %s: %j', async (path, text, expected) => {
    const site = createSite({ ...textOf('Text.'), [path]: text });
    const lines = reported({ diagnostics: await site.check() });
    expect(lines.filter((line) => line.startsWith(path)).join('\n')).toContain(expected);
  });

  test('is reported in the words of a picture that a text shows', async () => {
    const lines = await reportedFor({
      ...sidecar,
      ...textOf('![Bild](b.svg)'),
      'content/media/b.svg.yaml': 'caption: "\\ud800"\n',
    });
    expect(lines[0]).toMatch(/^content\/media\/b\.svg\.yaml:1:10: Fehler: Dieser Text enthält/);
  });

  test('is reported in the data of a chart', async () => {
    const lines = await reportedFor({
      ...textOf('::: {diagramm=balken}\n**T**\n\n[d](../media/d.csv)\n\nQuelle: C\n:::'),
      'content/media/d.csv': 'a;b\n\ufdd0;1\n',
    });
    expect(lines[0]).toContain(
      'a.md:9:1: Fehler: Die Datei „../media/d.csv“ lässt sich nicht als CSV lesen.',
    );
  });

  test('never comes of cutting a text', async () => {
    const { read } = await build(textOf('😀'.repeat(400)));
    expect(read('2023/01/a/index.html')).not.toContain('\ufffd');
  });
});

describe('Raw HTML that a browser would go on reading', () => {
  test.each([
    [
      '::: {lang=en}\n<li><!-- a\n\n<b>x</b> T\n:::',
      ':7:5: Fehler: Hier beginnt ein HTML-Kommentar, den nichts',
    ],
    [
      'Text.\n\n<!-- mehr\n\nVerschwunden.',
      ':8:1: Fehler: Hier beginnt ein HTML-Kommentar, den nichts schließt',
    ],
    ['<div title="a\n\nb">c</div>\n\n<b>d</b>', ':6:1: Warnung: Dieses HTML-Element ist nicht zu Ende'],
  ])('is reported where it begins: %j', async (content, expected) => {
    expect((await reportedFor(textOf(content))).join('\n')).toContain(expected);
  });

  test('keeps the ids of the theme for the theme, and the first of two', async () => {
    const { read, ...result } = await build(
      textOf('<h2 id="commentform">Eins</h2>\n\n<a id="x">a</a> <a id="x">b</a> <a id="comment-error">c</a>'),
    );
    const html = read('2023/01/a/index.html');
    expect(elementsIn(html, ({ properties }) => properties['id'] === 'commentform')).toMatchObject([
      { tagName: 'form' },
    ]);
    expect(elementsIn(html, ({ properties }) => properties['id'] === 'x')).toHaveLength(1);
    expect(result.reported.map((line) => line.split('\n')[0])).toEqual([
      'content/articles/a.md:6:1: Warnung: Die Angabe „id="commentform"“ fällt weg: So heißt ein Teil der Seite selbst.',
      'content/articles/a.md:8:17: Warnung: Die Angabe „id="x"“ fällt weg: So heißt schon eine andere Stelle des Textes.',
      'content/articles/a.md:8:33: Warnung: Die Angabe „id="comment-error"“ fällt weg: So heißt ein Teil der Seite selbst.',
    ]);
  });

  test('does not undo a box', async () => {
    const { read } = await build(textOf('::: {kasten=fakten}\n**T**\n\nH<sub>2</sub>O\n:::'));
    expect(elementsIn(read('2023/01/a/index.html'), ({ tagName }) => tagName === 'aside')).toHaveLength(1);
  });

  test.each(['noscript', 'svg', 'TEMPLATE', 'iframe', 'x-y'])('cannot be <%s>', async (name) => {
    const lines = await reportedFor({
      ...textOf('a'),
      'site.yaml': `${minimalSettings}html: [video, ${name}]\n`,
    });
    expect(lines[0]).toMatch(
      /^site\.yaml:8:15: Fehler: Das HTML-Element <.*> lässt sich nicht erlauben\.\n {4}Unter „html“/,
    );
  });
});

describe('A text on which the program fails', () => {
  const fail = (): never => {
    throw new TypeError('x is null');
  };
  const file = 'content/articles/a.md' as SourcePath;

  test('is a fault of its file, with the reason', () => {
    const source = article(head);
    const expected = {
      code: 'text/parser-failed',
      severity: 'error',
      file,
      message: expect.stringContaining('TypeError: x is null'),
    };
    expect(createSourceParser(usualParseOptions, fail)(source, file).frontMatter.diagnostics).toMatchObject([
      { ...expected, position: { line: 1, column: 1 } },
    ]);
    const { faults } = createSourceParser(
      usualParseOptions,
      () => ({ value: {}, diagnostics: [] }),
      fail,
    )(source, file);
    expect(faults).toMatchObject([{ ...expected, position: { line: 5, column: 1 } }]);
  });
});

describe('A text with thousands of faults of a kind', () => {
  test('is one message with all its places', async () => {
    const site = createSite(textOf(' x  x'.repeat(2000)));
    const { diagnostics } = await site.build({ hints: true });
    const groups = groupByKind(diagnostics).filter(({ first }) => first.code === 'german/double-space');
    expect(groups.map(({ others }) => others.length)).toEqual([1999]);
  });
});

test.each([
  ['title', '\\u0000', '2:8'],
  ['title', '\\x1b[31m', '2:8'],
  ['title', '\\u0085', '2:8'],
  ['slug', 'a\\0b', '3:7'],
  ['aliases', '/a\\0b/', '3:10'],
])('A control character in „%s“ (%s) is an error at its place', async (key, written, place) => {
  const title = key === 'title' ? '' : 'title: A\n';
  const [fault] = await reportedFor({
    'content/articles/a.md': article(`${title}${key}: "${written}"\ndate: 2023-01-01`),
  });
  expect(fault).toContain(`content/articles/a.md:${place}: Fehler: In „${key}“ steht ein Steuerzeichen`);
});

test('What is no character does not stand in a class either', async () => {
  const site = createSite(
    textOf('<code class="language-&#xFDD0;x">f</code> and <code class="language-&#xFDD1">g</code>'),
  );
  const faults = reported(await site.build());
  expect(faults.filter((fault) => fault.includes('steht für nichts'))).toHaveLength(2);
  expect(site.read('2023/01/a/index.html')).toContain('class="language-\ufffdx"');
  for (const path of site.paths()) expect(site.read(path)).not.toMatch(/[\ufdd0\ufdd1]/);
});
