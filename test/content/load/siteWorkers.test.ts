/** Who has little to do starts no threads: they would take longer to start than the work takes. */
import { expect, test } from 'vitest';
import { createSiteWorkers } from '../../../src/content/load/siteWorkers.ts';

const workersOf = (count: number, memory = Infinity) =>
  createSiteWorkers({ module: 'siteWorker', count, memory, data: undefined });

test('A small blog is loaded and rendered in one thread, a newsroom by all processors', () => {
  const [two, eight] = [workersOf(2), workersOf(8)];
  expect([two.loadSooner(1000), two.loadSooner(10_000)]).toEqual([false, true]);
  expect([eight.loadSooner(400), eight.loadSooner(1000)]).toEqual([false, true]);
  expect([two.renderSooner(1000, 400), two.renderSooner(16_000, 10_000)]).toEqual([false, true]);
});

test('Some pages of a large site are not worth making all of it once more in every thread', () => {
  expect(workersOf(8).renderSooner(1500, 10_000)).toBe(false);
});

test('Nobody is given a whole newsroom to hold without the memory for it', () => {
  const gigabyte = 1e9;
  expect(workersOf(8, 16 * gigabyte).holding(10_000)).toBe(8);
  expect(workersOf(8, 4 * gigabyte).holding(100_000)).toBe(2);
  expect(workersOf(8, gigabyte).renderSooner(150_000, 100_000)).toBe(false);
});

test('One processor has nothing to share', () => {
  expect([workersOf(0).loadSooner(100_000), workersOf(0).renderSooner(100_000, 10)]).toEqual([false, false]);
});
