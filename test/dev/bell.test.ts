import { setImmediate, setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { createDebounce } from '../../src/dev/watcher.ts';

/** A slow listener: every event is handled until `finish` is called. */
function slowListener() {
  const events: (readonly string[])[] = [];
  const ends: (() => void)[] = [];
  return {
    events,
    onEvent: (hints: readonly string[]): Promise<void> => {
      events.push(hints);
      return new Promise((resolve) => ends.push(resolve));
    },
    finish: async (): Promise<void> => {
      ends.shift()?.();
      await setImmediate();
    },
  };
}

describe('The bell', () => {
  test('sends one event for all that comes together, sorted and each named once', async () => {
    const { events, onEvent } = slowListener();
    const debounce = createDebounce(onEvent);
    for (const hint of ['b', 'a', 'b']) debounce.push(hint);
    await vi.waitFor(() => expect(events).toEqual([['a', 'b']]));
  });

  test('sends nothing while an event is handled, and then one event for all that came meanwhile', async () => {
    const { events, onEvent, finish } = slowListener();
    const debounce = createDebounce(onEvent);
    debounce.push('a');
    await vi.waitFor(() => expect(events).toHaveLength(1));
    debounce.push('b');
    await setTimeout(10);
    debounce.push('c');
    expect(events).toEqual([['a']]);
    await finish();
    expect(events).toEqual([['a'], ['b', 'c']]);
    await finish();
    debounce.push('d');
    await vi.waitFor(() => expect(events).toEqual([['a'], ['b', 'c'], ['d']]));
  });

  test('sends another event after one took along what was still waiting', async () => {
    const { events, onEvent, finish } = slowListener();
    const debounce = createDebounce(onEvent);
    debounce.push('a');
    await vi.waitFor(() => expect(events).toHaveLength(1), { interval: 1 });
    debounce.push('b');
    await finish();
    await finish();
    // Until the wait that began with b is over.
    await setTimeout(10);
    debounce.push('c');
    await vi.waitFor(() => expect(events).toEqual([['a'], ['b'], ['c']]));
  });

  test('is silent after it was closed, which waits for the last event', async () => {
    const { events, onEvent, finish } = slowListener();
    const debounce = createDebounce(onEvent);
    debounce.push('a');
    await vi.waitFor(() => expect(events).toHaveLength(1));
    debounce.push('b');
    let isClosed = false;
    const closed = debounce.close().then(() => (isClosed = true));
    debounce.push('c');
    await setImmediate();
    expect(isClosed).toBe(false);
    await finish();
    await closed;
    expect(events).toEqual([['a']]);
  });
});
