import { expect, test } from 'vitest';
import type { SourcePath } from '../../src/model.ts';
import { formatRedirectLine, parseRedirectLines } from '../../src/parse/redirectLines.ts';

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
  '/alt/?p=1 /neu/',
  '/../x /neu/',
  '/alt/ https://example.org/',
  '/alt/ 404',
  '/* /neu/',
])('„%s“ is an error at its line', (line) => {
  const { value, diagnostics } = parseRedirectLines(`/gut/ /neu/\n${line}\n`, file);
  expect(value).toHaveLength(1);
  expect(diagnostics).toMatchObject([{ code: 'address/bad-line', position: { line: 2, column: 1 } }]);
});

test.each([
  ['/x/ https://example.com/', 'hier stehen nur Adressen dieses Blogs, ohne https:// und Namen'],
  ['/x/ //example.com/', 'hier stehen nur Adressen dieses Blogs, ohne https:// und Namen'],
  ['/?p=12 /a/', 'was hinter „?“ oder „#“ steht, unterscheidet keine Weiterleitung'],
  ['/g/ /a/#x', 'was hinter „?“ oder „#“ steht, unterscheidet keine Weiterleitung'],
  ['/* /a/', '„*“ gilt hier nicht, jede Adresse braucht eine eigene Zeile'],
  ['/alt/* /a/', '„*“ gilt hier nicht, jede Adresse braucht eine eigene Zeile'],
])('„%s“ is refused with the reason', (line, reason) => {
  const [fault] = parseRedirectLines(line, file).diagnostics;
  expect(fault?.message).toBe(`„${line}“ ist keine Weiterleitung: ${reason}.`);
});

test('what is written is read again as the same', () => {
  const lines = parseRedirectLines('/größe/100%25/ /neu/\n/weg/ 410\n', file).value ?? [];
  expect(parse(lines.map(formatRedirectLine).join('\n'))).toEqual([
    ['/größe/100%/', '/neu/'],
    ['/weg/', 'gone'],
  ]);
});
