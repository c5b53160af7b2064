import fc from 'fast-check';
import { win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import {
  isAtOrBelow,
  parseSourcePath,
  parseUrlPath,
  pathWithin,
  resolvePath,
  resolveReference,
} from '../../src/core/paths.ts';

const kim = 'content/articles/2023/kim.md' as SourcePath;

describe('resolveReference', () => {
  it.each([
    ['../2021/bbc.md', 'content/articles/2021/bbc.md'],
    ['./putin.md', 'content/articles/2023/putin.md'],
    ['gr%C3%BC%C3%9Fe.md', 'content/articles/2023/grüße.md'],
    // What is no percent-encoding stands for itself.
    ['5%ab%20%C3%9F %.md', 'content/articles/2023/5%ab ß %.md'],
    ['%c0%ae%c0%ae/x.md', 'content/articles/2023/%c0%ae%c0%ae/x.md'],
    ['gru\u0308\u00dfe.md', 'content/articles/2023/grüße.md'],
  ])('finds %s', (reference, path) => {
    expect(resolveReference(kim, reference)).toBe(path);
  });

  it.each([
    '../../../../etc/passwd',
    '%2e%2e/%2e%2e/%2e%2e/%2e%2e/x',
    '/etc/passwd',
    'C:/x',
    'a\\b',
    'a%00b',
    '',
  ])('refuses %s or stays where it is', (reference) => {
    const resolved = resolveReference(kim, reference);
    expect(resolved === undefined || resolved === 'content/articles/2023').toBe(true);
  });
});

describe('resolvePath', () => {
  it.each([
    ['Zinsen 5%.webp', 'content/articles/2023/Zinsen 5%.webp'],
    ['../a%20b.webp', 'content/articles/a%20b.webp'],
  ])('takes %s as it is written', (path, resolved) => {
    expect(resolvePath(kim, path)).toBe(resolved);
  });

  it.each(['../../../../etc/passwd', '/etc/passwd', 'a\\b', 'a\0b'])('refuses %s', (path) => {
    expect(resolvePath(kim, path)).toBeUndefined();
  });
});

describe('parseUrlPath', () => {
  it.each(['/alt/', '/2019/artikel.html', '/grüße/', '/a-b/c_d/'])('takes %s', (text) => {
    expect(parseUrlPath(text)).toBe(text);
  });

  it.each([
    'alt/',
    '/../x',
    '/a//b',
    '/a/./b',
    '/a/%2e%2e/b',
    '/a\\b',
    '/a?b',
    '/a#b',
    '/C:/x',
    '/a b',
    '/a%00',
    '/a%EF%B7%90',
    '/a\ud800',
  ])('refuses %s', (text) => {
    expect(parseUrlPath(text)).toBeUndefined();
  });
});

describe('parseSourcePath', () => {
  it('never leaves the folder of the site', () => {
    const part = fc.constantFrom('..', '.', 'a', 'ü', '', '%2e%2e', '~', 'C:');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = parseSourcePath(parts.join('/'));
        if (path === undefined) return;
        expect(path.startsWith('/')).toBe(false);
        expect(path.split('/')).not.toContain('..');
        expect(path).not.toBe('');
      }),
    );
  });
});

describe('On Windows', () => {
  it.each([
    ['C:\\blog', 'C:\\blog\\content\\a.md', 'content/a.md'],
    ['c:\\Blog', 'C:\\blog\\content\\a.md', 'content/a.md'],
    ['C:\\blog', 'C:\\blog', ''],
    ['C:\\blog', 'D:\\programm', 'D:/programm'],
    ['\\\\server\\teil\\blog', '\\\\server\\teil\\blog\\site.yaml', 'site.yaml'],
  ])('the path in %s of %s is written %j', (folder, path, written) => {
    expect(pathWithin(folder, path, win32)).toBe(written);
  });

  it.each([
    ['C:\\blog', 'C:\\blog', true],
    ['C:\\blog', 'C:\\blog\\dist', true],
    ['C:\\blog', 'C:\\blog-dist', false],
    ['C:\\', 'C:\\blog', true],
    ['C:\\blog', 'D:\\blog', false],
  ])('%s holds %s: %j', (folder, path, holds) => {
    expect(isAtOrBelow(folder, path, win32)).toBe(holds);
  });
});
