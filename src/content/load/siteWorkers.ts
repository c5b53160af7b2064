/** The worker threads of a build: they load the sources, and later render the pages. Few files need none. */
import { createWorkerPool, WorkerCrash, type WorkerPool } from '../../cache/workerPool.ts';
import type { Diagnostic, SourcePath } from '../../core/model.ts';
import type { ParseOptions } from '../article.ts';
import { diagnose, resourceFault } from '../../core/diagnostics/diagnostics.ts';

/** Below this many files or pages, starting workers costs more than they save (measured; see docs/performance.md). */
const fewItems = 300;

/** Task of a worker; `path`: the file that it is for. */
export interface WorkItem {
  readonly path: SourcePath;
}

export interface SiteWorkers {
  readonly count: number;
  /** Whether workers are worthwhile for so many items. */
  readonly areWorthwhile: (items: number) => boolean;
  /** Runs the items and resolves with a diagnostic of the file at which a worker crashed, if one did. */
  readonly run: <Item extends WorkItem, Answer>(
    items: readonly Item[],
    receive: (answer: Answer) => void,
  ) => Promise<readonly Diagnostic[]>;
  /** Sends data to all workers before later items. */
  readonly share: (data: unknown) => void;
  readonly close: () => Promise<void>;
}

export interface ThreadOptions {
  /** Fewer files or pages than these are done without workers; see `fewItems`. */
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
  few = fewItems,
  modules,
}: SiteWorkersRequest): SiteWorkers {
  let pool: WorkerPool<WorkItem, unknown> | undefined;
  const started = (): WorkerPool<WorkItem, unknown> => {
    pool ??= createWorkerPool({ entry: entryOf(module, modules), size: count, data });
    return pool;
  };
  return {
    count,
    areWorthwhile: (items) => count > 0 && items >= few,
    run: async (items, receive) => {
      try {
        await started().run(items, (answers) => answers.forEach((answer) => receive(answer as never)));
        return [];
      } catch (error) {
        if (!(error instanceof WorkerCrash)) throw error;
        const { item, cause }: WorkerCrash<WorkItem> = error;
        const lack = resourceFault(cause);
        if (lack) return [lack];
        return [diagnose('program/worker-crashed', { reason: String(cause) }, { file: item.path })];
      }
    },
    share: (shared) => started().share(shared),
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
