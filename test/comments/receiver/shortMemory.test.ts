import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createExpiringMap } from '../../../src/comments/receiver/senderLimits.ts';

test('What was set less than a lifetime ago is there, as it was set last', () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), pause: fc.nat(40) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = createExpiringMap<number>({ lifetime: 100, most: 1000 });
      const last = new Map<string, number>();
      let now = 0;
      for (const [index, { key, pause }] of steps.entries()) {
        now += pause;
        map.set(key, index, now);
        last.set(key, now);
        for (const [other, moment] of last)
          if (now - moment < 100) expect(map.get(other)).toBeGreaterThanOrEqual(0);
        expect(map.get(key)).toBe(index);
      }
    }),
  );
});

test('Of very many the oldest are forgotten first', () => {
  const map = createExpiringMap<number>({ lifetime: 1e9, most: 10 });
  for (let count = 0; count < 100; count++) map.set(String(count), count, 0);
  const left = Array.from({ length: 100 }, (_, count) => map.get(String(count))).filter(
    (n) => n !== undefined,
  );
  expect(left).toEqual(Array.from({ length: 20 }, (_, index) => 80 + index));
});

test('What is deleted is gone, whenever it came', () => {
  const map = createExpiringMap<number>({ lifetime: 10, most: 10 });
  map.set('a', 1, 0);
  map.set('b', 2, 20);
  map.set('a', 3, 21);
  for (const key of ['a', 'b']) map.delete(key);
  expect([map.get('a'), map.get('b')]).toEqual([undefined, undefined]);
});
