import { describe, expect, test } from 'vitest';
import { createWorkerPool, WorkerCrash } from '../../src/engine/workerPool.ts';

/** A worker that answers every message with `answer` of it, an expression in `task` and `data`. */
function workerThat(answer: string): URL {
  const code = `import { parentPort, workerData as data } from 'node:worker_threads';
    parentPort.on('message', (task) => parentPort.postMessage(${answer}));`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

async function runAll(
  entry: URL,
  size: number,
  tasks: readonly number[],
  data: unknown = 10,
): Promise<readonly number[]> {
  const pool = createWorkerPool<number, number>(entry, size, data);
  const results: number[] = [];
  try {
    await pool.runAll(tasks.values(), (result) => results.push(result));
  } finally {
    await pool.close();
  }
  return results.toSorted((a, b) => a - b);
}

const hundred = Array.from({ length: 100 }, (_, index) => index);

describe('A pool of workers', () => {
  test.each([1, 2, 5])('of %i does every task once', async (size) => {
    expect(await runAll(workerThat('task * data'), size, hundred)).toEqual(hundred.map((task) => task * 10));
  });

  test('with more workers than tasks, or none to do, ends all the same', async () => {
    expect(await runAll(workerThat('task'), 3, [7])).toEqual([7]);
    expect(await runAll(workerThat('task'), 2, [])).toEqual([]);
  });

  test('tells at which task a worker threw, or ended', async () => {
    const throwing = workerThat('task === 5 ? (() => { throw new Error("kaputt"); })() : task');
    const failure = await runAll(throwing, 1, [4, 5, 6]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(WorkerCrash);
    expect(failure).toMatchObject({ task: 5, cause: { message: 'kaputt' } });
    const leaving = workerThat('task === 5 ? process.exit(3) : task');
    await expect(runAll(leaving, 1, [5])).rejects.toMatchObject({ task: 5 });
  });

  test('hands on what the receiver throws', async () => {
    const pool = createWorkerPool<number, number>(workerThat('task'), 1, {});
    const failing = pool.runAll([1].values(), () => {
      throw new Error('nicht angenommen');
    });
    await expect(failing).rejects.toThrow('nicht angenommen');
    await pool.close();
  });
});
