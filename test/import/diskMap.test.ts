/** Maps in a file: what they answer is what a `Map` would. */
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openShelf, type WritableMap } from '../../src/import/diskMap.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

interface Change {
  readonly do: 'set' | 'get' | 'delete';
  readonly key: string;
  readonly value: unknown;
}

const key = fc.oneof(
  fc.constantFrom('', 'a', '__proto__', '"', 'ä\n', '\uD800'),
  fc.string({ unit: 'binary' }),
);
const change: fc.Arbitrary<Change> = fc.record({
  do: fc.constantFrom('set', 'set', 'get', 'delete'),
  key,
  value: fc.jsonValue(),
});

function everything<Value>(map: Pick<WritableMap<Value>, typeof Symbol.iterator | 'values' | 'size'>) {
  return { entries: [...map], values: [...map.values()], size: map.size };
}

test('A map in a file answers as one in memory, beside another one in the same file', () => {
  const shelf = openShelf(temporaryFolder());
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), fc.array(change), (some, others) => {
      const pairs = [some, others].map((changes) => ({
        changes,
        kept: shelf.map<unknown>(),
        model: new Map<string, unknown>(),
      }));
      for (let at = 0; at < Math.max(some.length, others.length); at++) {
        for (const { changes, kept, model } of pairs) {
          const next = changes[at];
          if (!next) continue;
          expect(kept.has(next.key)).toBe(model.has(next.key));
          if (next.do === 'get') expect(kept.get(next.key)).toEqual(model.get(next.key));
          else if (next.do === 'delete') expect(kept.delete(next.key)).toBe(model.delete(next.key));
          else {
            kept.set(next.key, next.value);
            // As JSON has it: there is no -0.
            model.set(next.key, JSON.parse(JSON.stringify(next.value)));
          }
        }
      }
      for (const { kept, model } of pairs) expect(everything(kept)).toEqual(everything(model));
    }),
  );
  shelf.close();
});

test('Many entries, and texts larger than what waits to be written, are found again', () => {
  const folder = temporaryFolder();
  const shelf = openShelf(folder);
  const map = shelf.map<string>();
  const valueOf = (number: number): string => (number % 1000 === 7 ? 'ü€'.repeat(150_000) : `Wert ${number}`);
  for (let number = 0; number < 5000; number++) map.set(`Nummer ${number}`, valueOf(number));
  for (let number = 0; number < 5000; number += 3) map.set(`Nummer ${number}`, `neu ${number}`);
  const found = Array.from({ length: 5000 }, (_, number) => map.get(`Nummer ${number}`));
  expect(found).toEqual(
    Array.from({ length: 5000 }, (_, number) => (number % 3 === 0 ? `neu ${number}` : valueOf(number))),
  );
  expect([map.size, [...map.values()].length, map.get('Nummer 5000')]).toEqual([5000, 5000, undefined]);
  shelf.close();
  expect(readdirSync(folder)).toEqual([]);
});
