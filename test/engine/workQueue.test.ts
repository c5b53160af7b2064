import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { WorkQueue } from '../../src/engine/workQueue.ts';

test('A queue does its tasks in their order, those that come late as well, and ends when it is closed', async () => {
  const queue = new WorkQueue<number>();
  const done: number[] = [];
  queue.push([1, 2, 3]);
  const drained = queue.drain((task) => {
    done.push(task);
    if (task === 2) queue.push([4]);
  }, 2);
  await setImmediate();
  await setImmediate();
  await setImmediate();
  queue.push([5]);
  queue.close();
  await drained;
  expect(done).toEqual([1, 2, 3, 4, 5]);
});

test('A queue lets the world speak between slices of its work', async () => {
  const queue = new WorkQueue<number>();
  const events: string[] = [];
  queue.push([1, 2, 3, 4]);
  queue.close();
  const spoken = setImmediate().then(() => events.push('Welt'));
  await Promise.all([queue.drain((task) => events.push(String(task)), 2), spoken]);
  expect(events.indexOf('Welt')).toBeLessThan(events.indexOf('4'));
});

test('A queue closed before anything came ends at once', async () => {
  const queue = new WorkQueue<number>();
  queue.close();
  await expect(queue.drain(() => {}, 1)).resolves.toBeUndefined();
});

test('A queue takes more tasks at once than a call can have arguments', async () => {
  const queue = new WorkQueue<number>();
  queue.push(Array.from({ length: 500_000 }, (_, index) => index));
  queue.close();
  let last = -1;
  await queue.drain((task) => (last = task), 100_000);
  expect(last).toBe(499_999);
});

test('A queue hands on what its work throws', async () => {
  const queue = new WorkQueue<number>();
  queue.push([1]);
  const drained = queue.drain(() => {
    throw new Error('kaputt');
  }, 1);
  await expect(drained).rejects.toThrow('kaputt');
});
