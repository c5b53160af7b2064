/** The worker thread of a site: loads its sources, then renders its pages. */
import { answerBatches } from '../engine/answerBatches.ts';
import type { SourcePath } from '../model.ts';
import { createCommentParser } from '../parse/comments/comment.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { type LoadedDocument, loadDocument } from './loadDocument.ts';
import { readComment, type ReadComment } from './readComment.ts';
import { openRendering, type PageAnswer, type PageItem, type SharedSite } from './renderInWorker.ts';
import { createHtmlWriter, type WrittenHtml } from './sharedHtml.ts';
import type { SiteWorkerStart } from './siteWorkers.ts';
import { createSourceReaders, type DocumentKind } from './sourceReaders.ts';

export interface LoadItem {
  readonly kind: DocumentKind | 'comment';
  readonly path: SourcePath;
  readonly source: SourceFile;
}

export type LoadAnswer =
  | {
      readonly kind: DocumentKind;
      readonly document: Omit<LoadedDocument, 'html'>;
      readonly html: WrittenHtml;
    }
  | { readonly kind: 'comment'; readonly comment: ReadComment };

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
