import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCommentStore } from '../../../src/comments/moderation/commentStore.ts';
import { readTree } from '../../support/testSite.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { hostileArticle, hostileComments, secretAddress } from '../hostileComments.ts';
import { setReceiverStage } from './receiverStage.ts';

test('Whatever readers send who mean no good: the receiver lives, writes into its folder alone, and gives nothing back', async () => {
  expect(hostileComments.length).toBeGreaterThanOrEqual(300);
  const root = temporaryFolder();
  const outside = () => Object.keys(readTree(root)).filter((path) => !path.startsWith('.comments/'));
  const { post, postJson, store, world, folder } = await setReceiverStage({ folder: root });
  for (const { name, fields } of hostileComments) {
    const answer = await postJson(fields);
    expect([name, [201, 400, 404, 409, 413, 422].includes(answer.status)]).toEqual([name, true]);
    const said = JSON.stringify(answer.body);
    expect([name, said.includes('<'), said.includes(secretAddress)]).toEqual([name, false, false]);
    const { status, headers } = await post(fields);
    expect([name, status]).toEqual([name, 303]);
    expect([name, headers.get('location')]).toEqual([
      name,
      expect.stringMatching(
        /^https:\/\/example\.org\/blog\/kommentar-(?:danke\/|fehler\/\?grund=([a-z-]+)#grund-\1(?:-[a-z]+)?)$/,
      ),
    ]);
  }
  expect(outside()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['.comments']);
  const stored = await store.list();
  expect(stored.length).toBeGreaterThan(100);
  expect(await store.damaged()).toEqual([]);
  expect(new Set(stored.map(({ article }) => article))).toEqual(new Set([hostileArticle.url]));
  expect(stored.filter(({ url }) => url !== undefined && !/^https?:\/\//.test(url))).toEqual([]);
  expect(stored.filter(({ name }) => /\p{Cc}/u.test(name))).toEqual([]);
  expect(world.reported).toEqual([]);
});

test('A store is read anew as it was written, whatever stands in it', async () => {
  const { post, folder, world } = await setReceiverStage();
  for (const { fields } of hostileComments.slice(0, 100)) await post(fields);
  expect(await openCommentStore(folder).list()).toEqual(
    world.notified.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const pending = join(folder, '.comments', 'pending');
  for (const name of readdirSync(pending))
    expect(() => void JSON.parse(readFileSync(join(pending, name), 'utf8'))).not.toThrow();
});
