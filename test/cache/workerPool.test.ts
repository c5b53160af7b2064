import { describe, expect, test } from 'vitest';
import { createWorkerPool, WorkerCrash } from '../../src/cache/workerPool.ts';

const answering = new URL('../../src/cache/workerPool.ts', import.meta.url);

/** A worker that answers every item with `answer`, an expression in `item`, `data` and what was `shared`. */
function workerThat(answer: string): URL {
  const code = `import { answerBatches } from ${JSON.stringify(answering.href)};
    let shared;
    answerBatches((data) => ({ answer: (item) => ${answer}, share: (value) => { shared = value; } }));`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** The answers to several runs, each in the order of its numbers. */
async function answersOf(
  entry: URL,
  size: number,
  ...runs: readonly (readonly number[])[]
): Promise<readonly (readonly number[])[]> {
  const pool = createWorkerPool<number, number>({ entry, size, data: 10 });
  const all: (readonly number[])[] = [];
  try {
    for (const [index, items] of runs.entries()) {
      const results: number[] = [];
      const start = { shared: index, workers: size - index };
      await pool.run(items, (answers) => void results.push(...answers), start);
      all.push(results.toSorted((a, b) => a - b));
    }
  } finally {
    await pool.close();
  }
  return all;
}

const hundred = Array.from({ length: 100 }, (_, index) => index);

describe('A pool of workers', () => {
  test.each([1, 2, 5])('of %i answers every item once', async (size) => {
    expect(await answersOf(workerThat('item * data'), size, hundred)).toEqual([
      hundred.map((item) => item * 10),
    ]);
  });

  test('with more workers than batches, or none to do, ends all the same', async () => {
    expect(await answersOf(workerThat('item'), 3, [7])).toEqual([[7]]);
    expect(await answersOf(workerThat('item'), 2, [])).toEqual([[]]);
  });

  test('runs again with fewer workers, each of which knows what was shared before', async () => {
    const runs = await answersOf(workerThat('item + shared * 1000'), 2, hundred, hundred, hundred);
    expect(runs).toEqual([0, 1, 2].map((shared) => hundred.map((item) => item + shared * 1000)));
  });

  test('tells at which item of a batch a worker threw, or ended', async () => {
    const throwing = workerThat('item === 50 ? (() => { throw new Error("kaputt"); })() : item');
    const failure = await answersOf(throwing, 1, hundred).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkerCrash);
    expect(failure).toMatchObject({ item: 50, cause: { message: 'kaputt' } });
    const leaving = workerThat('item === 5 ? process.exit(3) : item');
    await expect(answersOf(leaving, 1, [1, 2, 5])).rejects.toMatchObject({ item: 5 });
  });

  test('hands on what the receiver throws', async () => {
    const pool = createWorkerPool<number, number>({ entry: workerThat('item'), size: 1, data: 0 });
    const run = pool.run([1], () => {
      throw new Error('nicht angenommen');
    });
    await expect(run).rejects.toThrow('nicht angenommen');
    await pool.close();
  });
});
