/** Which file everything of an edition is written to; two that want one address are found here. */
import { digestOf } from '../digestOf.ts';
import type { Checked } from '../model.ts';
import { mediaUrl, publicMediaFolder } from '../pages/mediaShelf.ts';
import { outputPathOf, type Page } from '../pages/page.ts';
import { readBytes } from '../read/siteFolder.ts';
import type { OutputPath } from '../write/outputPath.ts';
import { type PlannedOutput, planOutputs } from '../write/planOutputs.ts';
import type { Edition } from './edition.ts';

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

interface WantedFile extends PlannedOutput {
  readonly digest: string;
  readonly read: () => Uint8Array;
}

/** The files of pages and theme; without a value when two want one. */
export function placeOutputs(edition: Edition): Checked<PlacedOutputs> {
  const assets = wantedAssets(edition);
  const { value: paths, diagnostics } = planOutputs([...assets, ...wantedAddresses(edition)]);
  if (!paths) return { diagnostics };
  const ofPages = paths.slice(assets.length);
  const pages = edition.pages.flatMap((page, index) => withPath(ofPages[index], (path) => ({ page, path })));
  return { value: { assets: placeFiles(assets, paths), pages }, diagnostics };
}

/** The files of the media that pages show, known when the pages are made. */
export function placeMedia(edition: Edition): Checked<readonly PlacedFile[]> {
  const media = edition.media.published().map(({ media: shown, source }): WantedFile => ({
    path: outputPathOf(mediaUrl(shown)),
    source: source.path,
    digest: shown.digest,
    read: () => readBytes(source),
  }));
  // Two media files with the same bytes are one.
  const files = [...new Map(media.map((file) => [file.path, file])).values()];
  // Only what is in their folder can be in their way.
  const neighbours = [...wantedAssets(edition), ...wantedAddresses(edition)].filter(({ path }) =>
    path.toLowerCase().startsWith(publicMediaFolder),
  );
  const { value: paths, diagnostics } = planOutputs([...files, ...neighbours]);
  return paths ? { value: placeFiles(files, paths), diagnostics } : { diagnostics };
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
function wantedAddresses({ pages, catalogue }: Edition): readonly PlannedOutput[] {
  const scheduled = catalogue.scheduled.flatMap(({ url, aliases, file }) =>
    [url, ...aliases].map((address) => ({ url: address, source: file, file })),
  );
  return [...pages, ...scheduled].map(({ url, source, file }) => ({
    path: outputPathOf(url),
    source,
    ...(file && { file }),
  }));
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
