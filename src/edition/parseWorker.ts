/** The worker thread: reads and parses batches of articles with the settings it was started with. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ArticleMeta, Checked, Parsed } from '../model.ts';
import type { ParseOptions } from '../parse/article.ts';
import { createSourceReaders } from './parseSource.ts';
import type { SourceFile } from '../read/siteFolder.ts';

export interface ParsedSource {
  readonly source: SourceFile;
  readonly checked: Checked<Parsed<ArticleMeta>>;
}

const options: ParseOptions = workerData;
const { article } = createSourceReaders(options);

parentPort?.on('message', (batch: readonly SourceFile[]) => {
  const results = batch.map((source): ParsedSource => ({ source, checked: article(source) }));
  parentPort?.postMessage(results);
});
