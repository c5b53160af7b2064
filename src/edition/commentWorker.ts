/** The worker thread: reads and parses comment files. It is started with the name of the site's zone. */
import { answerBatches } from '../engine/answerBatches.ts';
import { createCommentParser } from '../parse/comments/comment.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { readComment, type ReadComment } from './readComment.ts';

await answerBatches((timezone: string) => {
  const parse = createCommentParser(timezone);
  return (source: SourceFile): ReadComment => readComment(source, parse);
});
