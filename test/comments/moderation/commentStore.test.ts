import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentId } from '../../../src/comments/parse/commentId.ts';
import { openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import type { PendingComment } from '../../../src/comments/receiver/sentFields.ts';
import { parseUrlPath } from '../../../src/core/paths.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

function comment(count: number, change: Partial<PendingComment> = {}): PendingComment {
  const article = parseUrlPath('/2023/09/kim/');
  if (article === undefined) throw new Error('That is an address');
  const moment = Date.UTC(2026, 10, 23, 12, 45, count);
  const id = commentId(moment, Buffer.alloc(8, count));
  return {
    id,
    received: new Date(moment).toISOString(),
    article,
    name: 'Anna',
    text: 'Text',
    remarks: [],
    ...change,
  };
}

function pendingIn(folder: string): string {
  return join(folder, '.comments', 'pending');
}

describe('The store of pending comments', () => {
  test('lists what was added, oldest first, finds and removes it', async () => {
    const store = openCommentStore(temporaryFolder());
    const [first, second, third] = [
      comment(1),
      comment(2, { parent: 'a-1', email: 'a@example.net' }),
      comment(3),
    ];
    await Promise.all([third, first, second].map(store.add));
    expect(await store.list()).toEqual([first, second, third]);
    expect(await store.ids()).toEqual([first.id, second.id, third.id]);
    expect(await store.find(second.id)).toEqual(second);
    expect(await store.remove(second.id)).toBe(true);
    expect(await store.remove(second.id)).toBe(false);
    expect(await store.find(second.id)).toBeUndefined();
    expect(await store.list()).toEqual([first, third]);
  });

  test('of a site without any is empty and leaves no trace', async () => {
    const folder = temporaryFolder();
    const store = openCommentStore(folder);
    expect(await store.list()).toEqual([]);
    expect(await store.damaged()).toEqual([]);
    expect(await store.remove(comment(1).id)).toBe(false);
    await store.sweep(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is for its owner alone, and not for Git', async () => {
    const folder = temporaryFolder();
    await openCommentStore(folder).add(comment(1));
    const modeOf = (path: string): number => lstatSync(path).mode & 0o777;
    expect(modeOf(join(folder, '.comments'))).toBe(0o700);
    expect(modeOf(join(pendingIn(folder), `${comment(1).id}.json`))).toBe(0o600);
    expect(readFileSync(join(folder, '.comments', '.gitignore'), 'utf8')).toBe('*\n');
  });

  test('takes whatever readers write, and gives it back', async () => {
    const store = openCommentStore(temporaryFolder());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (name, text) => {
        const added = comment(4, { name, text });
        await store.add(added);
        expect(await store.find(added.id)).toEqual(added);
      }),
      { numRuns: 50 },
    );
  });

  test('takes many at once', async () => {
    const store = openCommentStore(temporaryFolder());
    const ids = Array.from({ length: 500 }, (_, count) =>
      commentId(0, Uint8Array.of(count, count >> 5, 0, 0, 0, 0, 0, 0)),
    );
    await Promise.all(ids.map((id) => store.add(comment(0, { id }))));
    expect(new Set((await store.list()).map(({ id }) => id))).toEqual(new Set(ids));
  });

  test('leaves out files that are no comments, and names those that should be', async () => {
    const folder = temporaryFolder();
    const store = openCommentStore(folder);
    await store.add(comment(1));
    const put = (name: string, text: string): void => writeFileSync(join(pendingIn(folder), name), text);
    put('notizen.txt', 'Notizen');
    put(`.new-${comment(2).id}.json`, '{');
    put(`${comment(3).id}.json`, '{"id":');
    put(`${comment(4).id}.json`, JSON.stringify(comment(5)));
    put(`${comment(6).id}.json`, JSON.stringify({ ...comment(6), url: 'javascript:alert(1)' }));
    put(`${comment(7).id}.json`, `"${'a'.repeat(1024 * 1024)}"`);
    mkdirSync(join(pendingIn(folder), `${comment(8).id}.json`));
    expect(await store.list()).toEqual([comment(1)]);
    expect(await store.damaged()).toEqual(
      [3, 4, 6, 7, 8].map((count) => `pending/${comment(count).id}.json`),
    );
  });

  test.each(['../../../etc/passwd', '', '.', 'a', `../pending/${comment(1).id}`, `${comment(1).id}/../x`])(
    'has nothing under the id %j',
    async (id) => {
      const store = openCommentStore(temporaryFolder());
      await store.add(comment(1));
      expect(await store.find(id)).toBeUndefined();
      expect(await store.remove(id)).toBe(false);
      await expect(store.add(comment(2, { id }))).rejects.toThrow('No id');
    },
  );
});

describe('Symbolic links', () => {
  test.each(['.comments', '.comments/pending'])(
    'in place of %s are neither read, nor written, nor swept through',
    async (link) => {
      const folder = temporaryFolder();
      const elsewhere = temporaryFolder();
      const name = `${comment(1).id}.json`;
      mkdirSync(join(elsewhere, 'pending'));
      for (const place of [elsewhere, join(elsewhere, 'pending')])
        for (const file of [name, '.new-x']) writeFileSync(join(place, file), JSON.stringify(comment(1)));
      if (link !== '.comments') mkdirSync(join(folder, '.comments'));
      symlinkSync(elsewhere, join(folder, link));
      const store = openCommentStore(folder);
      await expect(store.add(comment(2))).rejects.toThrow('Not a folder');
      expect(await store.list()).toEqual([]);
      expect(await store.find(comment(1).id)).toBeUndefined();
      expect(await store.remove(comment(1).id)).toBe(false);
      await store.sweep(Date.now() + 3_600_000);
      expect(readdirSync(elsewhere).toSorted()).toEqual(['.new-x', name, 'pending']);
      expect(readdirSync(join(elsewhere, 'pending')).toSorted()).toEqual(['.new-x', name]);
    },
  );

  test('in place of a comment are not read', async () => {
    const folder = temporaryFolder();
    const store = openCommentStore(folder);
    await store.add(comment(1));
    const elsewhere = join(temporaryFolder(), 'x.json');
    writeFileSync(elsewhere, JSON.stringify(comment(2)));
    symlinkSync(elsewhere, join(pendingIn(folder), `${comment(2).id}.json`));
    expect(await store.find(comment(2).id)).toBeUndefined();
    expect(await store.list()).toEqual([comment(1)]);
  });
});

describe('What a killed service left unfinished', () => {
  test('goes away after a minute; nothing else does', async () => {
    const folder = temporaryFolder();
    const store = openCommentStore(folder);
    await store.add(comment(1));
    const now = Date.now();
    for (const [name, seconds] of [
      ['.new-old', -61],
      ['.new-young', -59],
      ['notizen', -3600],
    ] as const) {
      writeFileSync(join(pendingIn(folder), name), '');
      utimesSync(join(pendingIn(folder), name), now / 1000, now / 1000 + seconds);
    }
    await store.sweep(now);
    expect(readdirSync(pendingIn(folder)).toSorted()).toEqual([
      '.new-young',
      `${comment(1).id}.json`,
      'notizen',
    ]);
  });
});

test('What a killed process left unfinished is in nobody’s way', async () => {
  const folder = temporaryFolder();
  const store = openCommentStore(folder);
  await store.add(comment(1));
  writeFileSync(join(pendingIn(folder), `.new-${comment(2).id}.json`), '{"id"');
  await store.add(comment(2));
  expect(await store.list()).toEqual([comment(1), comment(2)]);
});

test('What the system refuses is thrown, and leaves nothing behind', async () => {
  const folder = temporaryFolder();
  const store = openCommentStore(folder);
  await store.add(comment(1));
  const blocked = join(pendingIn(folder), `${comment(2).id}.json`);
  mkdirSync(join(blocked, 'full'), { recursive: true });
  await expect(store.add(comment(2))).rejects.toMatchObject({ syscall: 'rename' });
  expect(readdirSync(pendingIn(folder)).filter((name) => name.startsWith('.new-'))).toEqual([]);
});
