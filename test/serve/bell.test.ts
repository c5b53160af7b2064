import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { createBell } from '../../src/serve/bell.ts';

/** A listener who takes its time: every ring lasts until `finish` is called. */
function slowListener() {
  const rings: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  return {
    rings,
    onRing: (hints: readonly string[]): Promise<void> => {
      rings.push(hints);
      return new Promise((resolve) => ends.push(resolve));
    },
    finish: async (): Promise<void> => {
      ends.shift()?.();
      await setImmediate();
    },
  };
}

describe('The bell', () => {
  test('rings once for all that comes together, sorted and each named once', async () => {
    const { rings, onRing } = slowListener();
    const bell = createBell(onRing);
    for (const hint of ['b', 'a', 'b']) bell.push(hint);
    await vi.waitFor(() => expect(rings).toEqual([['a', 'b']]));
  });

  test('does not ring while a ring lasts, and then rings once for all that came meanwhile', async () => {
    const { rings, onRing, finish } = slowListener();
    const bell = createBell(onRing);
    bell.push('a');
    await vi.waitFor(() => expect(rings).toHaveLength(1));
    bell.push('b');
    await setTimeout(10);
    bell.push('c');
    expect(rings).toEqual([['a']]);
    await finish();
    expect(rings).toEqual([['a'], ['b', 'c']]);
    await finish();
    bell.push('d');
    await vi.waitFor(() => expect(rings).toEqual([['a'], ['b', 'c'], ['d']]));
  });

  test('rings again after a ring took along what was still waiting', async () => {
    const { rings, onRing, finish } = slowListener();
    const bell = createBell(onRing);
    bell.push('a');
    await vi.waitFor(() => expect(rings).toHaveLength(1), { interval: 1 });
    bell.push('b');
    await finish();
    await finish();
    // Until the wait that began with b is over.
    await setTimeout(10);
    bell.push('c');
    await vi.waitFor(() => expect(rings).toEqual([['a'], ['b'], ['c']]));
  });

  test('is silent after it was closed, which waits for the last ring', async () => {
    const { rings, onRing, finish } = slowListener();
    const bell = createBell(onRing);
    bell.push('a');
    await vi.waitFor(() => expect(rings).toHaveLength(1));
    bell.push('b');
    let isClosed = false;
    const closed = bell.close().then(() => (isClosed = true));
    bell.push('c');
    await setImmediate();
    expect(isClosed).toBe(false);
    await finish();
    await closed;
    expect(rings).toEqual([['a']]);
  });
});
