/** The worker thread: parses the bodies of articles, with the settings it was started with. */
import { answerBatches } from '../engine/answerBatches.ts';
import type { ParseOptions } from '../parse/article.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { type ArrivedBody, readBody } from './parseBody.ts';
import { createSourceReaders } from './sourceReaders.ts';

await answerBatches((options: ParseOptions) => {
  const { article } = createSourceReaders(options);
  return (source: SourceFile): ArrivedBody => readBody(source, article);
});
