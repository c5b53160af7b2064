/** Maps everything in a snapshot to output paths, and finds collisions. */
import { digestOf } from '../core/digestOf.ts';
import { searchIndexUrl } from '../collections/addresses.ts';
import type { Checked, Position, SourcePath, UrlPath } from '../core/model.ts';
import { mediaUrl, mediaUrls, publicMediaFolder, renditionUrl } from '../views/mediaLibrary.ts';
import { outputPathOf, type Page, pagePathOf, redirectPathOf } from '../views/page.ts';
import type { DrawnPicture } from '../views/socialPictures.ts';
import { versionInUse } from '../core/nativeParts.ts';
import { allRenditions, isRasterPicture, type RasterPicture, type Rendition } from '../images/renditions.ts';
import { sanitizeSvg } from '../images/svg.ts';
import { readBytes, readText, type SourceFile } from '../content/discover.ts';
import { siteTexts } from '../core/siteTexts.ts';
import { type OutputPath, parseOutputPath } from '../emit/outputPath.ts';
import { type PlannedOutput, planOutputs } from '../emit/planOutputs.ts';
import type { SiteSnapshot } from './snapshot.ts';
import type { PublishedMedia } from '../content/load/mediaFiles.ts';
import { parseUrlPath } from '../core/paths.ts';

/** A page and the file it is written to. */
export interface RoutedPage {
  readonly page: Page;
  readonly path: OutputPath;
}

/** A file that is written as it is. */
export interface RoutedFile {
  readonly path: OutputPath;
  /** Digest of its content. */
  readonly digest: string;
  readonly read: () => Uint8Array;
}

export interface RoutedOutputs {
  readonly pages: readonly RoutedPage[];
  /** Files of the theme. */
  readonly assets: readonly RoutedFile[];
}

/** A file that is made of a picture. */
export interface RoutedRendition extends Rendition {
  readonly path: OutputPath;
  /** Digest of everything that determines its bytes. */
  readonly id: string;
}

/** A picture and all that is made of it. */
export interface RoutedPicture {
  readonly picture: RasterPicture;
  readonly source: SourceFile;
  readonly renditions: readonly RoutedRendition[];
}

/** A picture that is drawn. */
export interface RoutedDrawing extends Omit<DrawnPicture, 'photo'> {
  /** Source of its photograph. */
  readonly photo?: SourceFile;
  readonly path: OutputPath;
  /** Digest of everything that determines its bytes. */
  readonly id: string;
}

export interface RoutedMedia {
  readonly files: readonly RoutedFile[];
  readonly pictures: readonly RoutedPicture[];
  readonly drawings: readonly RoutedDrawing[];
}

interface WantedFile extends PlannedOutput {
  readonly digest: string;
  readonly read: () => Uint8Array;
}

/** Routes pages and files of the theme; without a value when two want one path. `isFree`: it is known that none do. */
export function routeOutputs(snapshot: SiteSnapshot, isFree = false): Checked<RoutedOutputs> {
  const assets = wantedAssets(snapshot);
  const { value: paths, diagnostics } = isFree
    ? {
        value: parsedPaths([...assets, ...snapshot.pages.map((page) => ({ path: pagePathOf(page) }))]),
        diagnostics: [],
      }
    : planOutputs([...assets, ...wantedAddresses(snapshot), ...wantedIndex(snapshot)]);
  if (!paths) return { diagnostics };
  const pages: RoutedPage[] = [];
  for (const [index, page] of snapshot.pages.entries()) {
    const path = paths[assets.length + index];
    if (path !== undefined) pages.push({ page, path });
  }
  return { value: { assets: routeFiles(assets, paths), pages }, diagnostics };
}

function parsedPaths(outputs: readonly { readonly path: string }[]): readonly OutputPath[] {
  return outputs.map(({ path }) => {
    const parsed = parseOutputPath(path);
    if (parsed === undefined) throw new Error(`${path} was a path of the last build`);
    return parsed;
  });
}

/** Routes the media that pages show; known only when the pages are rendered. */
export function routeMedia(snapshot: SiteSnapshot): Checked<RoutedMedia> {
  // Two media files with the same bytes are one.
  const shown = [...new Map(snapshot.media.published().map((one) => [mediaUrl(one.media), one])).values()];
  const wanted = shown.flatMap(({ media, source }) =>
    mediaUrls(media).map((url) => ({ path: outputPathOf(url), source: source.path })),
  );
  // Two articles that say the same have one picture.
  const drawn = [...new Map(snapshot.social.drawn().map((one) => [one.url, one])).values()];
  // Only files in the media folder can collide with media.
  const neighbours = [...wantedAssets(snapshot), ...wantedAddresses(snapshot)].filter(({ path }) =>
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
      : withPath(pathOf(mediaUrl(one.media)), (path) => routeFile(one, path, snapshot)),
  );
  const version =
    shown.some(({ media }) => isRasterPicture(media)) || drawn.length > 0 ? versionInUse('sharp') : '';
  const pictures = shown.flatMap(({ media, source }) =>
    isRasterPicture(media)
      ? [{ picture: media, source, renditions: routeRenditions(media, pathOf, version) }]
      : [],
  );
  const drawings = drawn.flatMap(({ photo, ...one }) =>
    withPath(pathOf(one.url), (path) => {
      const source = photo && snapshot.media.sourceOf(photo);
      const id = digestOf(`${one.url} ${snapshot.program} ${version}`);
      return { ...one, path, id, ...(source && { photo: source }) };
    }),
  );
  return { value: { files, pictures, drawings }, diagnostics };
}

/** A document is copied as it is, a drawing is sanitised. */
function routeFile(
  { media, source }: PublishedMedia,
  path: OutputPath,
  { program }: SiteSnapshot,
): RoutedFile {
  if (!media.isPicture) return { path, digest: media.digest, read: () => readBytes(source) };
  const read = (): Buffer => {
    const { value } = sanitizeSvg(readBytes(source), source.path);
    if (!value) throw new Error(`${source.path} was a drawing when it was measured`);
    return Buffer.from(value.svg);
  };
  return { path, digest: digestOf(`${media.digest} ${program}`), read };
}

function routeRenditions(
  picture: RasterPicture,
  pathOf: (url: UrlPath) => OutputPath | undefined,
  version: string,
): readonly RoutedRendition[] {
  return allRenditions(picture).flatMap((rendition) =>
    withPath(pathOf(renditionUrl(rendition)), (path) => ({
      ...rendition,
      path,
      id: digestOf(`${rendition.name} ${version}`),
    })),
  );
}

function wantedAssets({ assets }: SiteSnapshot): readonly WantedFile[] {
  return assets.map(({ outputPath, bytes }) => ({
    path: outputPath,
    source: `templates/${outputPath}`,
    digest: digestOf(bytes),
    read: () => bytes,
  }));
}

/**
 * Paths of the pages, in their order, and then of scheduled articles: they reserve their addresses now, so
 * that they cannot fail when they are due.
 */
function wantedAddresses({ pages, collections, files }: SiteSnapshot): readonly PlannedOutput[] {
  const placeOf = (file: SourcePath, url: UrlPath) => () => placeInFile(files, file, url);
  const scheduled = [...collections.scheduled, ...collections.entries.scheduled].flatMap(
    ({ url, aliases, file }): readonly PlannedOutput[] => [
      { path: outputPathOf(url), source: file, file, position: placeOf(file, url), follows: false },
      ...aliases.map((alias) => ({
        path: redirectPathOf(alias),
        source: file,
        file,
        position: placeOf(file, alias),
        follows: false,
      })),
    ],
  );
  const planned = pages.map((page): PlannedOutput => {
    const { url, source, file, content } = page;
    const output = { path: pagePathOf(page), source, follows: content.kind === 'server-file' };
    return file ? { ...output, file, position: placeOf(file, url) } : output;
  });
  return [...planned, ...scheduled];
}

function placeInFile(files: readonly SourceFile[], path: SourcePath, url: UrlPath): Position | undefined {
  const source = files.find((file) => file.path === path);
  const text = source && readText(source).value;
  return text === undefined ? undefined : addressPlace(text, url);
}

/** The one file of the search index that is known before it is made. */
function wantedIndex({ searchable }: SiteSnapshot): readonly PlannedOutput[] {
  return searchable
    ? [{ path: `${searchIndexUrl.slice(1)}pagefind.js`, source: siteTexts.search.title }]
    : [];
}

function routeFiles(files: readonly WantedFile[], paths: readonly OutputPath[]): readonly RoutedFile[] {
  return files.flatMap(({ read, digest }, index) =>
    withPath(paths[index], (path) => ({ path, digest, read })),
  );
}

function withPath<Routed>(
  path: OutputPath | undefined,
  route: (path: OutputPath) => Routed,
): readonly Routed[] {
  return path === undefined ? [] : [route(path)];
}

/**
 * Where a source asks for an address: the last place that names it (of two lines in `content/redirects.txt` the later one counts), or else
 * the line of the front matter that makes it. `text` has `\n` line ends.
 */
function addressPlace(text: string, url: UrlPath): Position {
  const lines = text.split('\n');
  const end = lines[0]?.startsWith('---')
    ? lines.findIndex((line, index) => index > 0 && line === '---')
    : -1;
  const asked = end < 0 ? lines : lines.slice(0, end);
  const named = asked.flatMap((line, index) => {
    const word = [...line.matchAll(/\/[^\s,"'[\]]*/g)].find(([address]) => parseUrlPath(address) === url);
    return word ? [{ line: index + 1, column: word.index + 1 }] : [];
  });
  const made = ['slug', 'title'].map((key) => asked.findIndex((line) => line.startsWith(`${key}:`)));
  const line = made.find((index) => index >= 0) ?? 0;
  return named.at(-1) ?? { line: line + 1, column: 1 };
}
