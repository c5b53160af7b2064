import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../../src/core/model.ts';
import { parseYamlTree, type YamlNode } from '../../../src/core/yaml/yamlTree.ts';

const file = 'site.yaml' as SourcePath;
const parse = (text: string, firstLine = 1) => parseYamlTree(text, { file, firstLine });

type Plain = string | readonly Plain[] | { readonly [key: string]: Plain };

function plainOf(node: YamlNode): Plain {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'sequence') return node.items.map(plainOf);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainOf(value)]));
}

const read = (text: string): Plain | undefined => {
  const { value } = parse(text);
  return value && plainOf(value);
};

/** Every scalar below a node, keys included, with its place. */
function scalarsOf(
  node: YamlNode,
): readonly { readonly text: string; readonly line: number; readonly column: number }[] {
  if (node.kind === 'scalar') return [{ text: node.text, ...node.position }];
  if (node.kind === 'sequence') return node.items.flatMap(scalarsOf);
  return node.entries.flatMap(({ key, keyPosition, value }) => [
    { text: key, ...keyPosition },
    ...scalarsOf(value),
  ]);
}

describe('A YAML tree', () => {
  test.each([
    '14:30',
    '010',
    '1.10',
    '2023-09-13 14:30:00',
    'ja',
    'no',
    'null',
    '~',
    '0x1F',
    '1e3',
    '.inf',
    'true',
  ])('keeps %s as the text that the author typed', (text) => {
    expect(read(`tag: ${text}`)).toEqual({ tag: text });
  });

  test('reads what people write', () => {
    expect(
      read(
        'title: "Bund: Länder"\ntags: [a, \'b c\', 3]\nimage:\n  src: x.jpg\n  alt: >-\n    zwei\n    Zeilen\nlist:\n- eins\n- k: v\nleer:\n',
      ),
    ).toEqual({
      title: 'Bund: Länder',
      tags: ['a', 'b c', '3'],
      image: { src: 'x.jpg', alt: 'zwei Zeilen' },
      list: ['eins', { k: 'v' }],
      leer: '',
    });
  });

  test.each(['', '# nur ein Kommentar\n', '\n\n'])('of %j is an empty mapping', (text) => {
    expect(read(text)).toEqual({});
  });

  /** Words without any character that YAML gives a meaning to. */
  const word = fc.stringMatching(/^[a-zäöüß][a-zäöüß0-9]{0,8}$/).filter((text) => text !== 'constructor');
  const scalar = fc.oneof(
    word,
    word.map((text) => `"${text}"`),
    word.map((text) => `'${text}'`),
  );
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { minLength: 1, maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(scalar, { minLength: 1, maxLength: 4 })
      .map((items) => `\n${items.map((item) => `  - ${item}`).join('\n')}`),
    fc
      .uniqueArray(word, { minLength: 1, maxLength: 3 })
      .chain((keys) => fc.tuple(...keys.map((key) => scalar.map((text) => `  ${key}: ${text}`))))
      .map((lines) => `\n${lines.join('\n')}`),
  );
  const document = fc
    .uniqueArray(word, { minLength: 1, maxLength: 6 })
    .chain((keys) => fc.tuple(...keys.map((key) => value.map((text) => `${key}: ${text}`))))
    .map((lines) => lines.join('\n'));

  test('knows of every scalar, key or value, where it stands', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 1, max: 9 }), (text, firstLine) => {
        const lines = text.split('\n');
        const { value: tree } = parse(text, firstLine);
        expect(tree).toBeDefined();
        for (const { text: words, line, column } of tree ? scalarsOf(tree) : []) {
          const there = lines[line - firstLine]?.slice(column - 1) ?? '';
          expect(there.replace(/^["']/, '').startsWith(words)).toBe(true);
        }
      }),
    );
  });

  test('answers any text with a tree or an error that has a place, never with an exception', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:- \n\t"\'[]{}|>&*!#%@,?.<'), maxLength: 60 }),
        (text) => {
          const { value: tree, diagnostics } = parse(text);
          expect((tree === undefined) === diagnostics.length > 0).toBe(true);
          for (const { position } of diagnostics) {
            expect(position?.line).toBeGreaterThan(0);
            expect(position?.column).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('Refused is', () => {
  test.each([
    ['an anchor', 'a: &x 1', 'yaml/anchor', 4],
    ['an alias', 'a: *x', 'yaml/anchor', 4],
    ['a tag', 'a: !!js/function x', 'yaml/tag', 4],
    ['a merge key', '<<: {b: 1}', 'yaml/forbidden-key', 1],
    ['__proto__', '__proto__: {a: 1}', 'yaml/forbidden-key', 1],
    ['constructor', 'constructor: x', 'yaml/forbidden-key', 1],
    ['prototype', 'prototype: x', 'yaml/forbidden-key', 1],
    ['an empty key', '"": x', 'yaml/forbidden-key', 1],
    ['a key that is a list', '[a]: x', 'yaml/forbidden-key', 1],
    ['a tabulator before a key', 'a:\n\tb: c', 'yaml/tab', 1],
  ])('%s', (_, text, code, column) => {
    const { value: tree, diagnostics } = parse(text);
    expect(tree).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code, severity: 'error', position: { column } }]);
  });

  test('a key that stands twice, with the place of the second', () => {
    expect(parse('a: 1\nb: 2\na: 3').diagnostics).toMatchObject([
      { code: 'yaml/duplicate-key', position: { line: 3, column: 1 } },
    ]);
  });

  test('a second document', () => {
    expect(parse('a: 1\n---\nb: 2').diagnostics).toMatchObject([{ code: 'yaml/second-document' }]);
  });

  test('a bomb: aliases that grow, nesting without end, more than 64 KB', () => {
    const bomb = `a: &a [x, x]\n${'b: &b [*a, *a]\n'.repeat(30)}`;
    expect(parse(bomb).diagnostics).toMatchObject([{ code: 'yaml/anchor' }]);
    expect(parse(`a: ${'['.repeat(21)}${']'.repeat(21)}`).diagnostics).toMatchObject([
      { code: 'yaml/too-deep' },
    ]);
    expect(parse(`a: ${'['.repeat(30_000)}`).diagnostics).toMatchObject([{ code: 'yaml/too-deep' }]);
    expect(parse(`a: ${'x'.repeat(65_536)}`).diagnostics).toMatchObject([{ code: 'yaml/too-large' }]);
    expect(parse(`a: ${'x'.repeat(65_000)}`).diagnostics).toEqual([]);
  });
});

describe('A colon in a value', () => {
  test.each([
    ['title: Bund: Länder', { line: 1, column: 8 }, 'Schreibe: title: "Bund: Länder"'],
    ['a: 1\nimage:\n  alt: Er: "nein"\n', { line: 3, column: 8 }, `Schreibe: alt: 'Er: "nein"'`],
    ['list:\n  - text: Nein: nie\n', { line: 2, column: 11 }, 'Schreibe: text: "Nein: nie"'],
  ])('%j is explained at its place, with a cure that works', (text, position, hint) => {
    const { diagnostics } = parse(text);
    expect(diagnostics).toMatchObject([{ code: 'yaml/colon-in-value', position, hint }]);
    expect(parse(hint.replace('Schreibe: ', '')).diagnostics).toEqual([]);
  });
});
