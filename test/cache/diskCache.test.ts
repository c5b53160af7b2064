import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseSegments } from '../../src/cache/segment.ts';
import { openDiskCache } from '../../src/cache/diskCache.ts';
import { bytesOf, idOf, knownOf, knownOnDisk, putAll, sampleOf } from './cacheSamples.ts';
import { idsOf, key, open, otherKey, range, segmentsIn, temporaryCache } from './temporaryCache.ts';

describe('A cache', () => {
  test('gives back what was put, before it is saved, after it, and when opened anew', () => {
    const request = temporaryCache();
    const cache = open(request);
    expect(cache.get(idOf(3))).toBeUndefined();
    expect(cache.bytes(idOf(3))).toBeUndefined();
    putAll(cache, range(0, 20));
    expect(knownOf(cache, range(0, 30))).toEqual(range(0, 20));
    expect(cache.save(idsOf(range(0, 20)))).toEqual([]);
    expect(knownOf(cache, range(0, 30))).toEqual(range(0, 20));
    expect(knownOnDisk(request.folder, key, range(0, 30))).toEqual(range(0, 20));
  });

  test('gives the same object whenever it is asked', () => {
    const request = temporaryCache();
    const cache = open(request);
    putAll(cache, [1]);
    cache.save(idsOf([1]));
    expect(cache.get(idOf(1))).toBe(cache.get(idOf(1)));
    const again = open(request);
    expect(again.get(idOf(1))).toBe(again.get(idOf(1)));
  });

  test('leaves alone what it knows', () => {
    const request = temporaryCache();
    const cache = open(request);
    putAll(cache, [1]);
    cache.put(idOf(1), sampleOf(2), bytesOf(2));
    expect(knownOf(cache, [1])).toEqual([1]);
    cache.save(idsOf([1]));
    const before = segmentsIn(request.generation);
    cache.put(idOf(1), sampleOf(1), bytesOf(1));
    cache.save(idsOf([1]));
    expect(segmentsIn(request.generation)).toEqual(before);
  });

  test('holds bytes of many megabytes, of which memory keeps one, also before they are saved', () => {
    const cache = open(temporaryCache());
    const blobs = [700_000, 3_000_000, 1_048_576, 0, 500_000, 600_000].map((size, index) =>
      Buffer.alloc(size, `${index} `),
    );
    for (const [index, blob] of blobs.entries()) cache.put(idOf(index), sampleOf(index), blob);
    for (const [index, blob] of blobs.entries()) expect(cache.bytes(idOf(index))?.equals(blob)).toBe(true);
    cache.save(idsOf(range(0, 6)));
    for (const [index, blob] of blobs.entries()) expect(cache.bytes(idOf(index))?.equals(blob)).toBe(true);
  });

  test('keeps what was put before a process ended in the middle only where a segment was complete', () => {
    const request = temporaryCache();
    const cache = open(request);
    putAll(cache, [1]);
    cache.save(idsOf([1]));
    cache.put(idOf(2), sampleOf(2), Buffer.alloc(2_000_000));
    expect(readdirSync(request.generation).filter((name) => name.startsWith('new-'))).toHaveLength(1);
    cache.close();
    expect(readdirSync(request.generation).toSorted()).toEqual([...segmentsIn(request.generation), 'used']);
    expect(knownOnDisk(request.folder, key, [1, 2])).toEqual([1]);
  });

  test('ends a segment when many megabytes of values wait', () => {
    const request = temporaryCache();
    const cache = openDiskCache<string>(request);
    for (const number of range(0, 5)) cache.put(idOf(number), 'ä'.repeat(5_000_000), bytesOf(number));
    expect(segmentsIn(request.generation)).toHaveLength(1);
    cache.save(idsOf(range(0, 5)));
    cache.close();
    const again = openDiskCache<string>(request);
    expect(range(0, 5).map((number) => again.get(idOf(number))?.length)).toEqual(Array(5).fill(5_000_000));
    again.close();
  });

  test('tells wrong use by throwing', () => {
    const request = temporaryCache();
    expect(() => openDiskCache({ folder: request.folder, key: '../x' })).toThrow('key');
    const cache = openDiskCache<unknown>(request);
    expect(() => cache.put('a', undefined, Buffer.alloc(0))).toThrow('JSON');
    expect(() => cache.writeDocument('../x', 1)).toThrow('name');
    expect(() => cache.readDocument('A')).toThrow('name');
    cache.close();
  });

  test('is not in git when it is ours', () => {
    const request = temporaryCache();
    open(request);
    expect(readFileSync(join(request.folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('leaves a folder of the author as it is', () => {
    const request = temporaryCache();
    mkdirSync(request.folder);
    open(request);
    expect(readdirSync(request.folder)).toEqual([key]);
  });

  test('does the same as a map, however often it is saved, merged and opened anew', () => {
    const number = fc.integer({ min: 0, max: 30 });
    const step = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), numbers: fc.array(number, { maxLength: 4 }) }),
      fc.record({ kind: fc.constant('save' as const), dead: fc.array(number, { maxLength: 12 }) }),
      fc.constant({ kind: 'reopen' as const }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const request = temporaryCache();
        let cache = openDiskCache<ReturnType<typeof sampleOf>>(request);
        const [sure, unsaved] = [new Set<number>(), new Set<number>()];
        for (const each of steps) {
          if (each.kind === 'put') {
            putAll(cache, each.numbers);
            for (const put of each.numbers) if (!sure.has(put)) unsaved.add(put);
          } else if (each.kind === 'save') {
            for (const put of unsaved) sure.add(put);
            unsaved.clear();
            for (const dead of each.dead) sure.delete(dead);
            expect(cache.save(idsOf([...sure]))).toEqual([]);
          } else {
            cache.close();
            cache = openDiskCache(request);
            unsaved.clear();
          }
          const known = knownOf(cache, range(0, 31));
          expect([...sure, ...unsaved].filter((put) => !known.includes(put))).toEqual([]);
        }
        expect(segmentsIn(request.generation).length).toBeLessThanOrEqual(9);
        cache.close();
      }),
      { numRuns: 60 },
    );
  });
});

describe('A document', () => {
  test('is kept until another takes its place', () => {
    const request = temporaryCache();
    const cache = open(request);
    expect(cache.readDocument('stempel')).toBeUndefined();
    cache.writeDocument('stempel', { größe: [1, null, '„“'] });
    expect(cache.readDocument('stempel')).toEqual({ größe: [1, null, '„“'] });
    expect(open(request).readDocument('stempel')).toEqual({ größe: [1, null, '„“'] });
    cache.writeDocument('stempel', false);
    expect(open(request).readDocument('stempel')).toBe(false);
    expect(open({ ...request, key: otherKey }).readDocument('stempel')).toBeUndefined();
  });
});

describe('The segments', () => {
  test('stay few, and one small change never copies a large one', () => {
    const request = temporaryCache();
    const cache = open(request);
    cache.put('large', sampleOf(0), Buffer.alloc(1_000_000));
    cache.save(new Set(['large']));
    const [large = ''] = segmentsIn(request.generation);
    const { ino } = statSync(join(request.generation, large));
    for (const number of range(0, 60)) {
      putAll(cache, [number]);
      cache.save(new Set(['large', ...idsOf(range(0, number + 1))]));
      expect(segmentsIn(request.generation).length).toBeLessThanOrEqual(8);
    }
    expect(statSync(join(request.generation, large)).ino).toBe(ino);
    expect(knownOnDisk(request.folder, key, range(0, 60))).toEqual(range(0, 60));
  });

  test('are merged so that a byte is copied only as often as what it lies in doubles', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 9, maxLength: 30 });
    fc.assert(
      fc.property(sizes, (weights) => {
        const chosen = chooseSegments(weights.map((weight) => ({ weight }))).map(({ weight }) => weight);
        expect(chosen.length).toBeGreaterThanOrEqual(2);
        const largest = Math.max(...chosen);
        const others = chosen.reduce((sum, weight) => sum + weight, 0) - largest;
        expect(chosen.length === 2 || others >= largest).toBe(true);
      }),
    );
    expect(chooseSegments(range(0, 8).map(() => ({ weight: 1 })))).toEqual([]);
  });

  test('lose what is dead when it outweighs the living, not before', () => {
    const request = temporaryCache();
    const cache = open(request);
    const blob = Buffer.alloc(1000);
    for (const number of range(0, 10)) cache.put(idOf(number), sampleOf(number), blob);
    cache.save(idsOf(range(0, 10)));
    cache.save(idsOf(range(0, 6)));
    expect(cache.get(idOf(9))).toEqual(sampleOf(9));
    cache.save(idsOf(range(0, 4)));
    expect(cache.get(idOf(9))).toBeUndefined();
    expect(cache.get(idOf(3))).toEqual(sampleOf(3));
    const [name = ''] = segmentsIn(request.generation);
    expect(segmentsIn(request.generation)).toHaveLength(1);
    expect(statSync(join(request.generation, name)).size).toBeLessThan(5500);
    cache.save(new Set());
    expect(segmentsIn(request.generation)).toEqual([]);
  });

  test('do not grow when one article is saved again and again', () => {
    const request = temporaryCache();
    const cache = open(request);
    for (const number of range(0, 100)) {
      cache.put(idOf(number), sampleOf(number), Buffer.alloc(1000));
      cache.save(idsOf([number]));
    }
    const sizes = segmentsIn(request.generation).map((name) => statSync(join(request.generation, name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5000);
  });
});

describe('The generations', () => {
  const keys = range(0, 6).map((number) => String(number).repeat(32));

  /** Opens and saves each in turn; the first was used longest ago. */
  function generations(folder: string): void {
    for (const [age, each] of keys.entries()) {
      const cache = openDiskCache({ folder, key: each });
      cache.put('a', 1, Buffer.alloc(10));
      cache.writeDocument('stempel', 1);
      if (each === '2'.repeat(32)) writeFileSync(join(folder, each, 'fremd.txt'), 'Ich bleibe.');
      cache.save(new Set(['a']));
      cache.close();
      utimesSync(join(folder, each, 'used'), age, age);
    }
  }

  test('are at most three, those used last; what is not ours stays', () => {
    const { folder } = temporaryCache();
    const strangers = ['fremd', 'f'.repeat(32)];
    for (const stranger of strangers) mkdirSync(join(folder, stranger), { recursive: true });
    writeFileSync(join(folder, 'fremd', 'used'), 'Auch ich bleibe.');
    generations(folder);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(strangers));
    expect(existsSync(join(folder, 'fremd', 'used'))).toBe(true);
    const kept = keys.filter((each) => existsSync(join(folder, each)));
    expect(kept).toEqual([keys[2], keys[3], keys[4], keys[5]]);
    expect(readdirSync(join(folder, keys[2] ?? ''))).toEqual(['fremd.txt']);
  });

  test('live on by being opened', () => {
    const { folder } = temporaryCache();
    generations(folder);
    openDiskCache({ folder, key: keys[3] ?? '' }).close();
    const cache = openDiskCache({ folder, key: otherKey });
    cache.save(new Set());
    cache.close();
    const kept = [...keys, otherKey].filter((each) => existsSync(join(folder, each, 'used')));
    expect(kept).toEqual([keys[3], keys[5], otherKey]);
  });
});

describe('Restored from elsewhere', () => {
  test.each([
    ['all times new', undefined],
    ['all times long ago', 1000],
  ])('with %s, everything is known', (_, time) => {
    const request = temporaryCache();
    const first = open(request);
    putAll(first, range(0, 10));
    first.save(idsOf(range(0, 10)));
    const moment = time ?? statSync(request.generation).mtimeMs / 1000;
    for (const path of readdirSync(request.folder, { recursive: true, encoding: 'utf8' })) {
      utimesSync(join(request.folder, path), moment, moment);
    }
    const cache = open(request);
    expect(knownOf(cache, range(0, 10))).toEqual(range(0, 10));
    expect(cache.save(idsOf(range(0, 10)))).toEqual([]);
    expect(knownOnDisk(request.folder, key, range(0, 10))).toEqual(range(0, 10));
  });
});
