/** Which file everything of an edition is written to; two that want one address are found here. */
import { digestOf } from '../digestOf.ts';
import { searchIndexUrl } from '../catalogue/addresses.ts';
import type { Checked, Position, SourcePath, UrlPath } from '../model.ts';
import { mediaUrl, mediaUrls, publicMediaFolder, renditionUrl } from '../pages/mediaShelf.ts';
import { outputPathOf, type Page, pagePathOf, redirectPathOf } from '../pages/page.ts';
import { addressPlace } from '../parse/addressPlace.ts';
import type { DrawnPicture } from '../pages/drawnPictures.ts';
import { encoderVersion } from '../pictures/encoderVersion.ts';
import {
  allRenditions,
  isRasterPicture,
  type RasterPicture,
  type Rendition,
} from '../pictures/renditions.ts';
import { sanitizeSvg } from '../pictures/svg/sanitizeSvg.ts';
import { readBytes, readText, type SourceFile } from '../read/siteFolder.ts';
import { siteTexts } from '../siteTexts.ts';
import type { OutputPath } from '../write/outputPath.ts';
import { type PlannedOutput, planOutputs } from '../write/planOutputs.ts';
import type { Edition } from './edition.ts';
import type { PublishedMedia } from './mediaFiles.ts';

/** A page and the file it is written to. */
export interface PlacedPage {
  readonly page: Page;
  readonly path: OutputPath;
}

/** A file that is written as it is. */
export interface PlacedFile {
  readonly path: OutputPath;
  /** Of what it holds. */
  readonly digest: string;
  readonly read: () => Uint8Array;
}

export interface PlacedOutputs {
  readonly pages: readonly PlacedPage[];
  /** The theme's. */
  readonly assets: readonly PlacedFile[];
}

/** A file that is made of a picture. */
export interface PlacedRendition extends Rendition {
  readonly path: OutputPath;
  /** Of everything that makes its bytes. */
  readonly id: string;
}

/** A picture and all that is made of it. */
export interface PlacedPicture {
  readonly picture: RasterPicture;
  readonly source: SourceFile;
  readonly renditions: readonly PlacedRendition[];
}

/** A picture that is drawn. */
export interface PlacedDrawing extends Omit<DrawnPicture, 'photo'> {
  /** Of its photograph. */
  readonly photo?: SourceFile;
  readonly path: OutputPath;
  /** Of everything that makes its bytes. */
  readonly id: string;
}

export interface PlacedMedia {
  readonly files: readonly PlacedFile[];
  readonly pictures: readonly PlacedPicture[];
  readonly drawings: readonly PlacedDrawing[];
}

interface WantedFile extends PlannedOutput {
  readonly digest: string;
  readonly read: () => Uint8Array;
}

/** The files of pages and theme; without a value when two want one. */
export function placeOutputs(edition: Edition): Checked<PlacedOutputs> {
  const assets = wantedAssets(edition);
  const addresses = wantedAddresses(edition);
  const { value: paths, diagnostics } = planOutputs([...assets, ...addresses, ...wantedIndex(edition)]);
  if (!paths) return { diagnostics };
  const ofPages = paths.slice(assets.length);
  const pages = edition.pages.flatMap((page, index) => withPath(ofPages[index], (path) => ({ page, path })));
  return { value: { assets: placeFiles(assets, paths), pages }, diagnostics };
}

/** The files of the media that pages show, known when the pages are made. */
export function placeMedia(edition: Edition): Checked<PlacedMedia> {
  // Two media files with the same bytes are one.
  const shown = [...new Map(edition.media.published().map((one) => [mediaUrl(one.media), one])).values()];
  const wanted = shown.flatMap(({ media, source }) =>
    mediaUrls(media).map((url) => ({ path: outputPathOf(url), source: source.path })),
  );
  // Two articles that say the same have one picture.
  const drawn = [...new Map(edition.social.drawn().map((one) => [one.url, one])).values()];
  // Only what is in their folder can be in their way.
  const neighbours = [...wantedAssets(edition), ...wantedAddresses(edition)].filter(({ path }) =>
    path.toLowerCase().startsWith(publicMediaFolder),
  );
  const { value: paths, diagnostics } = planOutputs([
    ...wanted,
    ...drawn.map(({ url, source }) => ({ path: outputPathOf(url), source })),
    ...neighbours,
  ]);
  if (!paths) return { diagnostics };
  const planned = new Map<string, OutputPath>(paths.map((path) => [path, path]));
  const pathOf = (url: UrlPath): OutputPath | undefined => planned.get(outputPathOf(url));
  const files = shown.flatMap((one) =>
    isRasterPicture(one.media)
      ? []
      : withPath(pathOf(mediaUrl(one.media)), (path) => placeFile(one, path, edition)),
  );
  const version =
    shown.some(({ media }) => isRasterPicture(media)) || drawn.length > 0 ? encoderVersion() : '';
  const pictures = shown.flatMap(({ media, source }) =>
    isRasterPicture(media)
      ? [{ picture: media, source, renditions: placeRenditions(media, pathOf, version) }]
      : [],
  );
  const drawings = drawn.flatMap(({ photo, ...one }) =>
    withPath(pathOf(one.url), (path) => {
      const source = photo && edition.media.sourceOf(photo);
      const id = digestOf(`${one.url} ${edition.program} ${version}`);
      return { ...one, path, id, ...(source && { photo: source }) };
    }),
  );
  return { value: { files, pictures, drawings }, diagnostics };
}

/** A document as it is, a drawing without what could harm. */
function placeFile({ media, source }: PublishedMedia, path: OutputPath, { program }: Edition): PlacedFile {
  if (!media.isPicture) return { path, digest: media.digest, read: () => readBytes(source) };
  const read = (): Buffer => {
    const { value } = sanitizeSvg(readBytes(source), source.path);
    if (!value) throw new Error(`${source.path} was a drawing when it was measured`);
    return Buffer.from(value.svg);
  };
  return { path, digest: digestOf(`${media.digest} ${program}`), read };
}

function placeRenditions(
  picture: RasterPicture,
  pathOf: (url: UrlPath) => OutputPath | undefined,
  version: string,
): readonly PlacedRendition[] {
  return allRenditions(picture).flatMap((rendition) =>
    withPath(pathOf(renditionUrl(rendition)), (path) => ({
      ...rendition,
      path,
      id: digestOf(`${rendition.name} ${version}`),
    })),
  );
}

function wantedAssets({ assets }: Edition): readonly WantedFile[] {
  return assets.map(({ outputPath, bytes }) => ({
    path: outputPath,
    source: `templates/${outputPath}`,
    digest: digestOf(bytes),
    read: () => bytes,
  }));
}

/** Of the pages, in their order, and then of scheduled articles, which claim their addresses now, so that they cannot fail at the hour at which they are due. */
function wantedAddresses({ pages, catalogue, files }: Edition): readonly PlannedOutput[] {
  const scheduled = catalogue.scheduled.flatMap(({ url, aliases, file }) => [
    { path: outputPathOf(url), url, source: file, file, follows: false },
    ...aliases.map((alias) => ({
      path: redirectPathOf(alias),
      url: alias,
      source: file,
      file,
      follows: false,
    })),
  ]);
  const planned = pages.map((page) => {
    const { url, source, file, content } = page;
    return { path: pagePathOf(page), url, source, file, follows: content.kind === 'server-file' };
  });
  return [...planned, ...scheduled].map(({ path, url, source, file, follows }) => ({
    path,
    source,
    ...(file && { file, position: () => placeInFile(files, file, url) }),
    follows,
  }));
}

function placeInFile(files: readonly SourceFile[], path: SourcePath, url: UrlPath): Position | undefined {
  const source = files.find((file) => file.path === path);
  const text = source && readText(source).value;
  return text === undefined ? undefined : addressPlace(text, url);
}

/** Of the files of the search index this one is known before they are made. */
function wantedIndex({ searchable }: Edition): readonly PlannedOutput[] {
  return searchable
    ? [{ path: `${searchIndexUrl.slice(1)}pagefind.js`, source: siteTexts.search.title }]
    : [];
}

function placeFiles(files: readonly WantedFile[], paths: readonly OutputPath[]): readonly PlacedFile[] {
  return files.flatMap(({ read, digest }, index) =>
    withPath(paths[index], (path) => ({ path, digest, read })),
  );
}

function withPath<Placed>(
  path: OutputPath | undefined,
  place: (path: OutputPath) => Placed,
): readonly Placed[] {
  return path === undefined ? [] : [place(path)];
}
