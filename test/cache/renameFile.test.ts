import { describe, expect, test } from 'vitest';
import { renameFile } from '../../src/cache/renameFile.ts';

const refusal = (code: string): Error => Object.assign(new Error(code), { code });

/** A system that refuses so often before it renames. */
function system(refusals: readonly string[], pauses: readonly number[]) {
  const slept: number[] = [];
  const left = [...refusals];
  let renamed = 0;
  const rename = (): void => {
    const code = left.shift();
    if (code !== undefined) throw refusal(code);
    renamed++;
  };
  return {
    rename,
    pauses,
    sleep: (pause: number): void => void slept.push(pause),
    slept,
    count: () => renamed,
  };
}

describe('A file is renamed', () => {
  test.each([
    [[], [], []],
    [
      ['EPERM', 'EBUSY'],
      [10, 20, 50],
      [10, 20],
    ],
    [
      ['EACCES', 'EACCES'],
      [10, 20],
      [10, 20],
    ],
  ])('after the refusals %j with the pauses %j', (refusals, pauses, slept) => {
    const windows = system(refusals, pauses);
    renameFile('a', 'b', windows);
    expect([windows.count(), windows.slept]).toEqual([1, slept]);
  });

  test.each([
    [['EPERM'], []],
    [
      ['EPERM', 'EPERM', 'EPERM'],
      [10, 20],
    ],
    [['ENOSPC'], [10]],
    [
      ['EBUSY', 'ENOENT'],
      [10, 20],
    ],
  ])('not when the system goes on refusing, or for good: %j, %j', (refusals, pauses) => {
    const windows = system(refusals, pauses);
    expect(() => renameFile('a', 'b', windows)).toThrow(refusals.at(-1));
    expect(windows.count()).toBe(0);
  });
});
