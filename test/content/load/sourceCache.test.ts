/** Identities of files without reading them, with real files. */
import { renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCaches, type SourceCache } from '../../../src/content/load/sourceCache.ts';
import { parseOptionsOf } from '../../../src/content/load/readSources.ts';
import type { SourcePath } from '../../../src/core/model.ts';
import type { Identity } from '../../../src/content/load/sourceIds.ts';
import { listSite, type SourceFile } from '../../../src/content/discover.ts';
import { article, createSite, type TestSite } from '../../support/testSite.ts';

const path = 'content/articles/kim.md';
const text = article('title: Kim\ndate: 2026-01-01');
/** As long as the other. */
const changedText = text.replace('Kim', 'Pia');
/** A year that tells nothing. */
const longAgo = new Date(2020, 0, 1);

/** An hour later than it is, all files are old enough to be believed. */
function rememberLater(site: TestSite): SourceCache {
  const clock = (): number => Date.now() + 3_600_000;
  const caches = createCaches({ site: site.folder, program: 'test', clock });
  onTestFinished(() => caches.close());
  return caches.open(parseOptionsOf(undefined, false));
}

function identify(cache: SourceCache, { folder }: TestSite): Identity {
  const source = listSite(folder).files.find((file: SourceFile) => file.path === path);
  const identity = source && cache.identify(source).value;
  if (!identity) throw new Error('The article is not there');
  return identity;
}

describe('A file', () => {
  test('is read once, and no more after a save, by the next run either', () => {
    const site = createSite({ [path]: text });
    const cache = rememberLater(site);
    const first = identify(cache, site);
    expect(first.bytes?.toString()).toBe(text);
    const { id, digest } = first;
    expect(identify(cache, site)).toEqual({ id, digest });
    cache.save();
    expect(identify(rememberLater(site), site)).toEqual({ id, digest });
  });

  test('whose stamp was taken a moment ago is looked at anew the next time but one', () => {
    const site = createSite({ [path]: text });
    const clock = (): number => Date.now() + 3_600_000;
    const first = rememberLater(site);
    const { id } = identify(first, site);
    first.save();
    const caches = createCaches({ site: site.folder, program: 'test', clock });
    onTestFinished(() => caches.close());
    caches.stampsOf(listSite(site.folder).files);
    const cache = caches.open(parseOptionsOf(undefined, false));
    site.write({ [path]: `${changedText}!` });
    expect(identify(cache, site).id).toBe(id);
    const again = identify(cache, site);
    expect(again.bytes?.toString()).toBe(`${changedText}!`);
    expect(again.id).not.toBe(id);
  });

  test('that is believed to be what it was is not looked at until then', () => {
    const site = createSite({ [path]: text });
    const cache = rememberLater(site);
    const { id } = identify(cache, site);
    cache.believe(new Map([[path as SourcePath, id]]));
    site.write({ [path]: `${changedText}!` });
    expect(identify(cache, site).id).toBe(id);
    cache.believe();
    expect(identify(cache, site).id).not.toBe(id);
  });

  test('that has just been written is read every time', () => {
    const site = createSite({ [path]: text });
    const clock = (): number => Date.now();
    const cache = createCaches({ site: site.folder, program: 'test', clock }).open(
      parseOptionsOf(undefined, false),
    );
    onTestFinished(cache.close);
    identify(cache, site);
    expect(identify(cache, site).bytes?.toString()).toBe(text);
  });

  test('that was changed with its time put back is read again', () => {
    const site = createSite({ [path]: text });
    const file = join(site.folder, path);
    utimesSync(file, longAgo, longAgo);
    const cache = rememberLater(site);
    const before = identify(cache, site);
    const { ctimeMs } = statSync(file);
    // Until the system's clock has ticked.
    while (statSync(file).ctimeMs === ctimeMs) {
      writeFileSync(file, changedText);
      utimesSync(file, longAgo, longAgo);
    }
    const after = identify(cache, site);
    expect(after.bytes?.toString()).toBe(changedText);
    expect(after.digest).not.toBe(before.digest);
  });

  test('that was exchanged for another of the same size and time is read again', () => {
    const site = createSite({ [path]: text, andere: changedText });
    const [file, other] = [join(site.folder, path), join(site.folder, 'andere')];
    for (const each of [file, other]) utimesSync(each, longAgo, longAgo);
    const cache = rememberLater(site);
    identify(cache, site);
    renameSync(other, file);
    expect(identify(cache, site).bytes?.toString()).toBe(changedText);
  });

  test('that was moved has another id', () => {
    const site = createSite({ [path]: text });
    const cache = rememberLater(site);
    const before = identify(cache, site);
    site.rename(path, 'content/articles/weg/kim.md');
    const moved = listSite(site.folder).files.find((file) => file.path.endsWith('weg/kim.md'));
    const after = moved && cache.identify(moved).value;
    expect(after?.digest).toBe(before.digest);
    expect(after?.id).not.toBe(before.id);
  });
});

describe('A bundle of the theme', () => {
  const bundled = { value: Buffer.from('a{}'), diagnostics: [] };

  test('is made once, and known by the next run, with what is to be told of it', async () => {
    const site = createSite({});
    let made = 0;
    const bundle = (): Promise<typeof bundled> => Promise.resolve((made++, bundled));
    for (let run = 0; run < 3; run++) {
      const cache = rememberLater(site);
      const { value, diagnostics } = await cache.bundleOnce('a', bundle);
      expect([value?.toString(), diagnostics]).toEqual(['a{}', []]);
      cache.save();
    }
    expect(made).toBe(1);
  });

  test('that could not be made is tried again', async () => {
    const site = createSite({});
    const cache = rememberLater(site);
    expect((await cache.bundleOnce('a', () => Promise.resolve({ diagnostics: [] }))).value).toBeUndefined();
    expect((await cache.bundleOnce('a', () => Promise.resolve(bundled))).value).toBe(bundled.value);
  });
});
