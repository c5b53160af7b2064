import { describe, expect, test } from 'vitest';
import { createWorkerPool, WorkerCrash } from '../../src/engine/workerPool.ts';

const answering = new URL('../../src/engine/answerBatches.ts', import.meta.url);

/** A worker that answers every item with `answer`, an expression in `item` and `data`. */
function workerThat(answer: string): URL {
  const code = `import { answerBatches } from ${JSON.stringify(answering.href)};
    answerBatches((data) => (item) => ${answer});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

async function answersOf(
  entry: URL,
  size: number,
  batches: readonly (readonly number[])[],
): Promise<readonly number[]> {
  const results: number[] = [];
  const receive = (answers: readonly number[]): void => void results.push(...answers);
  const pool = createWorkerPool<number, number>({ entry, size, data: 10, receive });
  try {
    for (const batch of batches) pool.push(batch);
    await pool.finish();
  } finally {
    await pool.close();
  }
  return results.toSorted((a, b) => a - b);
}

const fifty = Array.from({ length: 50 }, (_, index) => index);

describe('A pool of workers', () => {
  test.each([1, 2, 5])('of %i answers every item once', async (size) => {
    const batches = fifty.map((index) => [index * 2, index * 2 + 1]);
    const expected = batches.flat().map((item) => item * 10);
    expect(await answersOf(workerThat('item * data'), size, batches)).toEqual(expected);
  });

  test('with more workers than batches, or none to do, ends all the same', async () => {
    expect(await answersOf(workerThat('item'), 3, [[7]])).toEqual([7]);
    expect(await answersOf(workerThat('item'), 2, [])).toEqual([]);
  });

  test('tells at which item of a batch a worker threw, or ended', async () => {
    const throwing = workerThat('item === 5 ? (() => { throw new Error("kaputt"); })() : item');
    const failure = await answersOf(throwing, 1, [[3], [4, 5, 6]]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkerCrash);
    expect(failure).toMatchObject({ item: 5, cause: { message: 'kaputt' } });
    const leaving = workerThat('item === 5 ? process.exit(3) : item');
    await expect(answersOf(leaving, 1, [[1, 2, 5]])).rejects.toMatchObject({ item: 5 });
  });

  test('hands on what the receiver throws', async () => {
    const receive = (): void => {
      throw new Error('nicht angenommen');
    };
    const pool = createWorkerPool<number, number>({ entry: workerThat('item'), size: 1, data: 0, receive });
    pool.push([1]);
    await expect(pool.finish()).rejects.toThrow('nicht angenommen');
    await pool.close();
  });
});
