/** Checks all sources once the contents are known: links, pictures and what only articles may do wrong. */
import { type VgwortPixels, checkPixel } from '../collections/vgwort.ts';
import type { FindMeant } from '../collections/meantSources.ts';
import type { Collections } from '../collections/collections.ts';
import type { PictureCredits } from '../config/settings.ts';
import type { ArticleMeta, Diagnostic, PictureFault, SourcePath } from '../core/model.ts';
import { mediaPath } from '../views/mediaLibrary.ts';
import { checkCredits } from '../routes/article/pressView.ts';
import { createLinkCheck, imagesOf, type ServedAddresses } from '../routes/linkCheck.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Contents } from '../content/load/bodies.ts';
import type { MediaFiles } from '../content/load/mediaFiles.ts';
import type { ContentFacts } from '../content/load/loadDocument.ts';
import type { Metadata } from '../content/load/readSources.ts';

/** Check of texts, links and pictures. */
export interface ContentCheck {
  readonly all: (served: ServedAddresses | undefined) => readonly Diagnostic[];
  /** Checks one source. */
  readonly one: (file: SourcePath, served: ServedAddresses) => readonly Diagnostic[];
  /** Errors for a broken picture, one at every place that shows it. */
  readonly broken: (picture: SourcePath, fault: PictureFault) => readonly Diagnostic[];
}

/** Rules of the site for texts, besides links and pictures. */
export interface TextRules {
  readonly pictureCredits: PictureCredits;
  readonly findMeant: FindMeant;
  readonly pixels: Pick<VgwortPixels, 'codes'>;
}

/** Only drafts may be unfinished; a scheduled article must not fail at the hour at which it is due. */
export function createContentCheck(
  metadata: Metadata,
  { addresses, previewsDrafts }: Pick<Collections, 'addresses' | 'previewsDrafts'>,
  media: MediaFiles,
  contents: Contents,
  rules: TextRules,
): ContentCheck {
  const { pages, authors, dossiers, glossary, entries } = metadata;
  const sources = [...metadata.articles, ...pages, ...authors, ...dossiers, ...glossary, ...entries];
  const articles = new Map(metadata.articles.map(({ file, meta }) => [file, meta]));
  const check = (files: typeof sources, served: ServedAddresses | undefined): readonly Diagnostic[] => {
    const checkLinks = createLinkCheck({
      addresses,
      unread: metadata.unread,
      media,
      findMeant: rules.findMeant,
      mediaPaths: [...media.paths],
      anchorsOf: (file: SourcePath) => contents.factsOf(file).anchors,
      served,
    });
    return files.flatMap((source) => {
      const { file, meta } = source;
      const content = contents.factsOf(file);
      const article = articles.get(file);
      if (source.meta.draft && !previewsDrafts) return [];
      const links = checkLinks({ file, meta, content });
      return article ? [...links, ...checkArticle(article, file, content, media, rules)] : links;
    });
  };
  return {
    all: (served) => check(sources, served),
    one: (file, served) =>
      check(
        sources.filter((source) => source.file === file),
        served,
      ),
    broken: (picture, fault) => {
      const shown = sources.filter((source) => previewsDrafts || !source.meta.draft);
      return brokenPicture(picture, fault, shown, media, contents);
    },
  };
}

/** Checks that apply to articles alone. */
function checkArticle(
  meta: ArticleMeta,
  file: SourcePath,
  content: ContentFacts,
  media: MediaFiles,
  { pictureCredits, pixels }: TextRules,
): readonly Diagnostic[] {
  return [
    ...(!meta.draft && !meta.audio && isEmpty(content) ? [diagnose('text/empty', {}, { file })] : []),
    ...checkCredits({ file, meta, content }, pictureCredits, media),
    ...checkPixel({ file, meta }, content.characters, pixels),
  ];
}

type Source = Metadata['articles' | 'pages' | 'authors' | 'dossiers' | 'glossary' | 'entries'][number];

function brokenPicture(
  picture: SourcePath,
  fault: PictureFault,
  sources: readonly Source[],
  media: MediaFiles,
  contents: Contents,
): readonly Diagnostic[] {
  const places = sources.flatMap(({ file, meta }) =>
    imagesOf({ meta, content: contents.factsOf(file) })
      .filter(({ src }) => mediaPath(src, file, media) === picture)
      .map(({ src, position }) => diagnose('text/picture-unreadable', { src, fault }, { file, position })),
  );
  return [diagnose('text/picture-unreadable', { src: picture, fault }, { file: picture }), ...places];
}

/** Pictures say something without words. */
function isEmpty({ words, deferredReferences }: ContentFacts): boolean {
  return (
    words === 0 &&
    !deferredReferences.some((one) => 'image' in one || one.kind === 'played' || one.kind === 'embed')
  );
}
