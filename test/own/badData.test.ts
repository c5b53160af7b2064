/** Files in `data/` as people and programs write them: what they say arrives, and what is wrong is told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDataFiles } from '../../src/content/dataFiles.ts';
import { listSite } from '../../src/content/discover.ts';
import { createSite, reported, type SiteText, type TestSite } from '../support/testSite.ts';

function readIn({ folder }: TestSite): ReturnType<typeof readDataFiles> {
  return readDataFiles(
    listSite(folder).files.filter(({ kind }) => kind === 'data'),
    undefined,
  );
}

const read = (files: SiteText): ReturnType<typeof readDataFiles> => readIn(createSite(files));

test('A JSON file says what it says to everybody else', () => {
  const site = createSite({});
  const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify({ list: [value] }));
  const isFull = (text: string): boolean => !/null|"__proto__"/.test(text);
  fc.assert(
    fc.property(json.filter(isFull), (text) => {
      site.write({ 'data/a.json': text });
      expect(readIn(site)).toEqual({ value: { a: JSON.parse(text) }, diagnostics: [] });
    }),
  );
  const numbers = '[1e5, 12345678901234567890, 1.5e-7, 0.12345678901234567]';
  expect(read({ 'data/a.json': numbers }).value).toEqual({ a: JSON.parse(numbers) });
});

test('Nothing in a file reaches the prototypes of the program', () => {
  const { value = {} } = read({
    'data/__proto__.yaml': 'dirty: 1',
    'data/a.json': '{"__proto__": {"dirty": 1}, "constructor": {"prototype": {"dirty": 1}}}',
    'data/b.csv': '__proto__;constructor\n1;2\n',
  });
  expect(Object.keys(value)).toEqual(['__proto__', 'a', 'b']);
  expect('dirty' in {}).toBe(false);
});

test('What stands twice is told, and a column without a name is none', () => {
  const { diagnostics } = read({ 'data/a.json': '{"a": 1,\n"a": 2}', 'data/b.csv': 'a;b;a\n1;2;3\n' });
  expect(reported({ diagnostics }).map((text) => text.split('\n')[0])).toEqual([
    'data/a.json:2:1: Fehler: „a“ steht doppelt.',
    'data/b.csv:1:5: Fehler: Die Spalte „a“ gibt es zweimal.',
  ]);
  expect(read({ 'data/b.csv': 'a;;b;\n1;;2;\n' }).value).toEqual({ b: [{ a: '1', b: '2' }] });
});

test('A file that is too large, and one with more faults than anyone reads, are told', () => {
  const { diagnostics } = read({
    'data/a.csv': `a;b\n${'1\n'.repeat(200_000)}`,
    'data/b.csv': `a;b\n${'1;2\n'.repeat(1_300_000)}`,
  });
  expect(diagnostics.filter(({ file }) => file === 'data/a.csv')).toHaveLength(1000);
  expect(diagnostics.at(-1)).toMatchObject({ file: 'data/b.csv', code: 'yaml/too-large' });
});
