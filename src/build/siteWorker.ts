/** The worker thread of a site: loads its sources, then renders its pages. */
import { answerBatches } from '../cache/workerPool.ts';
import { createCommentParser } from '../comments/parse/comment.ts';
import { loadDocument, readComment, createSourceReaders } from '../content/load/loadDocument.ts';
import { openRendering, type PageAnswer, type PageItem, type SharedSite } from './renderInWorker.ts';
import { createHtmlWriter } from '../content/load/sharedHtml.ts';
import type { SiteWorkerStart } from '../content/load/siteWorkers.ts';
import type { LoadItem, LoadAnswer } from '../content/load/readSources.ts';

await answerBatches<LoadItem | PageItem, LoadAnswer | PageAnswer>(({ options }: SiteWorkerStart) => {
  const readers = createSourceReaders(options);
  const parseComment = createCommentParser(options.timezone);
  const writeHtml = createHtmlWriter();
  let render: ((item: PageItem) => PageAnswer) | undefined;
  return {
    share: (site: SharedSite) => {
      render = openRendering(site, readers);
    },
    answer: (item) => {
      if (item.kind === 'comment')
        return { kind: 'comment', comment: readComment(item.source, parseComment) };
      if (item.kind !== 'route') {
        const { html, ...document } = loadDocument(item.source, readers[item.kind]);
        return { kind: item.kind, document, html: writeHtml(html) };
      }
      if (!render) throw new Error('Pages are rendered of a site that was shared');
      return render(item);
    },
  };
});
