/** Refusals of the system cost cached values, never the work. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDiskCache } from '../../src/cache/diskCache.ts';
import { knownOf, knownOnDisk, putAll, type Sample, sampleOf } from './cacheSamples.ts';
import { idsOf, key, open, range, type TemporaryCache, temporaryCache } from './temporaryCache.ts';

const script = fileURLToPath(new URL('./cacheProcess.ts', import.meta.url));

const mount = 'mount -t tmpfs -o size=512k small "$0"';
const execute = (file: string, ...parameters: readonly string[]) =>
  spawnSync(file, parameters, { encoding: 'utf8' });
const canMount = execute('unshare', '-rm', 'sh', '-c', mount, import.meta.dirname).status === 0;

/** Runs a task where the site is a small disk, or where that is forbidden with as narrow a limit on the size of a file. */
function onSmallDisk({ site, folder }: TemporaryCache, task: string): unknown {
  const command = [site, process.execPath, script, folder, key, task];
  const { stderr, stdout } = canMount
    ? execute('unshare', '-rm', 'sh', '-c', `${mount} && exec "$@"`, ...command)
    : execute('sh', '-c', 'ulimit -f 1024 && exec "$@"', ...command);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

/** Works as a cache without a disk does; every answer until `close` is as if it had been refused once. */
function expectNoCache(request: TemporaryCache, path: string, code: string): void {
  const cache = open(request);
  expect(knownOf(cache, [1])).toEqual([]);
  putAll(cache, [1]);
  expect(cache.get([...idsOf([1])].join())).toEqual(sampleOf(1));
  expect(cache.readDocument('stempel')).toBeUndefined();
  cache.writeDocument('stempel', 1);
  expect(cache.save(idsOf([1]))).toEqual([{ kind: 'unwritable', path, code }]);
  expect(cache.save(idsOf([1]))).toEqual([]);
}

describe('In the place of the cache', () => {
  test('a file is left alone', () => {
    const request = temporaryCache();
    writeFileSync(request.folder, 'Fremd');
    expectNoCache(request, '.cache', 'ENOTDIR');
    expect(readFileSync(request.folder, 'utf8')).toBe('Fremd');
  });

  test('a file instead of the generation is left alone', () => {
    const request = temporaryCache();
    mkdirSync(request.folder);
    writeFileSync(request.generation, 'Fremd');
    expectNoCache(request, `.cache/${key}`, 'ENOTDIR');
    expect(readFileSync(request.generation, 'utf8')).toBe('Fremd');
  });

  test.each(['folder', 'generation'] as const)('a link is not followed: %s', (level) => {
    const request = temporaryCache();
    const first = openDiskCache<Sample>(request);
    putAll(first, [1]);
    first.save(idsOf([1]));
    first.close();
    const target = join(request.site, 'anderswo');
    renameSync(request[level], target);
    symlinkSync(target, request[level]);
    const before = readdirSync(target, { recursive: true });
    expectNoCache(request, level === 'folder' ? '.cache' : `.cache/${key}`, 'ELOOP');
    expect(readdirSync(target, { recursive: true })).toEqual(before);
  });

  test('nothing can be made where there is no site', () => {
    const request = temporaryCache();
    rmSync(request.site, { recursive: true });
    expectNoCache(request, `.cache/${key}`, 'ENOENT');
  });
});

describe('A folder that may only be read', () => {
  // Nobody is forbidden anything but the system's administrator, so the program runs as nobody.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const addTo = (request: TemporaryCache): unknown => {
    const run = spawnSync(process.execPath, [script, request.folder, key, 'add'], {
      encoding: 'utf8',
      ...nobody,
    });
    expect(run.stderr).toBe('');
    return JSON.parse(run.stdout);
  };
  const refusal = { kind: 'unwritable', path: `.cache/${key}`, code: 'EACCES' };

  function close(...folders: readonly string[]): void {
    for (const folder of folders) chmodSync(folder, 0o555);
    onTestFinished(() => {
      for (const folder of folders) chmodSync(folder, 0o755);
    });
  }

  test('is read, nothing is written, and one problem is reported', () => {
    const request = temporaryCache();
    const first = openDiskCache<Sample>(request);
    putAll(first, [0, 1, 2]);
    first.save(idsOf([0, 1, 2]));
    first.close();
    const before = readdirSync(request.folder, { recursive: true });
    close(request.site, request.folder, request.generation);
    expect(addTo(request)).toEqual({ before: [0, 1, 2], problems: [[refusal], []], after: [0, 1, 2] });
    expect(readdirSync(request.folder, { recursive: true })).toEqual(before);
  });

  test('stays empty when it is empty', () => {
    const request = temporaryCache();
    close(request.site);
    expect(addTo(request)).toEqual({ before: [], problems: [[refusal], []], after: [] });
    expect(readdirSync(request.site)).toEqual([]);
  });

  test('may also not be readable: that is one problem as well', () => {
    const request = temporaryCache();
    open(request);
    chmodSync(request.site, 0o755);
    chmodSync(request.folder, 0o000);
    onTestFinished(() => chmodSync(request.folder, 0o755));
    const unreadable = { ...refusal, kind: 'unreadable' };
    expect(addTo(request)).toEqual({ before: [], problems: [[unreadable], []], after: [] });
  });
});

test('A full disk is reported, leaves what was saved, keeps no half file, and is forgotten when there is room again', () => {
  expect(onSmallDisk(temporaryCache(), 'fill')).toEqual({
    first: [],
    isWithoutBytes: [true, true, true],
    remembered: [sampleOf(5), sampleOf(6), sampleOf(8)],
    full: [{ kind: 'unwritable', path: `.cache/${key}`, code: canMount ? 'ENOSPC' : 'EFBIG' }],
    fullAgain: [],
    last: [],
    known: [0, 1, 2, 3, 4, 7],
  });
});

test('A disk too full for merging leaves everything as it was', () => {
  expect(onSmallDisk(temporaryCache(), 'fillMerging')).toEqual({
    isRefused: canMount,
    sizes: [85_000, 85_000],
    unfinished: [],
  });
});

describe('Several processes in one folder', () => {
  test('never crash, never read a wrong answer, and what one saved last is there', async () => {
    const request = temporaryCache();
    const first = openDiskCache<Sample>(request);
    putAll(first, range(1000, 1020));
    first.save(idsOf(range(1000, 1020)));
    first.close();
    const children = [0, 100, 200].map((start) =>
      spawn(process.execPath, [script, request.folder, key, 'race', String(start)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const results = children.map(async (child) => {
      const ended = once(child, 'exit');
      let said = '';
      for await (const chunk of child.stdout) said += String(chunk);
      return { code: (await ended)[0] as unknown, result: JSON.parse(said) as unknown };
    });
    expect(await Promise.all(results)).toEqual(
      children.map(() => ({ code: 0, result: { missed: 0, problems: [] } })),
    );
    const names = readdirSync(request.generation);
    expect(names.filter((name) => name.startsWith('new-'))).toEqual([]);
    const cache = open(request);
    putAll(cache, range(0, 400));
    expect(cache.save(idsOf(range(0, 400)))).toEqual([]);
    expect(knownOnDisk(request.folder, key, range(0, 400))).toEqual(range(0, 400));
  });

  test('find what another has just merged: a file that vanishes before it is opened is looked for again', async () => {
    const request = temporaryCache();
    const first = openDiskCache<Sample>(request);
    putAll(first, [1]);
    first.save(idsOf([1]));
    first.close();
    const other = spawn(process.execPath, [script, request.folder, key, 'rename'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void other.kill());
    await once(other.stdout, 'data');
    const missed = range(0, 1000).filter(() => knownOnDisk(request.folder, key, [1]).length === 0);
    expect(missed).toEqual([]);
  });
});
