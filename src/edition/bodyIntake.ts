/** Parses the bodies of articles: by worker threads when there are many, here when there are few. */
import { setImmediate } from 'node:timers/promises';
import { createWorkerPool, WorkerCrash, type WorkerPool } from '../engine/workerPool.ts';
import type { Diagnostic } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import { type ArrivedBody, readBody } from './parseBody.ts';
import type { SourceReaders } from './sourceReaders.ts';

/** Below this many, starting workers costs more than they save (measured; see docs/performance.md). */
const fewArticles = 300;
const batchSize = 32;

export interface BodyIntakeOptions {
  readonly readers: SourceReaders;
  readonly options: ParseOptions;
  readonly workers: number;
  /** Gets every body as it comes, in any order. */
  readonly receive: (arrived: ArrivedBody) => void;
}

export interface BodyIntake {
  readonly add: (source: SourceFile) => void;
  /** Parses what is left. Returns which article a worker died of, if one did. */
  readonly finish: () => Promise<readonly Diagnostic[]>;
}

export function createBodyIntake({ readers, options, workers, receive }: BodyIntakeOptions): BodyIntake {
  const waiting: SourceFile[] = [];
  let pool: WorkerPool<SourceFile> | undefined;
  const hire = (): WorkerPool<SourceFile> => {
    const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    const entry = new URL(`./bodyWorker${ending}`, import.meta.url);
    return createWorkerPool<SourceFile, ArrivedBody>({
      entry,
      size: workers,
      data: options,
      receive: (bodies) => bodies.forEach(receive),
    });
  };
  return {
    add: (source) => {
      waiting.push(source);
      if (workers > 0 && waiting.length >= fewArticles) pool ??= hire();
      if (pool && waiting.length >= batchSize) pushAll(waiting, pool);
    },
    finish: async () => {
      if (pool) {
        pushAll(waiting, pool);
        return finishPool(pool);
      }
      for (const source of waiting.splice(0)) {
        receive(readBody(source, readers.article));
        await setImmediate();
      }
      return [];
    },
  };
}

function pushAll(waiting: SourceFile[], pool: WorkerPool<SourceFile>): void {
  while (waiting.length > 0) pool.push(waiting.splice(0, batchSize));
}

async function finishPool(pool: WorkerPool<SourceFile>): Promise<readonly Diagnostic[]> {
  try {
    await pool.finish();
    return [];
  } catch (error) {
    if (!(error instanceof WorkerCrash)) throw error;
    const { item, cause }: WorkerCrash<SourceFile> = error;
    return [diagnose('program/worker-crashed', { reason: String(cause) }, { file: item.path })];
  } finally {
    await pool.close();
  }
}
