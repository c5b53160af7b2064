/** Charts as authors write them in Markdown, up to the HTML of their figure. */
import fc from 'fast-check';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../../src/core/model.ts';
import { createMarkdownRenderer } from '../../../src/markdown/markdown.ts';
import { usualParseOptions } from '../../support/parseOptions.ts';

const file = 'content/articles/a.md' as SourcePath;
const render = createMarkdownRenderer(usualParseOptions);

function parse(markdown: string) {
  return render({ file, markdown, firstLine: 1 });
}

function html(markdown: string): string {
  const { content, diagnostics } = parse(markdown);
  expect(diagnostics).toEqual([]);
  return content.html.join('');
}

/** `line:column code` of all that is reported. */
function faults(markdown: string): readonly string[] {
  return parse(markdown).diagnostics.map(
    ({ code, position }) => `${position?.line}:${position?.column} ${code}`,
  );
}

const table = `| Jahr | West | Ost |
|---|--:|--:|
| 1991 | 6,2 % | 10,2 % |
| 2005 | 9,9 % | 18,7 % |
| 2020 | 5,6 % | 7,3 % |`;

function chart(
  kind: string,
  data = table,
  before = '**Arbeitslose "heute"**\n\nQuote im Jahr',
  after = 'Quelle: BA',
): string {
  return `Vorher.\n\n::: {diagramm=${kind}}\n${before}\n\n${data}\n\n${after}\n:::\n\nNachher.`;
}

describe('A chart in Markdown', () => {
  test('has title, remark and source around its drawing', () => {
    const figure = html(chart('linie', table, undefined, 'Quelle: [BA](https://example.org/)'));
    expect(figure).toContain(
      '<p class="chart-title">Arbeitslose „heute“</p><p class="chart-remark">Quote im Jahr</p>',
    );
    expect(figure).toContain(
      '<p class="chart-source">Quelle: <a href="https://example.org/">BA</a></p></figure>',
    );
    expect(figure).toMatch(/^<p>Vorher\.<\/p>\n<figure class="chart">/);
  });

  test('of columns leaves out no name: it breaks them, or sets them upright', () => {
    const names = (...labels: readonly string[]): string =>
      `| Ort | Zahl |\n|---|--:|\n${labels.map((label) => `| ${label} | 1 |`).join('\n')}`;
    const broken = html(chart('säulen', names('Neustadt an der Weinstraße', 'Frankenthal', 'Speyer')));
    expect(broken.match(/(?<=<text class="chart-label"[^>]*>)[^<]+/g)).toEqual([
      'Neustadt an',
      'der',
      'Weinstraße',
      'Frankenthal',
      'Speyer',
    ]);
    const upright = html(chart('säulen', names('Grüne', 'Freie Wähler', 'Bürgerliste', 'SPD', 'Die Linke')));
    expect(upright.match(/(?<=<text class="chart-label"[^>]*rotate\(-90\)">)[^<]+/g)).toHaveLength(5);
    expect(upright).not.toContain('chart-wide');
  });

  test('needs no empty lines', () => {
    const tight = `::: {diagramm=balken}\nTitel\n\n| a | b |\n|---|---|\n| x | 1 |\n\nQuelle: Q\n:::`;
    expect(html(tight)).toContain('<p class="chart-source">Quelle: Q</p>');
  });

  test('says in words what it shows', () => {
    expect(html(chart('linie'))).toContain(
      'role="img" aria-label="Liniendiagramm: Arbeitslose „heute“. West: von 6,2\u202f% (1991) auf 5,6\u202f% (2020), am höchsten 9,9\u202f% (2005), am niedrigsten 5,6\u202f% (2020). Ost: ',
    );
    const bars = html(chart('balken', '| P | S |\n|---|---|\n| A | 3 |\n| B | 1 |'));
    expect(bars).toContain(
      'aria-label="Balkendiagramm: Arbeitslose „heute“. Am höchsten 3 (A), am niedrigsten 1 (B)."',
    );
  });

  test('has its data as a table with headings for columns and rows', () => {
    const figure = html(chart('fläche'));
    expect(figure).toContain('<th scope="col">Jahr</th><th scope="col">West</th><th scope="col">Ost</th>');
    expect(figure).toContain('<tr><th scope="row">2005</th><td>9,9\u202f%</td><td>18,7\u202f%</td></tr>');
    expect(figure).toContain('<summary>Die Daten als Tabelle</summary>');
  });

  test.each(['balken', 'säulen', 'saeulen', 'Säule', 'linie', 'linien', 'fläche', 'flaechen'])(
    'may be of the kind „%s“',
    (kind) => {
      expect(html(chart(kind))).toContain('class="chart-drawing"');
    },
  );

  test('has a legend only where there is something to tell apart', () => {
    expect(html(chart('linie'))).toContain('<ul class="chart-legend">');
    expect(html(chart('linie', '| J | a |\n|--|--|\n| 1 | 2 |'))).not.toContain('chart-legend');
  });

  test('does not lean on colour: bars have patterns, lines have dashes and marks', () => {
    const bars = html(chart('säulen'));
    expect(bars).toContain('<pattern id="diagramm-1-muster-2"');
    expect(bars.match(/fill="url\(#diagramm-1-muster-2\)"/g)).toHaveLength(4);
    expect(html(chart('linie'))).toMatch(/class="chart-line chart-line-2".*class="chart-mark chart-fill-2"/);
  });

  test('has ids of its own beside another chart', () => {
    const both = html(`${chart('balken')}\n\n${chart('säulen')}`);
    const ids = [...both.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('diagramm-2-muster-1');
  });

  test('leaves gaps where nothing is known', () => {
    const gap = html(
      chart('linie', '| J | a |\n|--|--|\n| 1 | 2 |\n| 2 | 3 |\n| 3 | – |\n| 4 | 4 |\n| 5 | 1 |'),
    );
    expect(/class="chart-line chart-line-1" d="([^"]+)"/.exec(gap)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(gap).toContain('<th scope="row">3</th><td>–</td>');
  });

  test('puts years at their distance in time', () => {
    const years = html(chart('linie', '| J | a |\n|--|--|\n| 2000 | 2 |\n| 2010 | 3 |\n| 2011 | 3 |'));
    const marks = [...years.matchAll(/<svg x="([\d.]+)%"/g)].map(([, x]) => Number(x));
    expect(((marks[1] ?? 0) - (marks[0] ?? 0)) / ((marks[2] ?? 0) - (marks[0] ?? 0))).toBeCloseTo(10 / 11, 2);
  });

  test('holds no word of the author as markup', () => {
    const hostile = '\\<img src=x onerror=a>&quot;';
    const figure = html(chart('balken', `| ${hostile} | ${hostile} |\n|--|--|\n| ${hostile} | 1 |`, hostile));
    const elements: string[] = [];
    visit(fromHtml(figure, { fragment: true }), 'element', ({ tagName, properties }) => {
      elements.push(tagName);
      expect(Object.keys(properties).filter((name) => /^on/i.test(name))).toEqual([]);
    });
    expect(elements).not.toContain('img');
    expect(figure).not.toMatch(/style=/);
  });

  test('counts neither as words nor as the opening what only stands in its drawing', () => {
    const { content } = parse(
      `::: {diagramm=balken}\nTitel\n\n| a | b |\n|--|--|\n| x | 1 |\n\nQuelle: Q\n:::\n\nText.`,
    );
    expect(content.opening).toBe('Text.');
    expect(content.words).toBe(4);
  });

  test('draws any numbers inside its picture, with no number that is none', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true });
    const cells = fc.array(fc.option(number), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(cells, fc.constantFrom('balken', 'säulen', 'linie'), (values, kind) => {
        const written = values.map((value) => value?.toFixed(3).replace('.', ',') ?? '–');
        if (written.every((value) => value === '–')) return;
        const rows = written.map((value, index) => `| ${index} | ${value} |`).join('\n');
        const figure = html(chart(kind, `| a | b |\n|--|--|\n${rows}`));
        expect(figure).not.toMatch(/NaN|Infinity|undefined/);
        const height = Number(/height="(\d+)" role="img"/.exec(figure)?.[1]);
        for (const [, y] of figure.matchAll(/ y="(-?[\d.]+)"/g)) {
          expect(Number(y)).toBeGreaterThanOrEqual(0);
          expect(Number(y)).toBeLessThanOrEqual(height);
        }
        for (const [, x] of figure.matchAll(/ x="(-?[\d.]+)%"/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe('An author is informed, at the place', () => {
  const row = (cells: string): string => `| Jahr | West |\n|---|---|\n| 2020 | 5 |\n${cells}`;

  test.each([
    ['a kind that does not exist', chart('torte'), '3:1 chart/unknown-kind'],
    [
      'no title',
      '::: {diagramm=balken}\n| a | b |\n|--|--|\n| x | 1 |\n\nQuelle: Q\n:::',
      '1:1 chart/no-title',
    ],
    ['no table', chart('balken', 'Noch ein Absatz'), '3:1 chart/no-table'],
    ['two tables', chart('balken', `${table}\n\n${table}`), '14:1 chart/two-tables'],
    ['a list', chart('balken', `- Punkt\n\n${table}`), '8:1 chart/stray'],
    ['no source', chart('balken', table, 'T', ''), '3:1 chart/no-source'],
    ['no rows', chart('balken', '| a | b |\n|--|--|'), '8:1 chart/empty'],
    ['no numbers', chart('balken', '| a |\n|--|\n| b |'), '8:1 chart/empty'],
    ['only dashes', chart('balken', '| a | b |\n|--|--|\n| x | – |'), '8:1 chart/empty'],
    ['a word', chart('linie', row('| 2021 | viel |')), '11:10 chart/no-number'],
    ['a decimal point', chart('linie', row('| 2021 | 12.5 |')), '11:10 chart/no-number'],
    ['a short row', chart('linie', row('| 2021 |')), '11:1 chart/ragged'],
    ['a long row', chart('linie', row('| 2021 | 1 | 2 |')), '11:1 chart/ragged'],
    ['different units', chart('linie', row('| 2021 | 3 Mio. |')), '8:1 chart/mixed-units'],
    ['areas below zero', chart('fläche', row('| 2021 | -3 |')), '8:1 chart/area-below-zero'],
    [
      'too many series',
      chart('linie', `| J |${' a |'.repeat(7)}\n|--|${'--|'.repeat(7)}\n| 1 |${' 1 |'.repeat(7)}`),
      '8:1 chart/too-many-series',
    ],
    ['too many rows', chart('balken', row('| x | 1 |\n'.repeat(40))), '8:1 chart/too-many-rows'],
    [
      'names too long for columns',
      chart('säulen', row('| Bundesverwaltungsgericht | 1 |\n'.repeat(5).replaceAll('2020', 'x'))),
      '8:1 chart/crowded',
    ],
  ])('%s', (_, markdown, expected) => {
    expect(faults(markdown)).toEqual([expected]);
  });

  test('of every wrong number at once, with the cure for a decimal point', () => {
    const { diagnostics } = parse(chart('linie', row('| 2021 | 12.5 |\n| 2022 | ? |')));
    expect(diagnostics.map(({ hint }) => hint)).toEqual([
      'Das Komma trennt die Dezimalen: 12,5',
      'Schreibe Zahlen wie 1.234,5 oder 12 %. Wo nichts bekannt ist, steht ein Strich: –',
    ]);
  });

  test('in a text with raw HTML as well', () => {
    expect(faults(`<b>Fett</b>\n\n${chart('linie', row('| 2021 | viel |'))}`)).toEqual([
      '13:10 chart/no-number',
    ]);
  });
});
