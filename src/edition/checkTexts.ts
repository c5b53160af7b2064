import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import { createReferenceCheck } from '../pages/references.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Bodies } from './bodies.ts';
import type { MediaFiles } from './mediaFiles.ts';
import type { BodyFacts } from './packedBody.ts';
import type { Heads } from './readSources.ts';

/**
 * What is wrong with texts, links and pictures once all of them are there. Only drafts may be
 * unfinished; a scheduled article must not fail at the hour at which it is due.
 */
export function checkTexts(
  heads: Heads,
  { addresses, previewsDrafts }: Pick<Catalogue, 'addresses' | 'previewsDrafts'>,
  media: MediaFiles,
  bodies: Bodies,
): readonly Diagnostic[] {
  const all = [...heads.articles, ...heads.pages, ...heads.authors];
  const checked = previewsDrafts ? all : all.filter(({ meta }) => !('draft' in meta && meta.draft));
  const empty = heads.articles.filter(({ file, meta }) => !meta.draft && isEmpty(bodies.factsOf(file)));
  const check = createReferenceCheck({
    addresses,
    unread: heads.unread,
    media,
    mediaPaths: [...media.paths],
    anchorsOf: (file: SourcePath) => bodies.factsOf(file).anchors,
  });
  return [
    ...empty.map(({ file }) => diagnose('text/empty', {}, { file })),
    ...checked.flatMap(({ file, meta }) => check({ file, meta, body: bodies.factsOf(file) })),
  ];
}

/** Pictures say something without words. */
function isEmpty({ words, holes }: BodyFacts): boolean {
  return words === 0 && !holes.some((hole) => 'image' in hole);
}
