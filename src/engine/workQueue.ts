import { setImmediate } from 'node:timers/promises';

/** Work for the main thread that must not keep it from answering worker threads. */
export class WorkQueue<Task> {
  readonly #tasks: Task[] = [];
  #next = 0;
  #isClosed = false;
  #wake: () => void = () => {};

  push(tasks: readonly Task[]): void {
    for (const task of tasks) this.#tasks.push(task);
    this.#wake();
  }

  /** No more tasks will come. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  /** Does the tasks in their order, `slice` at a time between looks at the world, until the queue is closed and empty. */
  async drain(work: (task: Task) => void, slice: number): Promise<void> {
    for (;;) {
      const tasks = this.#tasks.slice(this.#next, this.#next + slice);
      this.#next += tasks.length;
      for (const task of tasks) work(task);
      if (tasks.length > 0) await setImmediate();
      else if (this.#isClosed) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
