/**
 * Worker threads that answer items, handed over in batches. Knows nothing of what the items are. Two
 * batches are always on their way to a worker, so that it never waits for the main thread.
 */
import { Worker, parentPort, workerData } from 'node:worker_threads';

export interface WorkerPool<Item, Result> {
  /**
   * Runs all items; `receive` gets the answers to a batch as they come, in any order. One run at a time.
   * Rejects with `WorkerCrash` when a worker crashed; the pool is unusable then.
   */
  readonly run: (
    items: readonly Item[],
    receive: (results: readonly Result[]) => void,
    start?: RunStart,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface RunStart {
  /** Data that every worker gets before the items. */
  readonly shared: unknown;
  /** So many workers go on, at least one; the others end for good. */
  readonly workers: number;
}

export interface WorkerPoolRequest {
  /** The module that the workers run; it calls `answerBatches`. */
  readonly entry: URL;
  readonly size: number;
  /** Data for the start of the workers. */
  readonly data: unknown;
}

/** The `workerData` of a worker. */
export interface WorkerStart {
  readonly data: unknown;
  /** Two numbers, shared: which item of its batch the worker is at, and how many batches it has begun. */
  readonly position: Int32Array;
}

/** A message to a worker. */
export type WorkerMessage<Item> = { readonly batch: readonly Item[] } | { readonly shared: unknown };

/** A worker ended before its work did; `item` is the one it was at. */
export class WorkerCrash<Item> extends Error {
  readonly item: Item;

  constructor(item: Item, cause: unknown) {
    super('A worker ended in the middle of its work', { cause });
    this.item = item;
  }
}

const batchesOnTheWay = 2;
const largestBatch = 32;
/** Each worker gets about as many batches in a run, so that none works long after the others. */
const batchesPerWorker = 8;

/** Without a limit V8 lets the young generation of every thread grow to hundreds of MB, which makes nothing faster here. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

interface Run<Item, Result> {
  readonly waiting: (readonly Item[])[];
  readonly receive: (results: readonly Result[]) => void;
  readonly ended: PromiseWithResolvers<void>;
  unanswered: number;
}

/** Starts the workers; they live until `close`. */
export function createWorkerPool<Item, Result>(request: WorkerPoolRequest): WorkerPool<Item, Result> {
  let current: Run<Item, Result> | undefined;
  let crash: { readonly error: unknown } | undefined;
  const supply: Supply<Item, Result> = {
    next: () => current?.waiting.shift(),
    receive: (results) => {
      const run = current;
      run?.receive(results);
      if (run && --run.unanswered === 0) run.ended.resolve();
    },
    fail: (error) => {
      crash ??= { error };
      current?.ended.reject(crash.error);
    },
  };
  const workers = Array.from({ length: request.size }, () => startWorker<Item, Result>(request, supply));
  return {
    run: async (items, receive, start) => {
      if (crash) throw crash.error;
      if (items.length === 0) return;
      if (start) {
        await Promise.all(workers.splice(Math.max(1, start.workers)).map(({ end }) => end()));
        const message = { shared: start.shared } satisfies WorkerMessage<Item>;
        for (const { worker } of workers) worker.postMessage(message);
      }
      const waiting = batchesOf(items, workers.length);
      current = { waiting, receive, ended: Promise.withResolvers(), unanswered: waiting.length };
      // In turn, so that a short list is shared fairly.
      for (let turn = 0; turn < batchesOnTheWay; turn++) for (const worker of workers) worker.take(turn + 1);
      try {
        await current.ended.promise;
      } finally {
        current = undefined;
      }
    },
    close: async () => {
      await Promise.all(workers.map(({ end }) => end()));
    },
  };
}

function batchesOf<Item>(items: readonly Item[], workers: number): (readonly Item[])[] {
  const size = Math.min(largestBatch, Math.ceil(items.length / (workers * batchesPerWorker)));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

interface Supply<Item, Result> {
  readonly next: () => readonly Item[] | undefined;
  readonly receive: (results: readonly Result[]) => void;
  readonly fail: (error: unknown) => void;
}

interface StartedWorker {
  readonly worker: Worker;
  /** Sends batches until so many are on their way. */
  readonly take: (most: number) => void;
  readonly end: () => Promise<void>;
}

/** One worker with the batches on their way to it. */
function startWorker<Item, Result>(
  { entry, data }: WorkerPoolRequest,
  { next, receive, fail }: Supply<Item, Result>,
): StartedWorker {
  const position = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(entry, { workerData: { data, position } satisfies WorkerStart, resourceLimits });
  const sent: (readonly Item[])[] = [];
  let answered = 0;
  const take = (most: number): void => {
    while (sent.length < most) {
      const batch = next();
      if (!batch) return;
      sent.push(batch);
      worker.postMessage({ batch } satisfies WorkerMessage<Item>);
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
    take(batchesOnTheWay);
    try {
      receive(results);
    } catch (error) {
      fail(error);
    }
  });
  worker.on('error', crash);
  worker.on('exit', (code) => crash(new Error(`exit code ${code}`)));
  const end = async (): Promise<void> => {
    worker.removeAllListeners('exit');
    await worker.terminate();
  };
  return { worker, take, end };
}

// The worker's side.

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
