/** Files in which comments are published. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../../src/core/model.ts';
import { createCommentParser } from '../../../src/comments/parse/comment.ts';
import { foreignParts } from '../foreignParts.ts';

const parse = createCommentParser('Europe/Berlin');
const read = (text: string, name = 'x.yaml') => parse(text, `content/comments/kim/${name}` as SourcePath);
const valueOf = (text: string, name?: string) => {
  const { value, diagnostics } = read(text, name);
  expect(diagnostics).toEqual([]);
  if (!value) throw new Error('No comment');
  return value;
};

const noon = Date.UTC(2026, 10, 23, 12, 45);

describe('A file of ours', () => {
  test('is read whole', () => {
    expect(
      valueOf(
        'id: 20261123-124500-abcd2345\nparent: 20261122-080000-zzzz2222\nname: Anna Müller\nurl: https://example.org\ndate: 2026-11-23T13:45:00+01:00\ntext: |-\n  Ein *Satz*.\n\n  Noch einer.\n',
      ),
    ).toEqual({
      id: '20261123-124500-abcd2345',
      parent: '20261122-080000-zzzz2222',
      name: 'Anna Müller',
      url: 'https://example.org/',
      date: { instant: noon, offset: 60, dayOnly: false },
      html: '<p>Ein <em>Satz</em>.</p>\n<p>Noch einer.</p>',
      text: 'Ein Satz.\n\nNoch einer.',
    });
  });

  test('may say nothing but text and date; the file’s name is then the id', () => {
    const { id, name } = valueOf('date: 2026-11-23\ntext: a\n', 'Mein Kommentar.yml');
    expect([id, name]).toEqual(['mein-kommentar', 'Anonym']);
  });
});

describe('A file of Staticman’s', () => {
  const fields = {
    _id: 'A0B1C2D3-0000-11EF-9999-ABCDEF012345',
    _parent: '0a0b0c0d-0000-11ef-9999-abcdef012345',
    name: 'Eva',
    email: 'd41d8cd98f00b204e9800998ecf8427e',
    message: 'Guten Tag',
    date: String(noon),
    reply_to: '',
    'g-recaptcha-response': 'x',
  };
  const lines = (keys: readonly (keyof typeof fields)[]): string =>
    keys.map((key) => `${key}: '${fields[key]}'\n`).join('');
  const all = lines(['_id', '_parent', 'name', 'email', 'message', 'date', 'g-recaptcha-response']);
  const { message: _, ...others } = fields;

  test.each([
    ['x.yml', all],
    ['x.json', JSON.stringify({ ...fields, date: noon })],
    ['x.json', JSON.stringify({ ...fields, date: noon / 1000 }, null, '\t')],
    [
      'x.md',
      `---\n${lines(['_id', '_parent', 'name', 'email'])}date: 2026-11-23T12:45:00.000Z\n---\nGuten Tag\n`,
    ],
    ['x.json', JSON.stringify({ ...others, body: 'Guten Tag' })],
  ])('%s is read, without the address', (name, text) => {
    const comment = valueOf(text, name);
    expect(comment).toMatchObject({
      id: fields['_id'].toLowerCase(),
      parent: fields['_parent'],
      name: 'Eva',
      text: 'Guten Tag',
      date: { instant: noon, offset: 60 },
    });
    expect(JSON.stringify(comment)).not.toContain(fields.email);
  });
});

test.each([
  [
    'replying_to_uid',
    "_parent: 'https://example.org/kim.html'\nreplying_to_uid: A0B1C2D3-0000-11ef\n",
    'a0b1c2d3-0000-11ef',
  ],
  ['_parent', "_parent: a0b1c2d3-0000-11ef\nreplying_to_uid: ''\n", 'a0b1c2d3-0000-11ef'],
  ['none', "_parent: 'https://example.org/kim.html'\nreplying_to_uid: ''\n", undefined],
])('Staticman names what a comment answers, or the page: %s', (_, more, parent) => {
  const comment = valueOf(
    `_id: b0b1c2d3-0000-11ef\nname: Eva\nmessage: Ja\ndate: 1612673930\n${more}`,
    'x.yml',
  );
  expect(comment?.parent).toBe(parent);
});

describe('What is wrong with a file is a warning, and the comment is left out', () => {
  const head = 'name: Eva\ndate: 2024-01-01\n';
  test.each([
    ['comments/no-text', head],
    ['comments/no-text', `${head}text: "\u200b \u2063"\n`],
    ['comments/no-date', 'text: a\n'],
    ['comments/bad-date', 'text: a\ndate: gestern\n'],
    ['comments/bad-date', 'text: a\ndate: 999999999999999\n'],
    ['comments/bad-date', 'text: a\ndate: -5\n'],
    ['comments/bad-id', `${head}text: a\nid: ../x\n`],
    ['comments/bad-id', `${head}text: a\nid: ${'a'.repeat(65)}\n`],
    ['comments/not-a-text', `${head}text: [a]\n`],
    ['comments/not-a-text', `date: 2024-01-01\nname: {a: b}\ntext: a\n`],
    ['comments/skipped', `${head}text: a\ntext: b\n`],
    ['comments/skipped', `${head}text: !!js/function a\n`],
    ['comments/skipped', 'Hallo'],
  ])('%s: %j', (code, text) => {
    const { value, diagnostics } = read(text);
    expect(value).toBeUndefined();
    expect(diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.severity])).toEqual([
      [code, 'warning'],
    ]);
  });

  test.each(['Hallo', '---js\n{}\n---\na', '---\nname: a'])('in Markdown: %j', (text) => {
    expect(read(text, 'x.md').diagnostics).toMatchObject([{ code: 'comments/skipped', severity: 'warning' }]);
  });

  test('tells the line and the cure', () => {
    expect(read(`${head}text: Bund: Länder\n`).diagnostics).toMatchObject([
      {
        position: { line: 3, column: 7 },
        message:
          'Dieser Kommentar erscheint nicht. Der Wert von „text“ enthält einen Doppelpunkt und muss in Anführungszeichen stehen.',
        hint: 'Schreibe: text: "Bund: Länder"',
      },
    ]);
  });
});

describe('What is only odd', () => {
  const base = 'date: 2024-01-01\ntext: a\n';
  test('is left out by itself', () => {
    expect(valueOf(`${base}url: javascript:alert(1)\nparent: ../x\nname: "\u202e"\n`)).toEqual({
      id: 'x',
      name: 'Anonym',
      date: { instant: Date.UTC(2023, 11, 31, 23), offset: 60, dayOnly: true },
      html: '<p>a</p>',
      text: 'a',
    });
  });

  test('is cut: a name is one line of at most 245 characters', () => {
    expect(valueOf(`${base}name: "a\\r\\nBcc: b\\u202e"\n`).name).toBe('a Bcc: b');
    expect(valueOf(`${base}name: ${'ä'.repeat(300)}\n`).name).toHaveLength(245);
  });
});

test('Whatever a file holds, it neither throws nor becomes anything but a harmless comment', () => {
  const key = fc.constantFrom('id', '_id', 'parent', 'name', 'url', 'date', 'text', 'message', 'body', 'x');
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('2024-01-01', '1700000000', '|-\n  *a*\n  <b>', '[a]', '"\\u0000"', '&a b', '*a'),
  );
  const mapping = fc
    .array(fc.tuple(key, value), { maxLength: 8 })
    .map((fields) => fields.map(([name, text]) => `${name}: ${text}\n`).join(''));
  const name = fc.constantFrom('x.yaml', 'x.json', 'x.md');
  const head = fc.constantFrom('', '---\n', 'date: 2024-01-01\ntext: ', '---\ndate: 2024-01-01\n---\n', '{');
  fc.assert(
    fc.property(name, head, fc.oneof(mapping, fc.string({ unit: 'binary' })), (file, start, text) => {
      const { value: comment, diagnostics } = read(start + text, file);
      expect(diagnostics.filter(({ severity }) => severity !== 'warning')).toEqual([]);
      expect(comment === undefined).toBe(diagnostics.length > 0);
      expect(foreignParts(comment?.html ?? '')).toEqual([]);
      expect(comment?.id ?? 'a').toMatch(/^[a-z0-9-]{1,64}$/);
    }),
    { numRuns: 1000 },
  );
});
