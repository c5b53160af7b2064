/** An edition, rendered and written: the whole way from a site folder to a finished site. */
import { type Edition, type EditionOptions, makeEdition } from './edition/edition.ts';
import type { Diagnostic } from './model.ts';
import { mediaUrl } from './pages/mediaShelf.ts';
import { type ContentKind, outputPathOf } from './pages/page.ts';
import { readBytes } from './read/siteFolder.ts';
import { renderPage } from './render/renderPage.ts';
import type { LockOwner } from './write/lock.ts';
import { openOutput } from './write/openOutput.ts';
import type { Output, Phase } from './write/output.ts';
import type { OutputPath } from './write/outputPath.ts';
import { planOutputs } from './write/planOutputs.ts';

export interface BuildOptions extends EditionOptions {
  /** The output folder. */
  readonly out: string;
  readonly home: string;
  readonly owner: LockOwner;
  /** Believe nothing that an earlier build left. */
  readonly fresh: boolean;
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
  const { nextChange } = edition.catalogue;
  const facts = {
    articles: edition.catalogue.articles.length,
    edition,
    ...(nextChange !== undefined && { nextBuild: nextChange }),
  };
  const outputs = planEdition(edition);
  const paths = planOutputs(outputs);
  const all = [...diagnostics, ...paths.diagnostics];
  if (!paths.value || hasError(all)) return { ...failed(all), ...facts };
  const { owner, site, home, out: folder, fresh: compareBytes } = options;
  const opened = openOutput({ folder, site, home, owner, compareBytes });
  all.push(...opened.diagnostics);
  if (!opened.value) return { ...failed(all), ...facts };
  const written = writeEdition(outputs, paths.value, opened.value, options.onProgress);
  return { ...written, ...facts, diagnostics: [...all, ...written.diagnostics] };
}

function failed(diagnostics: readonly Diagnostic[]): BuildResult {
  return { published: false, articles: 0, rendered: 0, written: 0, unchanged: 0, removed: 0, diagnostics };
}

export function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** Something to write. */
interface PlannedFile {
  readonly path: string;
  readonly source: string;
  readonly phase: Phase;
  readonly make: () => { readonly bytes?: Uint8Array; readonly diagnostics: readonly Diagnostic[] };
}

const listingKinds: ReadonlySet<ContentKind> = new Set([
  'home',
  'listing',
  'archive',
  'rss',
  'atom',
  'json-feed',
  'sitemap',
  'sitemap-index',
]);

function planEdition({ assets, media, pages, templates }: Edition): readonly PlannedFile[] {
  const given = (bytes: Uint8Array) => ({ bytes, diagnostics: [] });
  return [
    ...assets.map(({ outputPath, bytes }) => ({
      path: outputPath,
      source: `templates/${outputPath}`,
      phase: 'asset' as const,
      make: () => given(bytes),
    })),
    // Two media files with the same bytes are one.
    ...[...new Map(media.map((file) => [mediaUrl(file.media), file]))].map(([url, { source }]) => ({
      path: outputPathOf(url),
      source: source.path,
      phase: 'asset' as const,
      make: () => given(readBytes(source)),
    })),
    ...pages.map(({ url, source, content }) => ({
      path: outputPathOf(url),
      source,
      phase: listingKinds.has(content.kind) ? ('listing' as const) : ('page' as const),
      make: () => {
        const { value, diagnostics } = renderPage(content, templates);
        return { diagnostics, ...(value !== undefined && { bytes: Buffer.from(value) }) };
      },
    })),
  ];
}

/** Renders and stages file after file; the first faulty template ends the build before anything is changed. */
function writeEdition(
  files: readonly PlannedFile[],
  paths: readonly OutputPath[],
  output: Output,
  onProgress: BuildOptions['onProgress'],
): BuildResult {
  for (const [index, { make, phase }] of files.entries()) {
    const path = paths[index];
    const { bytes, diagnostics } = make();
    if (path === undefined || !bytes) {
      output.abandon();
      return failed(diagnostics);
    }
    output.stage({ path, phase, bytes });
    onProgress({ stage: 'render', done: index + 1, total: files.length });
  }
  const { value, diagnostics } = output.commit();
  if (!value) return failed(diagnostics);
  return {
    published: true,
    articles: 0,
    rendered: files.length,
    written: value.written.length,
    unchanged: value.unchanged.length,
    removed: value.removed.length,
    diagnostics,
  };
}
