/** An edition, printed and published: the whole way from a site folder to a finished site. */
import { type Edition, type EditionOptions, makeEdition } from './edition/edition.ts';
import type { Checked, Diagnostic } from './model.ts';
import { mediaUrl } from './pages/mediaShelf.ts';
import { outputPathOf } from './pages/page.ts';
import { type PlacedPage, printPages, type Progress } from './press.ts';
import { readBytes } from './read/siteFolder.ts';
import type { LockOwner } from './write/lock.ts';
import { openOutput } from './write/openOutput.ts';
import type { Output, WriteResult } from './write/output.ts';
import { type PlannedOutput, planOutputs } from './write/planOutputs.ts';

export interface BuildOptions extends EditionOptions {
  /** The output folder. */
  readonly out: string;
  readonly home: string;
  readonly owner: LockOwner;
  /** Believe nothing that an earlier build left. */
  readonly fresh: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** What a build did. */
export interface BuildResult {
  /** False: the site has errors, and the output folder is as it was. */
  readonly published: boolean;
  readonly articles: number;
  readonly rendered: number;
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** The instant (ms) at which the next build is due: something appears or expires. */
  readonly nextBuild?: number;
  readonly edition?: Edition;
  readonly diagnostics: readonly Diagnostic[];
}

export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const { value: edition, diagnostics } = await makeEdition(options);
  if (!edition) return failed(diagnostics);
  const opened = await openForPages(edition, options, diagnostics);
  if (!opened.value) return failed(opened.diagnostics, edition);
  const { output, pages } = opened.value;
  try {
    const faults = await printPages(edition, pages, output, options.onProgress);
    const all = [...opened.diagnostics, ...faults, ...stageFiles(edition, pages, output)];
    if (hasError(all)) return failed(all, edition);
    const written = output.commit();
    const told = [...all, ...written.diagnostics];
    return written.value ? published(written.value, pages.length, edition, told) : failed(told, edition);
  } finally {
    output.abandon();
  }
}

/** Everything that would be wrong with a build, without writing anything. */
export async function checkSite(options: EditionOptions): Promise<readonly Diagnostic[]> {
  const { value: edition, diagnostics } = await makeEdition(options);
  if (!edition) return diagnostics;
  const { value: pages = [], diagnostics: collisions } = placePages(edition);
  const faults = await printPages(edition, pages, { stage: () => {} }, () => {});
  return [...diagnostics, ...collisions, ...faults];
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

interface OpenedOutput {
  readonly output: Output;
  readonly pages: readonly PlacedPage[];
}

/** Opens the output folder if nothing is wrong so far; otherwise finds all else that is. */
async function openForPages(
  edition: Edition,
  { owner, site, home, out, fresh }: BuildOptions,
  diagnostics: readonly Diagnostic[],
): Promise<Checked<OpenedOutput>> {
  const { value: pages, diagnostics: collisions } = placePages(edition);
  const early = [...diagnostics, ...collisions];
  const opened =
    pages && !hasError(early)
      ? openOutput({ folder: out, site, home, owner, compareBytes: fresh })
      : { diagnostics: [] };
  if (pages && opened.value) {
    return { value: { output: opened.value, pages }, diagnostics: [...early, ...opened.diagnostics] };
  }
  return { diagnostics: [...early, ...opened.diagnostics, ...(await edition.complete(() => {}))] };
}

/** The files of the pages; without a value when two pages want one file. */
function placePages({ pages, catalogue }: Edition): Checked<readonly PlacedPage[]> {
  // A scheduled article claims its addresses now, so that it cannot fail at the hour at which it is due.
  const scheduled = catalogue.scheduled.flatMap(({ url, aliases, file }) =>
    [url, ...aliases].map((address) => ({ url: address, source: file })),
  );
  const planned = planOutputs(
    [...pages, ...scheduled].map(({ url, source }) => ({ path: outputPathOf(url), source })),
  );
  const { value: paths, diagnostics } = planned;
  if (!paths) return { diagnostics };
  const value = pages.flatMap((page, index) => {
    const path = paths[index];
    return path === undefined ? [] : { page, path };
  });
  return { value, diagnostics };
}

/** Stages what is no page: the theme's files and the media that pages show. */
function stageFiles(edition: Edition, pages: readonly PlacedPage[], output: Output): readonly Diagnostic[] {
  const assets = edition.assets.map(({ outputPath, bytes }) => ({
    path: outputPath,
    source: `templates/${outputPath}`,
    read: () => bytes,
  }));
  const media = edition.publishedMedia().map(({ media: shown, source }) => ({
    path: outputPathOf(mediaUrl(shown)),
    source: source.path,
    read: () => readBytes(source),
  }));
  // Two media files with the same bytes are one.
  const files = [...assets, ...new Map(media.map((file) => [file.path, file])).values()];
  const others: readonly PlannedOutput[] = pages.map(({ page, path }) => ({ path, source: page.source }));
  const { value: paths = [], diagnostics } = planOutputs([...files, ...others]);
  for (const [index, { read }] of files.entries()) {
    const path = paths[index];
    if (path !== undefined) output.stage({ path, phase: 'asset', bytes: read() });
  }
  return diagnostics;
}

function failed(diagnostics: readonly Diagnostic[], edition?: Edition): BuildResult {
  const nothing: WriteResult = { written: [], unchanged: [], removed: [] };
  return { ...published(nothing, 0, edition, diagnostics), published: false };
}

function published(
  { written, unchanged, removed }: WriteResult,
  rendered: number,
  edition: Edition | undefined,
  diagnostics: readonly Diagnostic[],
): BuildResult {
  const nextBuild = edition?.catalogue.nextChange;
  return {
    published: true,
    articles: edition?.catalogue.articles.length ?? 0,
    rendered,
    written: written.length,
    unchanged: unchanged.length,
    removed: removed.length,
    ...(edition && { edition }),
    ...(nextBuild !== undefined && { nextBuild }),
    diagnostics,
  };
}
