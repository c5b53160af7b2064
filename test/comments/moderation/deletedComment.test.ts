/** A comment that is deleted is gone from the site folder, also from what builds remember. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openAddressHashes } from '../../../src/comments/receiver/senderLimits.ts';
import { openAllStores, openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import { createModeration } from '../../../src/comments/moderation/moderation.ts';
import { forgetComments, openCommentCache } from '../../../src/content/load/sourceCache.ts';
import { createZone } from '../../../src/core/time.ts';
import { openDevSite } from '../../dev/openDevSite.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { article, createSite, type SiteText } from '../../support/testSite.ts';
import { pendingComment } from './pendingComment.ts';

const secret = 'Geheimniswort';
const address = 'anna@example.org';
const file = 'content/comments/kim/a.yaml';
const sampleText: SiteText = {
  'content/articles/kim.md': article('title: Kim\nslug: kim\ndate: 2023-09-13'),
  'content/comments/kim/b.yaml': 'name: Eva\ndate: 2023-09-14 10:00\ntext: Ein Satz.\n',
};
const written = { [file]: `name: Anna\ndate: 2023-09-14 11:00\ntext: ${secret}\n` };

/** The files below a folder that hold the secret. */
function holding(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, 'latin1').includes(secret))
    .map((path) => path.slice(folder.length + 1));
}

function moderationOf(site: string) {
  return createModeration({
    site,
    store: openAllStores(site),
    hashes: openAddressHashes(site, (bytes) => new Uint8Array(bytes).fill(1)),
  });
}

const later = Date.UTC(2100, 0);
const remembering = { fresh: false };

describe('A deleted comment', () => {
  test.each(['by its id', 'by its address'])(
    '%s is nowhere in the site folder, at once and after later builds',
    async (way) => {
      const site = createSite(sampleText);
      const moderation = moderationOf(site.folder);
      const comment = pendingComment({ text: secret, email: address });
      await openCommentStore(site.folder).add(comment);
      const zone = createZone('Europe/Berlin');
      expect((await moderation.approve(comment.id, { zone, keyOf: () => 'kim' })).diagnostics).toEqual([]);
      await site.build(remembering);
      await site.check();
      expect(holding(join(site.folder, '.cache'))).toEqual(['comments/files.json']);
      // Leftovers of a killed approval and a killed build.
      const unfinished = {
        [`content/comments/kim/.new-${comment.id}.yaml`]: secret,
        '.cache/comments/new-1': secret,
      };
      site.write(unfinished);

      const deletion =
        way === 'by its id' ? await moderation.remove(comment.id) : await moderation.erase(address, later);
      expect(deletion.diagnostics).toEqual([]);
      expect(holding(site.folder)).toEqual([]);
      for (const _ of [1, 2]) await site.build(remembering);
      await site.check();
      expect(holding(site.folder)).toEqual([]);
      expect(holding(site.out)).toEqual([]);
    },
  );

  test('does not come back from a preview that is open meanwhile', async () => {
    const { devSite, folder, write } = await openDevSite({ ...sampleText, ...written });
    expect(holding(join(folder, '.cache'))).toEqual(['comments/files.json']);
    await moderationOf(folder).remove('a');
    expect(holding(folder)).toEqual([]);
    write({ 'content/articles/kim.md': article('title: Anders\nslug: kim\ndate: 2023-09-13') });
    await devSite.rebuild();
    expect(holding(folder)).toEqual([]);
  });

  test('by hand is gone from the cache with the next build, whatever ran before', async () => {
    const site = createSite({ ...sampleText, ...written });
    await site.build(remembering);
    await site.check();
    site.remove(file);
    await site.build(remembering);
    expect(holding(site.folder)).toEqual([]);
  });

  test('is gone from what an earlier version of the program remembered, too', () => {
    const site = temporaryFolder();
    const generation = join(site, '.cache', 'a'.repeat(32));
    mkdirSync(generation, { recursive: true });
    const value = JSON.stringify({ comment: { value: { html: secret } } });
    writeFileSync(join(generation, `${'1'.repeat(32)}.segment`), `bytes${value}heads`);
    writeFileSync(join(generation, `${'2'.repeat(32)}.segment`), 'bytes{"article":{}}heads');
    forgetComments(site);
    expect(readdirSync(generation)).toEqual([`${'2'.repeat(32)}.segment`]);
  });

  test('whose cache cannot be cleared is reported with the cure', async () => {
    const site = createSite({ ...sampleText, ...written });
    mkdirSync(join(site.folder, '.cache/comments/files.json'), { recursive: true });
    const deletion = await moderationOf(site.folder).remove('a');
    expect(deletion.value).toEqual({ id: 'a', file });
    expect(deletion.diagnostics).toMatchObject([{ code: 'moderation/cache-kept', severity: 'error' }]);
  });
});

describe('What is remembered of comments', () => {
  const known = (name: string) => ({
    id: `digest ${name}`,
    file: `content/comments/kim/${name}`,
    value: { diagnostics: [] },
  });
  const names = ['a', 'b', 'c'];
  const steps = fc.array(fc.record({ process: fc.nat(2), step: fc.constantFrom('look', 'save', 'delete') }), {
    maxLength: 12,
  });

  test('is never of a file that was deleted, however looks, saves and deletions of processes meet', () => {
    fc.assert(
      fc.property(steps, (course) => {
        const site = temporaryFolder();
        const folder = join(site, 'content/comments/kim');
        mkdirSync(folder, { recursive: true });
        for (const name of names) writeFileSync(join(folder, name), '');
        const caches = names.map(() => openCommentCache(site, 'key'));
        const seen: string[][] = names.map(() => []);
        for (const { process, step } of course) {
          if (step === 'look') seen[process] = readdirSync(folder);
          if (step === 'save') caches[process]?.keep((seen[process] ?? []).map(known));
          if (step === 'delete') {
            rmSync(join(folder, names[process] ?? ''), { force: true });
            forgetComments(site);
          }
          const there = readdirSync(folder);
          const path = join(site, '.cache/comments/files.json');
          const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
          for (const name of names) if (!there.includes(name)) expect(text).not.toContain(`digest ${name}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('with other settings is not believed, is no damage, and goes also when nothing takes its place', () => {
    const site = temporaryFolder();
    mkdirSync(join(site, 'content/comments/kim'), { recursive: true });
    writeFileSync(join(site, 'content/comments/kim/a'), '');
    openCommentCache(site, 'key').keep([known('a')]);
    expect(openCommentCache(site, 'key').get('digest a')).toEqual({ diagnostics: [] });
    const other = openCommentCache(site, 'other key');
    expect(other.get('digest a')).toBeUndefined();
    other.keep([]);
    expect(other.problems()).toEqual([]);
    expect(readFileSync(join(site, '.cache/comments/files.json'), 'utf8')).not.toContain('digest a');
  });

  test('is neither written nor removed through a link', () => {
    const site = temporaryFolder();
    const elsewhere = temporaryFolder();
    writeFileSync(join(elsewhere, 'files.json'), 'mine');
    mkdirSync(join(site, '.cache'));
    symlinkSync(elsewhere, join(site, '.cache/comments'));
    const cache = openCommentCache(site, 'key');
    cache.keep([known('a')]);
    forgetComments(site);
    expect(readFileSync(join(elsewhere, 'files.json'), 'utf8')).toBe('mine');
  });
});
