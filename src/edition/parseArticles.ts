/** All articles of a site, parsed: by worker threads when there are many, here when there are few. */
import { createWorkerPool, WorkerCrash } from '../engine/workerPool.ts';
import type { Diagnostic } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import { createSourceReaders } from './parseSource.ts';
import type { ParsedSource } from './parseWorker.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';

/** Below this many, starting workers costs more than they save (measured; see docs/performance.md). */
const fewArticles = 300;
const batchSize = 16;

export interface ParseJob {
  readonly sources: readonly SourceFile[];
  readonly options: ParseOptions;
  readonly workers: number;
  readonly onProgress: (done: number) => void;
}

/** The parsed articles in the order of `sources`; a worker that dies is reported with the files it was at. */
export async function parseArticles(
  job: ParseJob,
): Promise<{ readonly parsed: readonly ParsedSource[]; readonly diagnostics: readonly Diagnostic[] }> {
  const { sources, options, workers, onProgress } = job;
  if (sources.length < fewArticles || workers === 0) {
    const { article } = createSourceReaders(options);
    return { parsed: sources.map((source) => ({ source, checked: article(source) })), diagnostics: [] };
  }
  const parsed: ParsedSource[] = [];
  const entry = new URL(`./parseWorker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  const pool = createWorkerPool<readonly SourceFile[], readonly ParsedSource[]>(entry, workers, options);
  try {
    await pool.runAll(batches(sources), (results) => {
      for (const result of results) parsed.push(result);
      onProgress(parsed.length);
    });
  } catch (error) {
    if (!(error instanceof WorkerCrash)) throw error;
    return { parsed: [], diagnostics: [crashDiagnostic(error)] };
  } finally {
    await pool.close();
  }
  return {
    parsed: parsed.toSorted((a, b) => (a.source.path < b.source.path ? -1 : 1)),
    diagnostics: [],
  };
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
