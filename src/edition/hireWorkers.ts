import { createWorkerPool, WorkerCrash, type WorkerPool } from '../engine/workerPool.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import { resourceFault } from '../report/resourceFault.ts';

/** Below this many files, starting workers costs more than they save (measured; see docs/performance.md). */
export const fewFiles = 300;
const batchSize = 32;

export interface WorkersRequest<Result> {
  /** The module that they run, in this folder. */
  readonly module: 'bodyWorker' | 'commentWorker' | 'drawingWorker';
  readonly count: number;
  /** What they are told at the beginning. */
  readonly data: unknown;
  /** Gets what comes of an item, in any order. */
  readonly receive: (result: Result) => void;
}

/** What a worker does; `path`: the file that it is for. */
interface WorkItem {
  readonly path: SourcePath;
}

export interface Workers<Item> {
  /** Takes whole batches out of the items that wait; with `isLast` what is left, too. */
  readonly take: (waiting: Item[], isLast: boolean) => void;
  /** Waits for all answers. Returns which file a worker died of, if one did. */
  readonly finish: () => Promise<readonly Diagnostic[]>;
}

/** Starts worker threads for the files of the site. */
export function hireWorkers<Result, Item extends WorkItem = SourceFile>({
  module,
  count,
  data,
  receive,
}: WorkersRequest<Result>): Workers<Item> {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const pool = createWorkerPool<Item, Result>({
    entry: new URL(`./${module}${ending}`, import.meta.url),
    size: count,
    data,
    receive: (results) => results.forEach(receive),
  });
  return {
    take: (waiting, isLast) => {
      while (waiting.length >= (isLast ? 1 : batchSize)) pool.push(waiting.splice(0, batchSize));
    },
    finish: () => finishPool(pool),
  };
}

async function finishPool<Item extends WorkItem>(pool: WorkerPool<Item>): Promise<readonly Diagnostic[]> {
  try {
    await pool.finish();
    return [];
  } catch (error) {
    if (!(error instanceof WorkerCrash)) throw error;
    const { item, cause }: WorkerCrash<WorkItem> = error;
    const lack = resourceFault(cause);
    if (lack) return [lack];
    return [diagnose('program/worker-crashed', { reason: String(cause) }, { file: item.path })];
  } finally {
    await pool.close();
  }
}
