import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/core/digestOf.ts';
import { openBlobStore } from '../../src/cache/blobStore.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const one = digestOf('one');
const two = digestOf('two');
const bytesOf = (length: number): Uint8Array => new Uint8Array(length).fill(7);

describe('Bytes that were costly to make', () => {
  test('are there for whoever opens the folder later', () => {
    const folder = join(temporaryFolder(), '.cache', 'pictures');
    expect(openBlobStore(folder).get(one)).toBeUndefined();
    openBlobStore(folder).put(one, bytesOf(9));
    expect(Buffer.from(openBlobStore(folder).get(one) ?? [])).toEqual(Buffer.from(bytesOf(9)));
    expect(openBlobStore(folder).has(one)).toBe(true);
    expect(openBlobStore(folder).has(two)).toBe(false);
  });

  test('are as if they were not there when they are not what was written', () => {
    const folder = temporaryFolder();
    const store = openBlobStore(folder);
    for (const content of ['', 'kurz', `${digestOf('x')}y`]) {
      writeFileSync(join(folder, one), content);
      expect(store.get(one)).toBeUndefined();
    }
    store.put(one, bytesOf(3));
    expect(store.get(one)?.length).toBe(3);
  });

  test('stay while they are few, wanted or not, and go when they take more room than what is wanted', () => {
    const folder = temporaryFolder();
    const store = openBlobStore(folder);
    store.put(one, bytesOf(100));
    store.put(two, bytesOf(90));
    writeFileSync(join(folder, 'fremd'), 'bleibt');
    store.tidy(new Set([one]));
    expect(store.has(two)).toBe(true);
    store.tidy(new Set([two]));
    expect(readdirSync(folder).toSorted()).toEqual([two, 'fremd'].toSorted());
  });

  test('are not kept where the folder is none, or somebody else’s', () => {
    const root = temporaryFolder();
    const elsewhere = join(root, 'elsewhere');
    mkdirSync(elsewhere);
    mkdirSync(join(root, '.cache'));
    symlinkSync(elsewhere, join(root, '.cache', 'pictures'));
    openBlobStore(join(root, '.cache', 'pictures')).put(one, bytesOf(1));
    expect(readdirSync(elsewhere)).toEqual([]);
    writeFileSync(join(root, 'file'), '');
    const store = openBlobStore(join(root, 'file', 'pictures'));
    store.put(one, bytesOf(1));
    store.tidy(new Set());
    expect(store.get(one)).toBeUndefined();
    expect(existsSync(join(root, 'file', 'pictures'))).toBe(false);
  });
});
