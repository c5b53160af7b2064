import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import { createReferenceCheck } from '../pages/references.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Bodies } from './bodies.ts';
import type { MediaFiles } from './mediaFiles.ts';
import type { BodyFacts } from './packedBody.ts';
import type { Heads } from './readSources.ts';

/** What is wrong with texts, links and pictures; asked when the bodies are there. */
export interface TextCheck {
  readonly all: () => readonly Diagnostic[];
  /** With one source alone. */
  readonly one: (file: SourcePath) => readonly Diagnostic[];
}

/** Only drafts may be unfinished; a scheduled article must not fail at the hour at which it is due. */
export function createTextCheck(
  heads: Heads,
  { addresses, previewsDrafts }: Pick<Catalogue, 'addresses' | 'previewsDrafts'>,
  media: MediaFiles,
  bodies: Bodies,
): TextCheck {
  const sources = [...heads.articles, ...heads.pages, ...heads.authors];
  const articles = new Set(heads.articles.map(({ file }) => file));
  const check = (files: typeof sources): readonly Diagnostic[] => {
    const checkReferences = createReferenceCheck({
      addresses,
      unread: heads.unread,
      media,
      mediaPaths: [...media.paths],
      anchorsOf: (file: SourcePath) => bodies.factsOf(file).anchors,
    });
    return files.flatMap(({ file, meta }) => {
      const isDraft = 'draft' in meta && meta.draft;
      const body = bodies.factsOf(file);
      const isMissing = articles.has(file) && !isDraft && isEmpty(body);
      return [
        ...(isMissing ? [diagnose('text/empty', {}, { file })] : []),
        ...(previewsDrafts || !isDraft ? checkReferences({ file, meta, body }) : []),
      ];
    });
  };
  return {
    all: () => check(sources),
    one: (file) => check(sources.filter((source) => source.file === file)),
  };
}

/** Pictures say something without words. */
function isEmpty({ words, holes }: BodyFacts): boolean {
  return words === 0 && !holes.some((hole) => 'image' in hole);
}
