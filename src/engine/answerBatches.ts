/** The worker's side of `createWorkerPool`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerMessage, WorkerStart } from './workerPool.ts';

export interface WorkerTask<Item, Result> {
  readonly answer: (item: Item) => Result;
  /** Gets what the pool shares. */
  readonly share?: (data: never) => void;
}

/**
 * Answers every batch with one message; `prepare` gets the start data of the pool. Batches wait until it is
 * ready.
 */
export async function answerBatches<Item, Result>(
  prepare: (data: never) => Promise<WorkerTask<Item, Result>> | WorkerTask<Item, Result>,
): Promise<void> {
  const { data, position }: WorkerStart & { readonly data: never } = workerData;
  const { answer, share } = await prepare(data);
  parentPort?.on('message', (message: WorkerMessage<Item>) => {
    if ('shared' in message) {
      share?.(message.shared as never);
      return;
    }
    Atomics.store(position, 0, 0);
    Atomics.add(position, 1, 1);
    const results = message.batch.map((item, index) => {
      Atomics.store(position, 0, index);
      return answer(item);
    });
    parentPort?.postMessage(results);
  });
}
