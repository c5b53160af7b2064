/**
 * Worker threads that run tasks in turn. Knows nothing of what the tasks are. Two tasks are always on
 * their way to a worker, so that it never waits for the main thread.
 */
import { Worker } from 'node:worker_threads';

export interface WorkerPool<Task, Result> {
  /** Takes tasks from the iterator as workers get free, and hands each result over as it comes, in any order. */
  readonly runAll: (tasks: Iterator<Task>, receive: (result: Result) => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A worker ended before its task did; `task` is the one it was at. */
export class WorkerCrash<Task> extends Error {
  readonly task: Task;

  constructor(task: Task, cause: unknown) {
    super('A worker ended in the middle of a task', { cause });
    this.task = task;
  }
}

const tasksOnTheWay = 2;

/** Without a limit V8 lets the young generation of every thread grow to hundreds of MB, which makes nothing faster here. */
const resourceLimits = { maxYoungGenerationSizeMb: 24 };

/** Starts `size` workers on the module `entry`, which answers every message with one message. */
export function createWorkerPool<Task, Result>(
  entry: URL,
  size: number,
  workerData: unknown,
): WorkerPool<Task, Result> {
  const workers = Array.from({ length: size }, () => new Worker(entry, { workerData, resourceLimits }));
  return {
    runAll: async (tasks, receive) => {
      await Promise.all(workers.map((worker) => drive(worker, tasks, receive)));
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** Feeds one worker until there are no more tasks and all results are in. */
function drive<Task, Result>(
  worker: Worker,
  tasks: Iterator<Task>,
  receive: (result: Result) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const waiting: Task[] = [];
    const send = (): void => {
      const { value, done } = tasks.next();
      if (done) return;
      waiting.push(value);
      worker.postMessage(value);
    };
    const fail = (cause: unknown): void => {
      const [task] = waiting;
      if (task === undefined) reject(cause);
      else reject(new WorkerCrash(task, cause));
    };
    worker.on('message', (result: Result) => {
      waiting.shift();
      try {
        send();
        receive(result);
      } catch (error) {
        reject(error);
      }
      if (waiting.length === 0) resolve();
    });
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`exit code ${code}`)));
    for (let index = 0; index < tasksOnTheWay; index++) send();
    if (waiting.length === 0) resolve();
  });
}
