/** Which files need not be read again. */
import { describe, expect, test } from 'vitest';
import { createKnownStamps } from '../../../src/content/load/sourceIds.ts';
import type { SourcePath } from '../../../src/core/model.ts';

const now = Date.UTC(2026, 9, 1, 12);
const hourAgo = now - 3_600_000;
const path = 'content/articles/kim.md' as SourcePath;
const stamp = { size: 7, modified: hourAgo, changed: hourAgo, inode: 3 };

function stampsThatKnow(known = stamp): ReturnType<typeof createKnownStamps> {
  const stamps = createKnownStamps(undefined);
  stamps.learn(path, known, 'abc', now);
  return stamps;
}

describe('A stamp', () => {
  test('tells what the file holds as long as it is the same', () => {
    const stamps = stampsThatKnow();
    expect(stamps.digestBy(path, { ...stamp })).toBe('abc');
    expect(stamps.digestBy('content/articles/pakt.md' as SourcePath, stamp)).toBeUndefined();
    expect(stamps.digestBy(path, undefined)).toBeUndefined();
  });

  test.each(['size', 'modified', 'changed', 'inode'] as const)('with another %s tells nothing', (name) => {
    expect(stampsThatKnow().digestBy(path, { ...stamp, [name]: stamp[name] + 1 })).toBeUndefined();
    expect(stampsThatKnow().digestBy(path, { ...stamp, [name]: stamp[name] - 1 })).toBeUndefined();
  });

  test.each(['modified', 'changed'] as const)('that was %s within three seconds is not believed', (name) => {
    const at = (age: number): typeof stamp => ({ ...stamp, [name]: now - age });
    for (const age of [-60_000, 0, 1, 2999, 3000]) {
      expect(stampsThatKnow(at(age)).digestBy(path, at(age)), `${age} ms`).toBeUndefined();
    }
    expect(stampsThatKnow(at(3001)).digestBy(path, at(3001))).toBe('abc');
  });

  test('that is too young makes the older one forgotten', () => {
    const stamps = stampsThatKnow();
    stamps.learn(path, { ...stamp, modified: now }, 'def', now);
    expect(stamps.digestBy(path, stamp)).toBeUndefined();
  });

  test('outlives the run as JSON', () => {
    const kept: unknown = JSON.parse(JSON.stringify(stampsThatKnow().changed(new Set([path]))));
    expect(createKnownStamps(kept).digestBy(path, stamp)).toBe('abc');
  });
});

describe('What is kept', () => {
  test('is told only when it has changed', () => {
    const stamps = stampsThatKnow();
    expect(stamps.changed(new Set([path]))).toBeDefined();
    expect(stamps.changed(new Set([path]))).toBeUndefined();
    stamps.learn(path, undefined, 'abc', now);
    expect(stamps.changed(new Set([path]))).toEqual([]);
  });

  test('is nothing of files that are gone', () => {
    const stamps = stampsThatKnow();
    expect(stamps.changed(new Set())).toEqual([]);
    expect(stamps.digestBy(path, stamp)).toBeUndefined();
  });

  test.each([
    undefined,
    null,
    7,
    'x',
    {},
    [[]],
    [[path]],
    [[path, null]],
    [[path, { ...stamp }]],
    [[path, { ...stamp, digest: 7 }]],
    [[path, { digest: 'abc', size: 7 }]],
    [[7, { ...stamp, digest: 'abc' }]],
    [path, { ...stamp, digest: 'abc' }],
  ])('and is garbage is passed over: %j', (kept) => {
    const stamps = createKnownStamps(kept);
    expect(stamps.digestBy(path, stamp)).toBeUndefined();
    expect(stamps.changed(new Set([path]))).toBeUndefined();
  });

  test('and is good is found among garbage', () => {
    const stamps = createKnownStamps([7, [path, { ...stamp, digest: 'abc' }], [path, 'x']]);
    expect(stamps.digestBy(path, stamp)).toBe('abc');
  });
});
