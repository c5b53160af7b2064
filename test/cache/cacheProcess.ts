/**
 * Run as a process of its own: `cacheProcess.ts FOLDER KEY TASK`, where the folder may be read-only, the disk small, or
 * another process busy in the same folder. Prints what came of it as JSON.
 */
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openDiskCache } from '../../src/cache/diskCache.ts';
import { bytesOf, idOf, knownOf, knownOnDisk, putAll, type Sample, sampleOf } from './cacheSamples.ts';

const [, , folder = '', key = '', task = '', parameter = ''] = process.argv;
const numbers = (start: number, count: number) => Array.from({ length: count }, (_, index) => start + index);

/** Reads what is there and tries to add to it. */
function add(): unknown {
  const cache = openDiskCache<Sample>({ folder, key });
  const before = knownOf(cache, numbers(0, 4));
  putAll(cache, numbers(2, 2));
  cache.writeDocument('stempel', 1);
  const problems = [cache.save(new Set()), cache.save(new Set())];
  const after = knownOf(cache, numbers(0, 4));
  cache.close();
  return { before, problems, after };
}

/** Fills a disk; the blobs are too large for it, and later the values. */
function fill(): unknown {
  const cache = openDiskCache<Sample>({ folder, key });
  const live = new Set(numbers(0, 10).map(idOf));
  for (const number of numbers(0, 5)) cache.put(idOf(number), sampleOf(number), bytesOf(number));
  const first = cache.save(live);
  putAll(cache, [8]);
  cache.put(idOf(5), sampleOf(5), Buffer.alloc(2_000_000, 'x'));
  cache.put(idOf(6), sampleOf(6), bytesOf(6));
  const isWithoutBytes = [5, 6, 8].map((number) => cache.bytes(idOf(number)) === undefined);
  const remembered = [5, 6, 8].map((number) => cache.get(idOf(number)));
  const full = cache.save(live);
  cache.put('too long', { number: 9, title: 'x'.repeat(600_000) }, bytesOf(1));
  const fullAgain = cache.save(live);
  cache.put(idOf(7), sampleOf(7), bytesOf(7));
  const last = cache.save(live);
  cache.close();
  return {
    first,
    isWithoutBytes,
    remembered,
    full,
    fullAgain,
    last,
    known: knownOnDisk(folder, key, numbers(0, 10)),
  };
}

/** Fills most of a disk, so that there is no room for merging. */
function fillMerging(): unknown {
  const cache = openDiskCache<Sample>({ folder, key });
  for (const number of numbers(0, 5)) cache.put(idOf(number), sampleOf(number), Buffer.alloc(85_000));
  cache.save(new Set(numbers(0, 5).map(idOf)));
  const problems = cache.save(new Set(numbers(0, 2).map(idOf)));
  const sizes = numbers(0, 2).map((number) => cache.bytes(idOf(number))?.length);
  cache.close();
  const unfinished = readdirSync(join(folder, key)).filter((name) => name.startsWith('new-'));
  return { isRefused: problems.length === 1, sizes, unfinished };
}

/** Opens, puts, merges and drops again and again; every answer is checked, and what all want must never be missing. */
function race(): unknown {
  const start = Number(parameter);
  const problems: unknown[] = [];
  const base = numbers(1000, 20).map(idOf);
  let missed = 0;
  for (let round = 0; round < 40; round++) {
    const cache = openDiskCache<Sample>({ folder, key });
    knownOf(cache, numbers(0, 400));
    missed += 20 - knownOf(cache, numbers(1000, 20)).length;
    for (const number of numbers(start + round * 4, 4)) {
      putAll(cache, [number]);
      problems.push(...cache.save(new Set([...base, ...numbers(0, 400).map(idOf)])));
    }
    if (round % 10 === 9) problems.push(...cache.save(new Set([...base, ...numbers(round, 100).map(idOf)])));
    knownOf(cache, numbers(0, 400));
    cache.close();
  }
  return { missed, problems };
}

/** Gives the only segment another name every millisecond, until it is killed. */
function rename(): never {
  const generation = join(folder, key);
  const names = ['c', 'd'].map((digit) => join(generation, `${digit.repeat(32)}.segment`));
  renameSync(
    join(generation, readdirSync(generation).find((name) => name.endsWith('.segment')) ?? ''),
    names[0] ?? '',
  );
  process.stdout.write('bereit');
  for (let turn = 0; ; turn++) {
    renameSync(names[turn % 2] ?? '', names[(turn + 1) % 2] ?? '');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  }
}

const tasks: Readonly<Record<string, () => unknown>> = { add, fill, fillMerging, race, rename };
process.stdout.write(JSON.stringify(tasks[task]?.()));
