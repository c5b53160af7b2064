import { describe, expect, test } from 'vitest';
import { caughtLimits, pruneCaught } from '../../../src/comments/moderation/commentStore.ts';
import { commentId } from '../../../src/comments/parse/commentId.ts';
import { receiverTexts } from '../../../src/comments/receiver/receiverTexts.ts';
import { pendingComment } from '../moderation/pendingComment.ts';
import { setReceiverStage } from './receiverStage.ts';
import { goodFields } from './testReceiver.ts';

describe('A trap for machines', () => {
  test('makes them believe that their comment was taken, and keeps it apart for the editor', async () => {
    const { postJson, post, store, caught, world } = await setReceiverStage();
    expect(await postJson({ ...goodFields, fax: '030 123' })).toMatchObject({
      status: 201,
      body: { status: 'pending', id: expect.stringMatching(/^\d{8}-\d{6}-[a-z2-7]{8}$/) },
    });
    const second = await post({ ...goodFields, text: 'Noch einer.', fax: 'x' });
    expect(second.headers.get('location')).toMatch(/danke\/$/);
    expect(await store.list()).toEqual([]);
    expect(world.notified).toEqual([]);
    const kept = await caught.list();
    expect(kept.map(({ text, trap }) => [text, trap])).toEqual([
      ['Ein Satz.', 'honeypot'],
      ['Noch einer.', 'honeypot'],
    ]);
    expect(kept[0]?.remarks).toEqual([receiverTexts.remarks.honeypot]);
    expect(JSON.stringify(kept)).not.toContain('030 123');
  });

  test('answers whatever is sent as if it were none: only the place in which it is kept is another', async () => {
    const free = await setReceiverStage({ mostPending: 3, burst: 6 });
    const trapped = await setReceiverStage({ mostPending: 3, burst: 6 });
    const sent = [
      {},
      {},
      { text: '' },
      { text: 'Zwei.' },
      { article: '/2020/01/zu/' },
      { text: 'Drei.' },
      { text: 'Vier.' },
      { text: 'Fünf.' },
    ].map((change) => ({ ...goodFields, ...change }));
    for (const fields of sent) {
      const [plain, caught] = [await free.postJson(fields), await trapped.postJson({ ...fields, fax: 'x' })];
      expect(caught.status).toBe(plain.status);
      expect([...caught.headers.keys()]).toEqual([...plain.headers.keys()]);
      expect(Object.keys(caught.body ?? {})).toEqual(Object.keys(plain.body ?? {}));
    }
    const texts = async (stage: typeof free, where: 'store' | 'caught') =>
      (await stage[where].list()).map(({ text }) => text);
    expect(await texts(trapped, 'caught')).toEqual(await texts(free, 'store'));
    expect(await texts(trapped, 'store')).toEqual([]);
  });

  test('knows after a new start what it caught before', async () => {
    const first = await setReceiverStage();
    await first.postJson({ ...goodFields, fax: 'x' });
    const second = await setReceiverStage({ folder: first.folder });
    expect(await second.postJson({ ...goodFields, fax: 'x' })).toMatchObject({ status: 409 });
  });

  test('for quick hands keeps what it refuses until it is sent again', async () => {
    const { postJson, store, caught, world } = await setReceiverStage();
    const hasty = { ...goodFields, started: String(world.now - 1000) };
    for (const _ of [1, 2]) expect(await postJson(hasty)).toMatchObject({ status: 422 });
    expect((await caught.list()).map(({ text, trap }) => [text, trap])).toEqual([['Ein Satz.', 'time']]);
    expect(await postJson({ ...goodFields, started: String(world.now - 9000) })).toMatchObject({
      status: 201,
    });
    expect(await caught.list()).toEqual([]);
    expect(await store.list()).toHaveLength(1);
  });

  test('keeps the last 500 of a flood, and nothing for more than 30 days', async () => {
    const { caught, world } = await setReceiverStage();
    const at = (day: number, number: number) =>
      commentId(world.now - day * 24 * 3_600_000, Uint8Array.of(0, 0, 0, 0, 0, 0, number >> 5, number & 31));
    for (const [day, many] of [
      [31, 5],
      [29, 5],
      [0, 498],
    ] as const) {
      for (let number = 0; number < many; number++)
        await caught.add(pendingComment({ id: at(day, number), trap: 'honeypot' }));
    }
    await pruneCaught(caught, world.now);
    const ids = await caught.ids();
    expect(ids).toHaveLength(caughtLimits.most);
    expect(ids.filter((id) => id < at(1, 0))).toEqual([at(29, 3), at(29, 4)]);
  });
});
