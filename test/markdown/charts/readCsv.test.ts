import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../../src/core/model.ts';
import { readCsv } from '../../../src/markdown/charts/readChart.ts';

const file = 'content/media/a.csv' as SourcePath;

function rowsOf(text: string): readonly (readonly string[])[] | undefined {
  const { value } = readCsv(text, file);
  return value && [value.header, ...value.rows].map(({ cells }) => cells.map((cell) => cell.text));
}

describe('A CSV file', () => {
  test.each([
    ['semicolons', 'Jahr;Wert\n2020;1,5\n'],
    ['commas', 'Jahr,Wert\r\n2020,"1,5"\r\n'],
    ['tabs', 'Jahr\tWert\n\n2020\t1,5'],
  ])('may have %s between its fields', (_, text) => {
    expect(rowsOf(text)).toEqual([
      ['Jahr', 'Wert'],
      ['2020', '1,5'],
    ]);
  });

  test('says how its numbers are written by what stands between its fields', () => {
    expect(readCsv('a;b\n1;2', file).value?.numbers).toBe('german');
    expect(readCsv('a,b\n1,2', file).value?.numbers).toBe('english');
  });

  test('knows the place of each field, also behind line breaks in quotes', () => {
    const { value } = readCsv('Name;Wert\n"Frank\nfurt ""am"" Main";12\nBonn;x;', file);
    expect(value?.rows[0]?.cells[0]?.text).toBe('Frank\nfurt "am" Main');
    expect(value?.rows[1]?.cells.map(({ position }) => position)).toEqual([
      { line: 4, column: 1 },
      { line: 4, column: 6 },
      { line: 4, column: 1 },
    ]);
  });

  test('tells where a quote never ends', () => {
    const { value, diagnostics } = readCsv('a;b\n1;"2\n3;4', file);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'chart/open-quote', position: { line: 2, column: 3 } }]);
  });

  test('gives back what was written, whatever it was', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', '\n', ' ', 'ü', ',') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (rows) => {
        const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ['K;L', ...rows.map((row) => row.map(quoted).join(';'))].join('\n');
        const full = rows.filter((row) => row.some((one) => one.trim() !== ''));
        expect(rowsOf(`${text}\n`)).toEqual([['K', 'L'], ...full]);
      }),
    );
  });
});
