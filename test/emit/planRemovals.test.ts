import { expect, test } from 'vitest';
import { parseOutputPath, type OutputPath } from '../../src/emit/outputPath.ts';
import { planRemovals } from '../../src/emit/manifest.ts';

const pathsOf = (...texts: readonly string[]) =>
  texts.map(parseOutputPath).filter((path): path is OutputPath => path !== undefined);

/** The removals when `now` comes after `before` and `coming` must be put in place. */
function removals(before: readonly string[], now: readonly string[], coming = now) {
  const mapOf = (texts: readonly string[]) => new Map(pathsOf(...texts).map((path) => [path, null]));
  return planRemovals(mapOf(before), mapOf(now), pathsOf(...coming));
}

test('what is claimed no more is removed in the end, sorted', () => {
  expect(removals(['c', 'b', 'a'], ['b', 'd'])).toEqual({ first: [], last: ['a', 'c'] });
});

test('a file that becomes a folder goes first', () => {
  expect(removals(['a', 'x'], ['a/b/c'])).toEqual({ first: ['a'], last: ['x'] });
});

test('a folder that becomes a file goes first', () => {
  expect(removals(['a/b/c', 'ab'], ['a'])).toEqual({ first: ['a/b/c'], last: ['ab'] });
});

test('a path that changes only between upper and lower case goes first', () => {
  expect(removals(['Foo/x'], ['foo/x'])).toEqual({ first: ['Foo/x'], last: [] });
});

test('a killed build’s claim on both a file and a folder of one name is settled', () => {
  expect(removals(['a', 'a/b'], ['a'])).toEqual({ first: ['a/b'], last: [] });
});

test('for what stands already nothing has to go first', () => {
  expect(removals(['Foo', 'x'], ['foo', 'y'], ['y'])).toEqual({ first: [], last: ['Foo', 'x'] });
});
