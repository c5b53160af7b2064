import { type AssignedMarks, checkMark } from '../catalogue/assignedMarks.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PictureCredits } from '../config/settings.ts';
import type { ArticleMeta, Diagnostic, PictureFault, SourcePath } from '../model.ts';
import { mediaPath } from '../pages/mediaShelf.ts';
import { checkCredits } from '../pages/checkCredits.ts';
import { createReferenceCheck, imagesOf } from '../pages/references.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Bodies } from './bodies.ts';
import type { MediaFiles } from './mediaFiles.ts';
import type { BodyFacts } from './packedBody.ts';
import type { Heads } from './readSources.ts';

/** What is wrong with texts, links and pictures; */
export interface TextCheck {
  readonly all: () => readonly Diagnostic[];
  /** With one source alone. */
  readonly one: (file: SourcePath) => readonly Diagnostic[];
  /** For a picture that turns out to be broken: an error at every place that shows it. */
  readonly broken: (picture: SourcePath, fault: PictureFault) => readonly Diagnostic[];
}

/** What of the site's rules texts are held against, besides links and pictures. */
export interface TextRules {
  readonly pictureCredits: PictureCredits;
  readonly marks: Pick<AssignedMarks, 'codes'>;
}

/** Only drafts may be unfinished; a scheduled article must not fail at the hour at which it is due. */
export function createTextCheck(
  heads: Heads,
  { addresses, previewsDrafts }: Pick<Catalogue, 'addresses' | 'previewsDrafts'>,
  media: MediaFiles,
  bodies: Bodies,
  rules: TextRules,
): TextCheck {
  const { pages, authors, dossiers, glossary } = heads;
  const sources = [...heads.articles, ...pages, ...authors, ...dossiers, ...glossary];
  const articles = new Map(heads.articles.map(({ file, meta }) => [file, meta]));
  const check = (files: typeof sources): readonly Diagnostic[] => {
    const checkReferences = createReferenceCheck({
      addresses,
      unread: heads.unread,
      media,
      mediaPaths: [...media.paths],
      anchorsOf: (file: SourcePath) => bodies.factsOf(file).anchors,
    });
    return files.flatMap((source) => {
      const { file, meta } = source;
      const body = bodies.factsOf(file);
      const article = articles.get(file);
      if (source.meta.draft && !previewsDrafts) return [];
      const references = checkReferences({ file, meta, body });
      return article ? [...references, ...checkArticle(article, file, body, media, rules)] : references;
    });
  };
  return {
    all: () => check(sources),
    one: (file) => check(sources.filter((source) => source.file === file)),
    broken: (picture, fault) => {
      const shown = sources.filter((source) => previewsDrafts || !source.meta.draft);
      return brokenPicture(picture, fault, shown, media, bodies);
    },
  };
}

/** What is asked of articles alone. */
function checkArticle(
  meta: ArticleMeta,
  file: SourcePath,
  body: BodyFacts,
  media: MediaFiles,
  { pictureCredits, marks }: TextRules,
): readonly Diagnostic[] {
  return [
    ...(!meta.draft && isEmpty(body) ? [diagnose('text/empty', {}, { file })] : []),
    ...checkCredits({ file, meta, body }, pictureCredits, media),
    ...checkMark({ file, meta }, body.characters, marks),
  ];
}

type Source = Heads['articles' | 'pages' | 'authors' | 'dossiers' | 'glossary'][number];

function brokenPicture(
  picture: SourcePath,
  fault: PictureFault,
  sources: readonly Source[],
  media: MediaFiles,
  bodies: Bodies,
): readonly Diagnostic[] {
  const places = sources.flatMap(({ file, meta }) =>
    imagesOf({ meta, body: bodies.factsOf(file) })
      .filter(({ src }) => mediaPath(src, file, media) === picture)
      .map(({ src, position }) => diagnose('text/picture-unreadable', { src, fault }, { file, position })),
  );
  return [diagnose('text/picture-unreadable', { src: picture, fault }, { file: picture }), ...places];
}

/** Pictures say something without words. */
function isEmpty({ words, holes }: BodyFacts): boolean {
  return words === 0 && !holes.some((hole) => 'image' in hole);
}
