import { describe, expect, test } from 'vitest';
import type { SourcePath, UrlPath } from '../../../src/core/model.ts';
import {
  formatRedirectLine,
  parseRedirectLines,
  recordMoves,
} from '../../../src/routes/redirects/redirectLines.ts';

const file = 'content/redirects.txt' as SourcePath;
const parse = (text: string): readonly (readonly [string, string])[] | undefined =>
  parseRedirectLines(text, file).value?.map(({ from, to }) => [from, to]);

test('a line leads from one address to another, or says that something is gone; the rest is comment', () => {
  const text =
    '# Umzug\n\n/alt/ /neu/\n/a.html\t/b/   # so heißt es jetzt\n/weg/ 410\n/gr%C3%B6%C3%9Fe/ /ma%C3%9F/\n';
  expect(parse(text)).toEqual([
    ['/alt/', '/neu/'],
    ['/a.html', '/b/'],
    ['/weg/', 'gone'],
    ['/größe/', '/maß/'],
  ]);
});

test.each([
  '/alt/',
  'alt /neu/',
  '/alt/ neu',
  '/alt/ /neu/ 301',
  '/alt/?p=1&q=2 /neu/',
  '/alt/?p=ä /neu/',
  '/alt/?p=1 410',
  '/alt/*?p=1 /neu/',
  '/alt/*/mehr/ /neu/',
  '/alt/ /neu/*',
  '/alt/ content/../../x.md',
  '/../x /neu/',
  '/alt/ https://example.org/',
  '/alt/ 404',
  '/* /neu/',
  '/:page/feed/ /:page/',
  '/:page/* /:page/',
  '/:page/a/b/* /:page/',
  '/:page/a.b/* /:page/',
  '/alt/ /:page/',
])('„%s“ is an error at its line', (line) => {
  const { value, diagnostics } = parseRedirectLines(`/gut/ /neu/\n${line}\n`, file);
  expect(value).toHaveLength(1);
  expect(diagnostics).toMatchObject([{ code: 'address/bad-line', position: { line: 2, column: 1 } }]);
});

test.each([
  ['/x/ https://example.com/', 'hier stehen nur Adressen dieses Blogs, ohne https:// und Namen'],
  ['/x/ //example.com/', 'hier stehen nur Adressen dieses Blogs, ohne https:// und Namen'],
  ['/?p=12&q=1 /a/', 'hinter „?“ steht genau eine Angabe, zum Beispiel „/?p=123“'],
  ['/?p=12 410', 'für eine Adresse mit „?“ gibt es kein „410“'],
  ['/a/*?p=12 /b/', '„*“ und „?“ gehen nicht zusammen'],
  ['/g/ /a/#x', 'eine neue Adresse hat weder „?“ noch „#“'],
  ['/g/#x /a/', 'was hinter „#“ steht, erfährt kein Server'],
  ['/:page/feed/* /neu/', '„:page“ gibt es nur in „/:page/feed/* /:page/“ und Zeilen wie dieser'],
  ['/* /a/', '„/*“ wäre der ganze Blog'],
  ['/*/alt/ /a/', '„*“ gilt nur am Ende einer alten Adresse, nach einem Schrägstrich: „/alt/* /neu/“'],
])('„%s“ is refused with the reason', (line, reason) => {
  const [fault] = parseRedirectLines(line, file).diagnostics;
  expect(fault?.message).toBe(`„${line}“ ist keine Weiterleitung: ${reason}.`);
});

test('a line may mean a folder with all below it, what stood below any page, one parameter, or a source', () => {
  const text =
    '/alt/* /neu/\n/weg/* 410\n/:page/feed/* /:page/\n/:page/comment-page-* /:page/\n/?p=123 /neu/\n/a.php?name=Gr.x-y_~ /neu/\n/b/ content/articles/größe%201.md\n';
  const lines = parseRedirectLines(text, file).value ?? [];
  expect(lines).toMatchObject([
    { from: '/alt/', isFolder: true, to: '/neu/' },
    { from: '/weg/', isFolder: true, to: 'gone' },
    { from: '/feed/', isEnd: true, to: '/' },
    { from: '/comment-page-', isEnd: true, to: '/' },
    { from: '/', query: { key: 'p', value: '123' }, to: '/neu/' },
    { from: '/a.php', query: { key: 'name', value: 'Gr.x-y_~' }, to: '/neu/' },
    { from: '/b/', to: 'content/articles/größe 1.md' },
  ]);
  const again = parseRedirectLines(`${lines.map(formatRedirectLine).join('\n')}\n`, file).value;
  expect(again).toEqual(lines);
});

test('what is written is read again as the same', () => {
  const lines = parseRedirectLines('/größe/100%25/ /neu/\n/weg/ 410\n', file).value ?? [];
  expect(parse(recordMoves('', lines))).toEqual([
    ['/größe/100%/', '/neu/'],
    ['/weg/', 'gone'],
  ]);
});

describe('What has moved is added', () => {
  const move = (from: string, to: string) => ({ from: from as UrlPath, to: to as UrlPath });

  test.each([
    ['# Meine\r\n/a/ /b/\r\n', '# Meine\r\n/a/ /b/\r\n/x/ /y/\r\n'],
    ['# Meine\r\n/a/ /b/', '# Meine\r\n/a/ /b/\r\n/x/ /y/'],
    ['\ufeff/a/ /b/\n', '\ufeff/a/ /b/\n/x/ /y/\n'],
    ['/a/ /b/', '/a/ /b/\n/x/ /y/'],
    ['', '/x/ /y/\n'],
  ])('in the manner of the file %j', (before, after) => {
    expect(recordMoves(before, [move('/x/', '/y/')])).toBe(after);
  });

  test('with an explanation of the file when there was none', () => {
    expect(recordMoves(undefined, [move('/x/', '/y/')])).toMatch(/^# [^]*\n\/x\/ \/y\/\n$/);
  });

  test.each([
    ['straight', '/a/ /b/\n', move('/b/', '/a/'), '/b/ /a/\n'],
    ['by way of others', '/a/ /b/\n/b/ /c/\n', move('/c/', '/a/'), '/b/ /c/\n/c/ /a/\n'],
    ['with umlauts', '/%C3%A4/ /b/\n', move('/b/', '/ä/'), '/b/ /%C3%A4/\n'],
  ])('and a line of ours goes when its address has its page again, %s', (_, before, back, after) => {
    expect(recordMoves(before, [back])).toBe(after);
  });

  test.each(['/a/ /b/ # von Hand\n', '/a/   /b/\n', '/a/ /c/\n', '/a/ 410\n'])('and %j stays', (before) => {
    expect(recordMoves(before, [move('/b/', '/a/')])).toBe(`${before}/b/ /a/\n`);
  });
});
