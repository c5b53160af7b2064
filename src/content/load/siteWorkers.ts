/** The worker threads of a build: they load the sources, and later render the pages. Few files need none. */
import { createWorkerPool, type RunStart, WorkerCrash, type WorkerPool } from '../../cache/workerPool.ts';
import type { Diagnostic, SourcePath } from '../../core/model.ts';
import type { ParseOptions } from '../article.ts';
import { diagnose, resourceFault } from '../../core/diagnostics/diagnostics.ts';

/**
 * Fewer files are loaded sooner without workers, each of which has to load the program and to warm up. On two processors they
 * gain from 3,000 files on (`build --workers 0` beside `--workers 2`); with more of them each has less to do.
 */
function usualFew(workers: number): number {
  return Math.max(600, Math.ceil(6000 / workers));
}

/** Memory of a worker that renders, measured at 10,000 and 100,000 articles. Half of what is free may be taken. */
const bytesPerWorker = 60_000_000;
const bytesPerDocument = 9_000;

/** With fewer files for each of them, fewer workers are faster. */
const filesPerWorker = 150;
/** A worker that has not started yet takes as long to start as this many times the usual number of files takes it to render. */
const pagesPerFile = 4;

/** Task of a worker; `path`: the file that it is for. */
export interface WorkItem {
  readonly path: SourcePath;
}

export interface SiteWorkers {
  readonly count: number;
  /** Whether they load so many files sooner than one thread. */
  readonly loadSooner: (files: number) => boolean;
  /** How many of them may hold a whole site of so many documents in the memory that is free. */
  readonly holding: (documents: number) => number;
  /** Whether they render so many pages sooner, though each has to make the whole site of so many documents anew. */
  readonly renderSooner: (pages: number, documents: number) => boolean;
  /** Runs the items and resolves with a diagnostic of the file at which a worker crashed, if one did. */
  readonly run: <Item extends WorkItem, Answer>(
    items: readonly Item[],
    receive: (answer: Answer) => void,
    start?: RunStart,
  ) => Promise<readonly Diagnostic[]>;
  readonly close: () => Promise<void>;
}

export interface ThreadOptions {
  /** Bytes that are free; without it there is no lack. */
  readonly memory?: number;
  /** Fewer files than these are loaded without workers; 0: all is done by workers, whether it is sooner or not. */
  readonly few?: number;
  /** The folder of compiled modules for them, which load in a fraction of the time; usually they run those that this thread runs. */
  readonly modules?: URL;
}

export interface SiteWorkersRequest extends ThreadOptions {
  /** The module that they run. */
  readonly module: 'siteWorker' | 'drawingWorker';
  readonly count: number;
  /** Data for their start. */
  readonly data: unknown;
}

/** Worker threads for a site; they start when they are first needed. */
export function createSiteWorkers({
  module,
  count,
  data,
  few = usualFew(count),
  memory = Infinity,
  modules,
}: SiteWorkersRequest): SiteWorkers {
  let pool: WorkerPool<WorkItem, unknown> | undefined;
  const started = (items: number): WorkerPool<WorkItem, unknown> => {
    const size = few === 0 ? count : Math.min(count, Math.ceil(items / filesPerWorker));
    pool ??= createWorkerPool({ entry: entryOf(module, modules), size, data });
    return pool;
  };
  const holding = (documents: number): number => {
    const bytes = bytesPerWorker + documents * bytesPerDocument;
    return Math.min(count, Math.floor(memory / 2 / bytes));
  };
  return {
    count,
    loadSooner: (files) => count > 0 && files >= few,
    holding,
    renderSooner: (pages, documents) =>
      holding(documents) > 0 &&
      (few === 0 || (pages >= documents / 2 && (pool !== undefined || pages >= few * pagesPerFile))),
    run: async (items, receive, start) => {
      try {
        const receiveAll = (answers: readonly unknown[]): void =>
          answers.forEach((answer) => receive(answer as never));
        await started(items.length).run(items, receiveAll, start);
        return [];
      } catch (error) {
        if (!(error instanceof WorkerCrash)) throw error;
        const { item, cause }: WorkerCrash<WorkItem> = error;
        const lack = resourceFault(cause);
        if (lack) return [lack];
        return [diagnose('program/worker-crashed', { reason: String(cause) }, { file: item.path })];
      }
    },
    close: async () => {
      await pool?.close();
      pool = undefined;
    },
  };
}

function entryOf(module: SiteWorkersRequest['module'], compiled: URL | undefined): URL {
  if (compiled) return new URL(`${module}.js`, compiled);
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? `../../build/${module}.ts` : `./${module}.js`, import.meta.url);
}

/** Start data of the workers of a site. */
export interface SiteWorkerStart {
  readonly options: ParseOptions;
}
