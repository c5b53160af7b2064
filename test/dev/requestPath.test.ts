import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestPath } from '../../src/dev/previewApp.ts';

describe('The path of a request', () => {
  test.each([
    ['/', '/'],
    ['/a/b/', '/a/b/'],
    ['/a/b', '/a/b'],
    ['/a//b/', '/a/b/'],
    ['/a/./b/../c', '/a/c'],
    ['/a/..', '/'],
    ['/a/b/..', '/a/'],
    ['/a/b/.', '/a/b/'],
    ['/a?q=/../x', '/a'],
    ['/a/#/b', '/a/'],
    ['/thema/m%C3%BCnchen/', '/thema/münchen/'],
    ['/thema/mu%CC%88nchen/', '/thema/münchen/'],
    ['/a%2Fb', '/a/b'],
    ['/%252e%252e/', '/%2e%2e/'],
  ])('of %s is %s', (target, path) => {
    expect(requestPath(target)).toBe(path);
  });

  test.each([
    '',
    '*',
    'a/b',
    'http://example.org/a',
    '/..',
    '/../etc/passwd',
    '/a/../../b',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/a/..%2f..%2fb',
    '/a%5C..%5Cb',
    '/a\\b',
    '/a%00b',
    '/a%0Ab',
    '/%',
    '/%FF',
  ])('of %j is none', (target) => {
    expect(requestPath(target)).toBeUndefined();
  });

  test('never leads out and is its own path, whatever is asked for', () => {
    const piece = fc.constantFrom('/', '.', '..', '%2e', '%2F', '%5c', '%00', 'a', 'ü', '%', '?', '#', 'C:');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = requestPath(`/${pieces.join('')}`);
        if (path === undefined) return;
        expect(path).toMatch(/^\/(?:[^/]+\/)*[^/]*$/);
        expect(path.split('/').filter((segment) => segment === '..' || segment === '.')).toEqual([]);
        expect(requestPath(encodeURI(path).replace(/[?#]/g, encodeURIComponent))).toBe(path);
      }),
      { numRuns: 2000 },
    );
  });
});
