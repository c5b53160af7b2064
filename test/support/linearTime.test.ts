import { expect, test } from 'vitest';
import { expectLinearTime, fill } from './linearTime.ts';

/** Looks at every pair. */
function squared(text: string): number {
  let pairs = 0;
  for (const one of text) for (const other of text) if (one === other) pairs += 1;
  return pairs;
}

test('Work in linear time is known as such, and squared work is found out', () => {
  expectLinearTime((length) => fill('ab ', length).split(' ').toSorted());
  expect(() => expectLinearTime((length) => void squared(fill('ab ', length / 2)))).toThrow('characters');
});
