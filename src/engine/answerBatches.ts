/** The worker's side of `createWorkerPool`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerStart } from './workerPool.ts';

/** Answers every batch with one message; `prepare` gets what the pool was told at its beginning. */
export function answerBatches<Item, Result>(prepare: (data: never) => (item: Item) => Result): void {
  const { data, position }: WorkerStart & { readonly data: never } = workerData;
  const answer = prepare(data);
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
