/**
 * Worker threads that answer items, handed over in batches. Knows nothing of what the items are. Two
 * batches are always on their way to a worker, so that it never waits for the main thread.
 */
import { Worker } from 'node:worker_threads';

export interface WorkerPool<Item> {
  /** Hands a batch over; workers take it in turn. */
  readonly push: (batch: readonly Item[]) => void;
  /** No more batches will come: waits for all answers. Rejects with `WorkerCrash` when a worker died. */
  readonly finish: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WorkerPoolRequest<Result> {
  /** The module that the workers run; it calls `answerBatches`. */
  readonly entry: URL;
  readonly size: number;
  /** What the workers are told at the beginning. */
  readonly data: unknown;
  /** Gets the answers to a batch as they come, in any order. */
  readonly receive: (results: readonly Result[]) => void;
}

/** What a worker finds as its `workerData`. */
export interface WorkerStart {
  readonly data: unknown;
  /** Two numbers, shared: which item of its batch the worker is at, and how many batches it has begun. */
  readonly position: Int32Array;
}

/** A worker ended before its work did; `item` is the one it was at. */
export class WorkerCrash<Item> extends Error {
  readonly item: Item;

  constructor(item: Item, cause: unknown) {
    super('A worker ended in the middle of its work', { cause });
    this.item = item;
  }
}

const batchesOnTheWay = 2;

/** Without a limit V8 lets the young generation of every thread grow to hundreds of MB, which makes nothing faster here. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/** Starts the workers; they run until `close`. */
export function createWorkerPool<Item, Result>(request: WorkerPoolRequest<Result>): WorkerPool<Item> {
  const waiting: (readonly Item[])[] = [];
  const ended = Promise.withResolvers<undefined>();
  // Nobody may be listening yet when a worker dies.
  ended.promise.catch(() => {});
  let isFinishing = false;
  let unanswered = 0;
  const endWhenDone = (): void => {
    if (isFinishing && unanswered === 0) ended.resolve(undefined);
  };
  const hands = Array.from({ length: request.size }, () =>
    startHand<Item, Result>(request, {
      next: () => waiting.shift(),
      receive: (results) => {
        request.receive(results);
        unanswered--;
        endWhenDone();
      },
      fail: ended.reject,
    }),
  );
  return {
    push: (batch) => {
      unanswered++;
      waiting.push(batch);
      for (const hand of hands) hand.take();
    },
    finish: () => {
      isFinishing = true;
      endWhenDone();
      return ended.promise;
    },
    close: async () => {
      await Promise.all(hands.map(({ worker }) => worker.terminate()));
    },
  };
}

interface Supply<Item, Result> {
  readonly next: () => readonly Item[] | undefined;
  readonly receive: (results: readonly Result[]) => void;
  readonly fail: (error: unknown) => void;
}

/** One worker with the batches on their way to it. */
function startHand<Item, Result>(
  { entry, data }: WorkerPoolRequest<Result>,
  { next, receive, fail }: Supply<Item, Result>,
): { readonly worker: Worker; readonly take: () => void } {
  const position = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(entry, { workerData: { data, position } satisfies WorkerStart, resourceLimits });
  const sent: (readonly Item[])[] = [];
  let answered = 0;
  const take = (): void => {
    while (sent.length < batchesOnTheWay) {
      const batch = next();
      if (!batch) return;
      sent.push(batch);
      worker.postMessage(batch);
    }
  };
  const crash = (cause: unknown): void => {
    // Answers to batches before may still be on their way.
    const batch = sent[Math.max(0, Atomics.load(position, 1) - 1 - answered)];
    const item = batch?.[Atomics.load(position, 0)];
    fail(item === undefined ? cause : new WorkerCrash(item, cause));
  };
  worker.on('message', (results: readonly Result[]) => {
    sent.shift();
    answered++;
    take();
    try {
      receive(results);
    } catch (error) {
      fail(error);
    }
  });
  worker.on('error', crash);
  worker.on('exit', (code) => crash(new Error(`exit code ${code}`)));
  return { worker, take };
}
