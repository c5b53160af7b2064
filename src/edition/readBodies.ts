/** The bodies of all articles: by worker threads when there are many, here when there are few. */
import { createWorkerPool, WorkerCrash } from '../engine/workerPool.ts';
import type { Diagnostic } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { ArrivedBody } from './bodyWorker.ts';
import type { SourceReaders } from './sourceReaders.ts';

/** Below this many, starting workers costs more than they save (measured; see docs/performance.md). */
const fewArticles = 300;
const batchSize = 32;

export interface BodyJob {
  readonly sources: readonly SourceFile[];
  readonly readers: SourceReaders;
  readonly options: ParseOptions;
  readonly workers: number;
  readonly receive: (arrived: ArrivedBody) => void;
}

/** Hands every body over as it comes, in any order. A worker that dies is reported with the files it was at. */
export async function readBodies(job: BodyJob): Promise<readonly Diagnostic[]> {
  const { sources, readers, options, workers, receive } = job;
  if (sources.length < fewArticles || workers === 0) {
    for (const source of sources) receive({ file: source.path, ...readers.article.body(source) });
    return [];
  }
  const entry = new URL(`./bodyWorker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  const pool = createWorkerPool<readonly SourceFile[], readonly ArrivedBody[]>(entry, workers, options);
  try {
    await pool.runAll(batches(sources), (results) => results.forEach(receive));
    return [];
  } catch (error) {
    if (!(error instanceof WorkerCrash)) throw error;
    return [crashDiagnostic(error)];
  } finally {
    await pool.close();
  }
}

function* batches(sources: readonly SourceFile[]): Generator<readonly SourceFile[], undefined> {
  for (let start = 0; start < sources.length; start += batchSize) {
    yield sources.slice(start, start + batchSize);
  }
  return undefined;
}

function crashDiagnostic({ task, cause }: WorkerCrash<readonly SourceFile[]>): Diagnostic {
  const files = task.map(({ path }) => path).join(', ');
  return diagnose('program/worker-crashed', { files, reason: String(cause) });
}
