import * as fc from 'fast-check';
import { normalize } from 'node:path';
import { expect, test } from 'vitest';
import { foldersAbove, parseOutputPath } from '../../src/emit/outputPath.ts';

test.each([
  'index.html',
  '2023/09/kim/index.html',
  '.well-known/x',
  '.htaccess',
  'ä/straße.html',
  'console.html',
])('%j is an output path', (path) => expect(parseOutputPath(path)).toBe(path));

test.each([
  '',
  '/',
  '/etc/passwd',
  'a//b',
  'a/',
  '.',
  '..',
  '../x',
  'a/../../x',
  'a/..',
  'a/./b',
  'a\\..\\b',
  'C:/x',
  'c:x',
  'a\0b',
  'a\nb',
  'a\u202eb',
  'a\ud800',
  'u\u0308ber.html',
  'a./b',
  'a /b',
  'con',
  'a/NUL.html',
  'a/com1/index.html',
  'lpt¹.txt',
  '.git/hooks/pre-commit',
  'a/.GIT/config',
  '.blattmacher.json',
  '.Blattmacher.lock-1',
  'wer?.html',
  `${'ä'.repeat(128)}/index.html`,
])('%j is no output path', (path) => expect(parseOutputPath(path)).toBeUndefined());

test('whatever the text is, an output path stays inside the folder', () => {
  const segment = fc.oneof(
    fc.constantFrom('..', '.', '', 'a', '.git', 'C:', '\\'),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(fc.array(segment), (segments) => {
      const path = parseOutputPath(segments.join('/'));
      if (path === undefined) return;
      expect(normalize(path)).toBe(path);
      expect(path).not.toMatch(/^\/|^\.\.|\0/);
    }),
  );
});

test('the folders above a path come nearest first', () => {
  expect(foldersAbove('a/b/c.html')).toEqual(['a/b', 'a']);
  expect(foldersAbove('index.html')).toEqual([]);
});
