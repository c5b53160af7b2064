import { describe, expect, test } from 'vitest';
import { createNotifier, type NotificationChannel } from '../../../src/comments/notify/createNotifier.ts';
import { receiverTexts } from '../../../src/comments/receiver/receiverTexts.ts';
import { pendingComment } from '../moderation/pendingComment.ts';

/** A way that tells which comments came together, and is done when it is told to be. */
function slowWay(): {
  readonly way: NotificationChannel;
  readonly sent: string[][];
  readonly done: () => void;
} {
  const sent: string[][] = [];
  let finish = (): void => {};
  const way: NotificationChannel = {
    name: 'langsam',
    send: (comments) => {
      sent.push(comments.map(({ text }) => text));
      return new Promise((resolve) => (finish = resolve));
    },
  };
  return { way, sent, done: () => finish() };
}

describe('The notifier', () => {
  test('tells of the first comment at once, and of those that come meanwhile together', async () => {
    const { way, sent, done } = slowWay();
    const notifier = createNotifier({ ways: [way], pause: 0, report: () => {} });
    notifier.push(pendingComment({ text: 'eins' }));
    expect(sent).toEqual([['eins']]);
    for (const text of ['zwei', 'drei', 'vier']) notifier.push(pendingComment({ text }));
    done();
    await expect.poll(() => sent).toEqual([['eins'], ['zwei', 'drei', 'vier']]);
    done();
    await notifier.close();
  });

  test('tells of what is left when the service ends, without waiting for its pause', async () => {
    const sent: string[][] = [];
    const send: NotificationChannel['send'] = async (comments) =>
      void sent.push(comments.map(({ text }) => text));
    const notifier = createNotifier({ ways: [{ name: 'x', send }], pause: 3_600_000, report: () => {} });
    notifier.push(pendingComment({ text: 'eins' }));
    notifier.push(pendingComment({ text: 'zwei' }));
    await notifier.close();
    expect(sent).toEqual([['eins'], ['zwei']]);
  });

  test('tells by all ways, and says which one failed', async () => {
    const sent: string[] = [];
    const reported: string[] = [];
    const broken: NotificationChannel = {
      name: 'kaputt',
      send: () => Promise.reject(new Error('keine\u001b Lust')),
    };
    const sound: NotificationChannel = {
      name: 'heil',
      send: async ([comment]) => void sent.push(comment?.text ?? ''),
    };
    const notifier = createNotifier({
      ways: [broken, sound],
      pause: 0,
      report: (line) => void reported.push(line),
    });
    notifier.push(pendingComment({ text: 'eins' }));
    await notifier.close();
    notifier.push(pendingComment({ text: 'zwei' }));
    await notifier.close();
    expect(sent).toEqual(['eins', 'zwei']);
    expect(reported).toEqual(Array(2).fill(receiverTexts.notNotified('kaputt', 'keine\ufffd Lust')));
  });

  test('does not pile up a flood', async () => {
    const { way, sent, done } = slowWay();
    const notifier = createNotifier({ ways: [way], pause: 0, report: () => {} });
    for (let count = 0; count < 5000; count++) notifier.push(pendingComment({ text: String(count) }));
    done();
    await expect.poll(() => sent.map(({ length }) => length)).toEqual([1, 100]);
    done();
    await notifier.close();
  });
});
