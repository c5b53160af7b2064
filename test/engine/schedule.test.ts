import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSchedule } from '../../src/engine/schedule.ts';

describe('A schedule', () => {
  test('begins with the tasks that need nothing, and lets each other go when its last need has come', () => {
    const needs: Readonly<Record<string, readonly string[]>> = {
      a: [],
      b: ['x'],
      c: ['x', 'y'],
      d: ['y', 'y'],
    };
    const { ready, arrive } = createSchedule(Object.keys(needs), (task) => needs[task] ?? []);
    expect(ready).toEqual(['a']);
    expect(arrive('x')).toEqual(['b']);
    expect(arrive('unbekannt')).toEqual([]);
    expect(arrive('y')).toEqual(['c', 'd']);
  });

  test('tells what is needed by no task any more', () => {
    const { finish } = createSchedule(['b', 'c'], (task) => (task === 'b' ? ['x'] : ['x', 'y']));
    expect(finish('b')).toEqual([]);
    expect(finish('c')).toEqual(['x', 'y']);
  });

  test('does every task exactly once, after all that it needs, whatever comes first; and releases every need once', () => {
    const anyTasks = fc.array(fc.array(fc.nat(6), { maxLength: 4 }), { maxLength: 12 });
    const anyOrder = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 });
    fc.assert(
      fc.property(anyTasks, anyOrder, (needs, order) => {
        const tasks = needs.map((_, index) => index);
        const needsOf = (task: number): readonly number[] => needs[task] ?? [];
        const schedule = createSchedule(tasks, needsOf);
        const come = new Set<number>();
        const done: number[] = [];
        const released: number[] = [];
        const work = (some: readonly number[]): void => {
          for (const task of some) {
            expect(needsOf(task).every((need) => come.has(need))).toBe(true);
            expect(needsOf(task).some((need) => released.includes(need))).toBe(false);
            done.push(task);
            released.push(...schedule.finish(task));
          }
        };
        work(schedule.ready);
        for (const need of order) {
          come.add(need);
          work(schedule.arrive(need));
        }
        expect(done.toSorted((a, b) => a - b)).toEqual(tasks);
        expect(released.toSorted((a, b) => a - b)).toEqual(
          [...new Set(needs.flat())].toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
