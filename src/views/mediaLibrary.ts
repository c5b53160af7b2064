/** Media library of the site: files are found by what authors write, and published under neutral names. */
import type { AudioReference, ImageReference, Media, SourcePath, UrlPath } from '../core/model.ts';
import { addressInside, decodeLoosely, isRemote, mediaFolder, resolvePath } from '../core/paths.ts';
import type { MediaWords } from '../content/media.ts';
import {
  allRenditions,
  isRasterPicture,
  type RasterPicture,
  type Rendition,
  renditionsOf,
} from '../images/renditions.ts';
import { endingOf, playedType } from '../config/documentTypes.ts';
import type { SiteUrl } from '../config/settings.ts';
import { hrefOf, pathsFromRoot } from './hrefs.ts';
import type { FigureView, PictureView } from './views.ts';

export interface MediaLibrary {
  /** Where the site will be. */
  readonly site: SiteUrl;
  readonly has: (path: SourcePath) => boolean;
  readonly peek: (path: SourcePath) => Media | undefined;
  /** Like `peek`, for a page that shows the file, which publishes it. */
  readonly at: (path: SourcePath) => Media | undefined;
}

/** Where media are published, in the output folder. */
export const publicMediaFolder = 'medien/';

/** The media file that `src` means in the source `from`, see `mediaPath`. */
export function findMedia(library: MediaLibrary, src: string, from: SourcePath): Media | undefined {
  const path = mediaPath(src, from, library);
  return path && library.at(path);
}

interface Illustrated {
  readonly file: SourcePath;
  readonly image?: ImageReference;
}

/** The picture of a source, if pages can show it. */
export function findPicture({ file, image }: Illustrated, library: MediaLibrary): Media | undefined {
  const found = image && findMedia(library, image.src, file);
  return found?.isPicture ? found : undefined;
}

/** The sound above the text of an article, as a file of the site; undefined where there is none. */
export function findAudio(
  { file, audio }: { readonly file: SourcePath; readonly audio?: AudioReference },
  library: MediaLibrary,
): { readonly url: UrlPath; readonly type: string; readonly bytes: number } | undefined {
  const found = audio && findMedia(library, audio.src, file);
  const type = found && playedType(found.file);
  return found && type ? { url: mediaUrl(found), type, bytes: found.bytes ?? 0 } : undefined;
}

/** The same with its words. */
export function findFigure(
  source: Illustrated,
  { media, site }: { readonly media: MediaLibrary; readonly site: SiteUrl },
): FigureView | undefined {
  const found = findPicture(source, media);
  return found && source.image && figureView(found, source.image, site);
}

/**
 * Finds the media file that `src` names, if any: relative to the source, or to `content/media`; with a slash at its
 * beginning, or as a whole address of the site, below `content/media` again.
 */
export function mediaPath(
  src: string,
  from: SourcePath,
  { has, site }: Pick<MediaLibrary, 'has' | 'site'>,
): SourcePath | undefined {
  const near = [resolvePath(from, src), resolvePath(mediaFolder, src)];
  return near.find((path) => path !== undefined && has(path)) ?? mediaPathOtherwise(src, from, has, site);
}

/** As Windows writes paths, percent-encoded, from the root of the site, or with what only an address has. */
function mediaPathOtherwise(
  src: string,
  from: SourcePath,
  has: MediaLibrary['has'],
  site: SiteUrl,
): SourcePath | undefined {
  const inside = addressInside(site, src);
  if (inside === undefined && isRemote(src)) return undefined;
  const plain = (inside ?? src).replaceAll('\\', '/');
  const names = [plain, plain.replace(/[?#].*$/s, '')].map(decodeLoosely);
  const paths = names.flatMap((name) => [
    ...(inside === undefined ? [resolvePath(from, name)] : []),
    ...pathsFromRoot(name, site),
  ]);
  return paths.find((path) => path !== undefined && has(path));
}

/**
 * Address of the published file, or of the version of a picture that every program can show. Named by its
 * bytes alone: the file name of a picture has betrayed a source before.
 */
export function mediaUrl(media: Media): UrlPath {
  if (isRasterPicture(media)) return renditionUrl(renditionsOf(media).fallback);
  return `/${publicMediaFolder}${media.digest}.${endingOf(media.file)}` as UrlPath;
}

/** The addresses of all files that are published of it. */
export function mediaUrls(media: Media): readonly UrlPath[] {
  return isRasterPicture(media) ? allRenditions(media).map(renditionUrl) : [mediaUrl(media)];
}

export function renditionUrl({ name }: Rendition): UrlPath {
  return `/${publicMediaFolder}${name}` as UrlPath;
}

/** The version of a picture that every program can show; an SVG may have no size. */
export function plainPicture(media: Media) {
  const url = mediaUrl(media);
  const { width, height }: Pick<Media, 'width' | 'height'> = isRasterPicture(media)
    ? renditionsOf(media).fallback
    : media;
  return { url, type: mediaType(endingOf(url)), width, height };
}

function mediaType(ending: string): string {
  return `image/${ending === 'svg' ? 'svg+xml' : ending.replace('jpg', 'jpeg')}`;
}

function pictureView(media: Media, words: MediaWords, site: SiteUrl): PictureView {
  const { url, width, height } = plainPicture(media);
  return {
    url: hrefOf(site, url),
    width,
    height,
    alt: words.alt ?? media.alt ?? '',
    ...(isRasterPicture(media) && { sources: sourcesOf(media, site) }),
    ...(media.focus && { focus: media.focus }),
    ...((media.raster ? media.raster.hasAlpha : !media.isAdaptive) && { isTransparent: true }),
  };
}

function sourcesOf(picture: RasterPicture, site: SiteUrl): PictureView['sources'] {
  return renditionsOf(picture).modern.map(({ format, widths }) => ({
    type: mediaType(format),
    srcset: widths.map((each) => `${hrefOf(site, renditionUrl(each))} ${each.width}w`).join(', '),
  }));
}

function figureView(media: Media, image: ImageReference, site: SiteUrl): FigureView {
  return {
    kind: 'figure',
    picture: pictureView(media, image, site),
    caption: image.caption ?? media.caption ?? '',
    credit: image.credit ?? media.credit ?? '',
  };
}
