import { expect, test } from 'vitest';
import { createSuggester } from '../../../src/core/diagnostics/suggester.ts';

/** A suggester that remembers what it had to do. */
function watchedSuggester() {
  const done: string[] = [];
  const suggest = createSuggester(
    () => {
      done.push('collected');
      return ['Kim'];
    },
    (name, [known = '']) => {
      done.push(name);
      return known;
    },
  );
  return { suggest, done };
}

test('A suggestion is looked for once, among names collected once', () => {
  const { suggest, done } = watchedSuggester();
  expect(done).toEqual([]);
  expect(['Kin', 'Kin', 'Kam', 'Kin'].map(suggest)).toEqual(['Kim', 'Kim', 'Kim', 'Kim']);
  expect(done).toEqual(['collected', 'Kin', 'Kam']);
});

test('Of thousands of names only the first fifty are looked for, and remembered', () => {
  const { suggest, done } = watchedSuggester();
  const names = Array.from({ length: 5000 }, (_, index) => `Kim ${index}`);
  expect(names.map(suggest).filter((suggestion) => suggestion === 'Kim')).toHaveLength(50);
  expect(done).toHaveLength(51);
  expect(suggest('Kim 0')).toBe('Kim');
});

test('Without a search of its own it finds the nearest name', () => {
  expect(createSuggester(() => ['Kim', 'Putin'])('Puttin')).toBe('Putin');
});
