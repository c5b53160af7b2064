import { expect, test } from 'vitest';
import { parseOutputPath, type OutputPath } from '../../src/write/outputPath.ts';
import { planRemovals } from '../../src/write/planRemovals.ts';

const mapOf = (...paths: readonly string[]) =>
  new Map(
    paths
      .map(parseOutputPath)
      .filter((path): path is OutputPath => path !== undefined)
      .map((path) => [path, null]),
  );

test('what is claimed no more is removed in the end, sorted', () => {
  expect(planRemovals(mapOf('c', 'b', 'a'), mapOf('b', 'd'))).toEqual({ first: [], last: ['a', 'c'] });
});

test('a file that becomes a folder goes first', () => {
  expect(planRemovals(mapOf('a', 'x'), mapOf('a/b/c'))).toEqual({ first: ['a'], last: ['x'] });
});

test('a folder that becomes a file goes first', () => {
  expect(planRemovals(mapOf('a/b/c', 'ab'), mapOf('a'))).toEqual({ first: ['a/b/c'], last: ['ab'] });
});

test('a path that changes only between upper and lower case goes first', () => {
  expect(planRemovals(mapOf('Foo/x'), mapOf('foo/x'))).toEqual({ first: ['Foo/x'], last: [] });
});
