/** The media files of the site: found by what authors write, published under neutral names. */
import type { ImageReference, Media, SourcePath, UrlPath } from '../model.ts';
import { resolvePath } from '../parse/paths.ts';
import type { MediaWords } from '../parse/media.ts';
import type { SiteUrl } from '../config/settings.ts';
import { hrefOf } from './hrefs.ts';
import type { FigureView, PictureView } from './views.ts';

export interface MediaShelf {
  readonly has: (path: SourcePath) => boolean;
  readonly look: (path: SourcePath) => Media | undefined;
  /** As `look`, for a page that shows the file: it is published. */
  readonly at: (path: SourcePath) => Media | undefined;
}

const mediaFolder = 'content/media/';

/** Where media are published, in the output folder. */
export const publicMediaFolder = 'medien/';

/** The media file that `src` means in the source `from`: relative to it, or to `content/media`. */
export function findMedia(shelf: MediaShelf, src: string, from: SourcePath): Media | undefined {
  const path = mediaPath(src, from, shelf);
  return path && shelf.at(path);
}

/** Which of the media files `src` names, if any. */
export function mediaPath(
  src: string,
  from: SourcePath,
  shelf: Pick<MediaShelf, 'has'>,
): SourcePath | undefined {
  const candidates = [resolvePath(from, src), resolvePath(`${mediaFolder}x` as SourcePath, src)];
  return candidates.find((path) => path !== undefined && shelf.has(path));
}

/** Named by its bytes alone: a picture's file name has betrayed a source before (`formats.md` C8). */
export function mediaUrl(media: Media): UrlPath {
  const extension = /\.[a-z0-9]+$/i.exec(media.file)?.[0].toLowerCase() ?? '.bin';
  return `/${publicMediaFolder}${media.digest}${extension}` as UrlPath;
}

export function pictureView(media: Media, words: MediaWords, site: SiteUrl): PictureView {
  return {
    url: hrefOf(site, mediaUrl(media)),
    alt: words.alt ?? media.alt ?? '',
    ...(media.width !== undefined && { width: media.width }),
    ...(media.height !== undefined && { height: media.height }),
  };
}

export function figureView(media: Media, image: ImageReference, site: SiteUrl): FigureView {
  return {
    kind: 'figure',
    picture: pictureView(media, image, site),
    caption: image.caption ?? media.caption ?? '',
    credit: image.credit ?? media.credit ?? '',
  };
}
