/** The worker's side of `createWorkerPool`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerStart } from './workerPool.ts';

/** Answers every batch with one message; `prepare` gets what the pool was told at its beginning. Batches wait until it is ready. */
export async function answerBatches<Item, Result>(
  prepare: (data: never) => Promise<(item: Item) => Result> | ((item: Item) => Result),
): Promise<void> {
  const { data, position }: WorkerStart & { readonly data: never } = workerData;
  const answer = await prepare(data);
  parentPort?.on('message', (batch: readonly Item[]) => {
    Atomics.store(position, 0, 0);
    Atomics.add(position, 1, 1);
    const results = batch.map((item, index) => {
      Atomics.store(position, 0, index);
      return answer(item);
    });
    parentPort?.postMessage(results);
  });
}
