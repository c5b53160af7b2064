/** The worker thread: reads the bodies of batches of articles, with the settings it was started with. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SourcePath } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import type { CheckedBody } from '../parse/document.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { createSourceReaders } from './sourceReaders.ts';

export interface ArrivedBody extends CheckedBody {
  readonly file: SourcePath;
}

const options: ParseOptions = workerData;
const { article } = createSourceReaders(options);

parentPort?.on('message', (batch: readonly SourceFile[]) => {
  const arrived = batch.map((source): ArrivedBody => ({ file: source.path, ...article.body(source) }));
  parentPort?.postMessage(arrived);
});
