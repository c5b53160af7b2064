/** Whether work on texts takes time in proportion to their length: a ratio, in this thread's own processor time, so that the machine's other work does not count. */
import { expect } from 'vitest';
import { isSoak } from './thorough.ts';

/** One long text takes as long as eight that are an eighth of it, where work is linear, and eight times as long where it is squared. */
const growth = 8;
const limit = 3;
const size = isSoak ? 100_000 : 16_000;
/** Milliseconds, below which only noise is measured; squared work on so much text takes longer. */
const instant = 40;
/** Garbage is collected and code compiled at any moment: what is linear is measured so at least once. */
const attempts = 4;

/** Repeats the part up to about a length. */
export function fill(part: string, length: number): string {
  return part.repeat(Math.ceil(length / part.length));
}

/**
 * @param work is given the length that its text should have.
 * @param most how many times as long the long text may take: 8 where work is squared.
 */
export function expectLinearTime(work: (length: number) => void, most = limit): void {
  const measured: string[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const long = cost(work, size);
    if (long < instant) return;
    const short = cost(() => {
      for (let part = 0; part < growth; part += 1) work(size / growth);
    }, size);
    if (long / short < most) return;
    measured.push(`${Math.round(short)} and ${Math.round(long)} ms`);
  }
  expect(measured, `for ${growth} × ${size / growth} and ${size} characters`).toEqual([]);
}

function cost(work: (length: number) => void, length: number): number {
  const before = process.threadCpuUsage();
  work(length);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
