/** Whatever happens to the files of a cache: the answer is the right one or none, and the next save heals. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/core/digestOf.ts';
import { openDiskCache } from '../../src/cache/diskCache.ts';
import { knownOf, knownOnDisk, putAll, type Sample, sampleOf } from './cacheSamples.ts';
import {
  idsOf,
  key,
  open,
  otherKey,
  range,
  segmentsIn,
  type TemporaryCache,
  temporaryCache,
} from './temporaryCache.ts';

/** A cache on disk with a segment for each group of numbers, and a document. */
function savedCache(...groups: readonly (readonly number[])[]): TemporaryCache {
  const request = temporaryCache();
  const cache = openDiskCache<Sample>(request);
  for (const group of groups) {
    putAll(cache, group);
    cache.save(idsOf(groups.flat()));
  }
  cache.writeDocument('stempel', sampleOf(1));
  cache.close();
  return request;
}

function onlySegment({ generation }: TemporaryCache): string {
  const [name = '', ...more] = segmentsIn(generation);
  expect(more).toEqual([]);
  return join(generation, name);
}

/** Opens, puts everything again and saves; afterwards all is well. */
function expectHealing(request: TemporaryCache, numbers: readonly number[]): void {
  const cache = openDiskCache<Sample>(request);
  knownOf(cache, numbers);
  putAll(cache, numbers);
  cache.writeDocument('stempel', sampleOf(1));
  expect(cache.save(idsOf(numbers)).map(({ kind }) => kind)).not.toContain('unwritable');
  cache.close();
  const healed = openDiskCache<Sample>(request);
  expect(knownOf(healed, numbers)).toEqual(numbers);
  expect(healed.readDocument('stempel')).toEqual(sampleOf(1));
  expect(healed.save(idsOf(numbers))).toEqual([]);
  healed.close();
}

/** The file's bytes with one of them changed. */
function flipped(bytes: Buffer, place: number, bit = 1): Buffer {
  const copy = Buffer.from(bytes);
  copy[place] = (copy[place] ?? 0) ^ bit;
  return copy;
}

describe('A segment', () => {
  test('cut off anywhere is ignored, told once, and gone after the next save', () => {
    const request = savedCache([1, 2]);
    const path = onlySegment(request);
    const whole = readFileSync(path);
    for (const size of range(0, whole.length)) {
      writeFileSync(path, whole.subarray(0, size));
      const cache = openDiskCache<Sample>(request);
      expect(knownOf(cache, [1, 2])).toEqual([]);
      expect(cache.save(new Set())).toEqual([
        {
          kind: 'damaged',
          path: `.cache/${key}/${segmentsIn(request.generation)[0] ?? path.split('/').at(-1)}`,
        },
      ]);
      expect(cache.save(new Set())).toEqual([]);
      expect(existsSync(path)).toBe(false);
      cache.close();
    }
  });

  test('with a bit flipped anywhere gives the right answer or none, and heals', () => {
    const request = savedCache([1, 2]);
    const path = onlySegment(request);
    const whole = readFileSync(path);
    for (const place of range(0, whole.length)) {
      for (const name of segmentsIn(request.generation)) unlinkSync(join(request.generation, name));
      writeFileSync(path, flipped(whole, place));
      expect(knownOnDisk(request.folder, key, [1, 2]).length).toBeLessThan(2);
      expectHealing(request, [1, 2]);
    }
  });

  test('with a damaged blob keeps the others, and forgets the one', () => {
    const request = savedCache([1, 2, 3]);
    const path = onlySegment(request);
    writeFileSync(path, flipped(readFileSync(path), 0));
    const cache = open(request);
    expect(cache.get([...idsOf([1])].join())).toEqual(sampleOf(1));
    expect(knownOf(cache, [1, 2, 3])).toEqual([2, 3]);
    expect(cache.get([...idsOf([1])].join())).toBeUndefined();
    const damage = { kind: 'damaged', path: `.cache/${key}/${path.split('/').at(-1)}` };
    expect(cache.save(idsOf([1, 2, 3]))).toEqual([damage]);
    expect(existsSync(path)).toBe(false);
    expect(knownOnDisk(request.folder, key, [1, 2, 3])).toEqual([2, 3]);
  });

  test('that is made again as it was before it was damaged stays', () => {
    const request = savedCache([1]);
    const path = onlySegment(request);
    const whole = readFileSync(path);
    writeFileSync(path, flipped(whole, 0));
    expectHealing(request, [1]);
    expect(readFileSync(onlySegment(request))).toEqual(whole);
  });

  test('shortened while it is open loses only what was cut off', () => {
    const request = savedCache([4, 2, 3]);
    const cache = open(request);
    truncateSync(onlySegment(request), 40);
    expect(knownOf(cache, [4, 2, 3])).toEqual([4]);
    cache.save(idsOf([4, 2, 3]));
    expect(knownOf(cache, [4, 2, 3])).toEqual([4]);
    expect(knownOnDisk(request.folder, key, [4, 2, 3])).toEqual([4]);
  });

  test('shortened while it is open and merged unseen is not passed on', () => {
    const request = savedCache([4, 2, 3]);
    const cache = open(request);
    truncateSync(onlySegment(request), 40);
    cache.save(idsOf([4]));
    expect(knownOnDisk(request.folder, key, [4, 2, 3])).toEqual([4]);
  });

  test('of another key is not believed', () => {
    const request = savedCache([1]);
    const other = savedCache();
    openDiskCache({ folder: other.folder, key: otherKey }).close();
    const place = join(other.folder, otherKey, onlySegment(request).split('/').at(-1) ?? '');
    copyFileSync(onlySegment(request), place);
    expect(knownOnDisk(other.folder, otherKey, [1])).toEqual([]);
  });

  test('that stands there twice is one', () => {
    const request = savedCache([1, 2, 3]);
    copyFileSync(onlySegment(request), join(request.generation, `${'c'.repeat(32)}.segment`));
    expectHealing(request, [1, 2, 3]);
  });

  test('that was removed while it is open can still be read, and is not missed when merged', () => {
    const request = savedCache([1, 2, 3], [4]);
    const cache = open(request);
    for (const name of segmentsIn(request.generation)) unlinkSync(join(request.generation, name));
    expect(knownOf(cache, [1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
    expect(cache.save(idsOf([2]))).toEqual([]);
    expect(knownOnDisk(request.folder, key, [1, 2, 3, 4])).toEqual([2]);
  });

  test('made by another process after opening survives the merging of the others', () => {
    const request = savedCache([1, 2, 3, 4]);
    const cache = open(request);
    const other = open(request);
    putAll(other, [7, 8]);
    other.save(idsOf([1, 2, 3, 4, 7, 8]));
    cache.save(idsOf([1]));
    expect(knownOnDisk(request.folder, key, [1, 7, 8])).toEqual([1, 7, 8]);
  });
});

test('A document cut off or with a bit flipped anywhere is none, and told', () => {
  const request = savedCache();
  const path = join(request.generation, 'stempel.json');
  const whole = readFileSync(path);
  const damages = range(0, whole.length).flatMap((place) => [
    whole.subarray(0, place),
    flipped(whole, place),
  ]);
  for (const bytes of [...damages, Buffer.concat([whole, Buffer.from(' ')])]) {
    writeFileSync(path, bytes);
    const cache = openDiskCache(request);
    expect(cache.readDocument('stempel')).toBeUndefined();
    expect(cache.save(new Set())).toEqual([{ kind: 'damaged', path: `.cache/${key}/stempel.json` }]);
    cache.close();
  }
});

test('A folder in the place of a document is none', () => {
  const request = savedCache();
  mkdirSync(join(request.generation, 'ordner.json'));
  const cache = open(request);
  expect(cache.readDocument('ordner')).toBeUndefined();
  expect(cache.save(new Set())).toEqual([{ kind: 'damaged', path: `.cache/${key}/ordner.json` }]);
});

test('A document of another name or key is none', () => {
  const request = savedCache();
  const path = join(request.generation, 'stempel.json');
  linkSync(path, join(request.generation, 'anderer.json'));
  openDiskCache({ ...request, key: otherKey }).close();
  linkSync(path, join(request.folder, otherKey, 'stempel.json'));
  expect(open(request).readDocument('anderer')).toBeUndefined();
  expect(open({ ...request, key: otherKey }).readDocument('stempel')).toBeUndefined();
});

test('Any files of a cache damaged at any place: right or nothing, and it heals', () => {
  const damage = fc.record({
    file: fc.nat(),
    kind: fc.constantFrom(
      'flip' as const,
      'cut' as const,
      'noise' as const,
      'remove' as const,
      'add' as const,
    ),
    place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    bit: fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128),
    noise: fc.uint8Array({ maxLength: 300 }),
  });
  const numbers = range(0, 24);
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 4 }), (damages) => {
      const request = savedCache(range(0, 10), range(10, 14), range(14, 20), [20], [21, 22, 23]);
      const files = readdirSync(request.generation).toSorted();
      for (const { file, kind, place, bit, noise } of damages) {
        const path = join(request.generation, files[file % files.length] ?? '');
        const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(1);
        const offset = Math.floor(place * bytes.length);
        if (kind === 'flip') writeFileSync(path, flipped(bytes, offset, bit));
        if (kind === 'cut') writeFileSync(path, bytes.subarray(0, offset));
        if (kind === 'noise') writeFileSync(path, noise);
        if (kind === 'remove') rmSync(path, { force: true });
        if (kind === 'add') writeFileSync(path, Buffer.concat([bytes, noise, Buffer.of(0)]));
      }
      expectHealing(request, numbers);
    }),
    { numRuns: 60 },
  );
});

test('Random bytes under every name that the cache uses are ignored', () => {
  const request = savedCache([1], [2]);
  for (const [index, name] of readdirSync(request.generation).entries()) {
    writeFileSync(join(request.generation, name), Buffer.from(digestOf(Buffer.of(index)).repeat(100), 'hex'));
  }
  writeFileSync(join(request.generation, 'new-1'), 'x');
  writeFileSync(join(request.generation, `${'d'.repeat(32)}.segment`), 'x'.repeat(5000));
  expect(knownOnDisk(request.folder, key, [1, 2])).toEqual([]);
  expectHealing(request, [1, 2]);
});

test('What is foreign in the folders is left alone, links and folders under our names as well', () => {
  const request = savedCache([1, 2, 3]);
  const secret = join(request.site, 'geheim.txt');
  writeFileSync(secret, 'Geheim');
  writeFileSync(join(request.folder, 'notiz.txt'), 'Fremd');
  mkdirSync(join(request.folder, 'fremd'));
  mkdirSync(join(request.folder, 'e'.repeat(32)));
  writeFileSync(join(request.generation, 'notiz.txt'), 'Fremd');
  mkdirSync(join(request.generation, 'new-1'));
  mkdirSync(join(request.generation, `${'e'.repeat(32)}.segment`));
  symlinkSync(secret, join(request.generation, `${'f'.repeat(32)}.segment`));
  symlinkSync(secret, join(request.generation, 'new-2'));
  symlinkSync(secret, join(request.generation, 'ziel.json'));
  const strangers = readdirSync(request.generation).filter(
    (name) => !segmentsIn(request.generation).includes(name),
  );
  const cache = open(request);
  expect(knownOf(cache, [1, 2, 3])).toEqual([1, 2, 3]);
  expect(cache.readDocument('ziel')).toBeUndefined();
  expect(cache.save(idsOf([1])).map(({ path }) => path)).toEqual([`.cache/${key}/ziel.json`]);
  expect(readdirSync(request.folder)).toEqual(expect.arrayContaining(['notiz.txt', 'fremd', 'e'.repeat(32)]));
  expect(readdirSync(request.generation)).toEqual(expect.arrayContaining(strangers));
  expect(readFileSync(secret, 'utf8')).toBe('Geheim');
});

test('A folder that vanishes while the cache is open costs only what was to be saved first', () => {
  const request = savedCache([1]);
  const cache = open(request);
  renameSync(request.folder, `${request.folder}-weg`);
  expect(knownOf(cache, [1])).toEqual([1]);
  putAll(cache, [2]);
  expect(cache.save(idsOf([1, 2]))).toEqual([]);
  expect(knownOnDisk(request.folder, key, [2])).toEqual([2]);
});

test('What a killed process left unfinished goes when it is an hour older than what is newest', () => {
  const request = savedCache([1]);
  const now = Date.now() / 1000;
  for (const [name, age] of [
    ['new-1', 3500],
    ['new-2', 3700],
  ] as const) {
    writeFileSync(join(request.generation, name), 'halb');
    utimesSync(join(request.generation, name), now - age, now - age);
  }
  open(request).save(idsOf([1]));
  expect(readdirSync(request.generation).filter((name) => name.startsWith('new-'))).toEqual(['new-1']);
});
