/** Parses the bodies of articles: by worker threads when there are many, here when there are few. */
import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { fewFiles, hireWorkers, type Workers } from './hireWorkers.ts';
import { type ArrivedBody, readBody } from './parseBody.ts';
import type { SourceReaders } from './sourceReaders.ts';

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

export function createBodyIntake({
  readers,
  options,
  workers: count,
  receive,
}: BodyIntakeOptions): BodyIntake {
  const waiting: SourceFile[] = [];
  let workers: Workers<SourceFile> | undefined;
  return {
    add: (source) => {
      waiting.push(source);
      if (count > 0 && waiting.length >= fewFiles) {
        workers ??= hireWorkers({ module: 'bodyWorker', count, data: options, receive });
      }
      workers?.take(waiting, false);
    },
    finish: async () => {
      workers?.take(waiting, true);
      if (workers) return workers.finish();
      for (const source of waiting.splice(0)) {
        receive(readBody(source, readers.article));
        await setImmediate();
      }
      return [];
    },
  };
}
