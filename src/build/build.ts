/** Builds and checks a site: the whole way from a site folder to a finished site. */
import { type SiteSnapshot, type SnapshotOptions, makeSnapshot } from './snapshot.ts';
import { keepSnapshot, type Recognition, recognizeSnapshot } from './lastSnapshot.ts';
import { makeMedia, type MediaWork } from './makeMedia.ts';
import { describingBuild, filesOf, type FinishedSite, finishSite } from './finishSite.ts';
import type { CreateDescriber } from '../check/page/pageFacts.ts';
import { indexPath, type IndexSink, makeSearchIndex } from './makeSearchIndex.ts';
import { type Moves, detectMoves, reportMoves, settledMoves, saveMoves } from './moves.ts';
import { routeMedia, routeOutputs, type RoutedOutputs } from './placeOutputs.ts';
import { createNoCaches, withCaches } from '../content/load/sourceCache.ts';
import type { Checked, Diagnostic, SourcePath } from '../core/model.ts';
import { type PageSink, type RenderResult, renderPages, type Progress } from './renderPages.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
import { sortDiagnostics } from '../core/diagnostics/printDiagnostics.ts';
import type { LockOwner } from '../emit/lock.ts';
import { verifySite } from './verify.ts';
import { openOutput, type OutputRequest } from '../emit/openOutput.ts';
import { findLastBuild, inputsOf, keepLastBuild, type Outlook, outlookOf } from './lastBuild.ts';
import { openSite } from '../content/load/openSite.ts';
import type { Output, WriteResult } from '../emit/output.ts';
import type { OutputPath } from '../emit/outputPath.ts';

export interface BuildOptions extends SnapshotOptions {
  /** The output folder. */
  readonly out: string;
  readonly home: string;
  readonly owner: LockOwner;
  /** Ignores what an earlier build left, and leaves nothing but the site. */
  readonly fresh: boolean;
  /** Makes everything once more from the sources alone, and compares. */
  readonly verify: boolean;
  readonly onProgress: (progress: Progress) => void;
  /** Looks at every page, for a check that follows: it gets the `finished` site. */
  readonly describer?: CreateDescriber;
}

/** Result of a build. */
export interface BuildResult {
  /** False: the site has errors, and the output folder is unchanged. */
  readonly published: boolean;
  /** Sources that were parsed, because the cache had nothing of them. */
  readonly parsed: number;
  readonly rendered: number;
  /** How many of them for which reason. */
  readonly reasons: RenderResult['rendered'];
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Missing where the settings have errors. */
  readonly outlook?: Outlook;
  /** Missing also where nothing had changed. */
  readonly snapshot?: SiteSnapshot;
  /** The site as a check looks at it: only where `describer` was given, and something had changed. */
  readonly finished?: FinishedBuild;
  /** Sorted, each reported once. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface FinishedBuild {
  readonly site: FinishedSite;
  /** All faults that were found while it was made. */
  readonly diagnostics: readonly Diagnostic[];
  /** What it was made of, as `inputsOf` says it; undefined where the next run finds other inputs. */
  readonly inputs: string | undefined;
}

export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const caches = options.fresh ? createNoCaches() : options.caches;
  const opened = options.opened ?? (await openSite(options.site, options.configLimit));
  const inputs = inputsOf({ ...options, caches }, opened);
  const last = options.verify ? undefined : findLastBuild(inputs, options, requestOf(options));
  if (last) return { ...nothingMade, ...last, published: true };
  const { value: result, notes } = await withCaches(caches, () =>
    publishSnapshot({ ...options, caches, opened }, inputs),
  );
  const differences = options.verify && result.published ? await verifySite(options, options.out) : [];
  return { ...result, diagnostics: sortDiagnostics([...result.diagnostics, ...notes, ...differences]) };
}

async function publishSnapshot(options: BuildOptions, inputs: string | undefined): Promise<BuildResult> {
  const { value: laidOut, diagnostics } = await makeSnapshot(options);
  if (!laidOut) return failed(diagnostics);
  try {
    return await publish(laidOut, options, diagnostics, inputs);
  } finally {
    await laidOut.workers.close();
  }
}

async function publish(
  laidOut: SiteSnapshot,
  options: BuildOptions,
  diagnostics: readonly Diagnostic[],
  inputs: string | undefined,
): Promise<BuildResult> {
  const opened = openForPages(laidOut, options, diagnostics);
  if (!opened.value) return failed(opened.diagnostics, laidOut);
  const { output, snapshot } = opened.value;
  try {
    const { faults, rendered, reads, site } = await stageFiles(opened.value, options);
    const all = [...opened.diagnostics, ...faults];
    if (hasError(all)) return failed(all, snapshot);
    const settled = settledMoves(opened.value, snapshot);
    const unwritten = await saveMoves(options.site, settled.moves);
    const written = output.commit(settled.addresses);
    const reported = [...all, ...reportMoves(settled), ...unwritten, ...written.diagnostics];
    if (!written.value) return failed(reported, snapshot);
    keepSnapshot(snapshot, output.state, reads);
    // Moves have just become lines of a source.
    const lasting = opened.value.moves.length === 0 ? inputs : undefined;
    keepLastBuild(lasting, options, all, snapshot, output.state);
    return {
      ...published(written.value, rendered, snapshot, reported),
      ...(site && { finished: { site, diagnostics: all, inputs: lasting } }),
    };
  } finally {
    output.abandon();
  }
}

interface Staged extends Pick<RenderResult, 'rendered' | 'reads'> {
  readonly faults: readonly Diagnostic[];
  /** Only where every page was looked at. */
  readonly site?: FinishedSite;
}

/** Stages every file that is missing or changed; nothing is visible before `commit` of the output. */
async function stageFiles(
  { output, snapshot, pages, assets, recognition }: OpenedOutput,
  options: BuildOptions,
): Promise<Staged> {
  const describing = options.describer && describingBuild(snapshot, output, options.describer);
  const sink: PageSink = describing?.sink ?? {
    record: (...file) => output.record(...file),
    earlier: {
      recognition,
      state: output.state,
      stager: output.stager,
      viewOf: (path) => output.viewOf(path),
      keep: (path, view) => output.keep(path, view),
      earlier: (path) => output.earlier(path),
    },
  };
  const result = await renderPages(snapshot, pages, sink, options.onProgress);
  const finished = describing?.keep(pages, result);
  const { rendered, reads } = result;
  const { caches, workers } = options;
  const ofPictures: MediaWork['onProgress'] = (progress) =>
    options.onProgress({ ...progress, work: 'pictures' });
  const media = routeMedia(snapshot);
  const faults = [...result.diagnostics, ...media.diagnostics];
  if (!media.value || hasError(faults)) return { rendered, reads, faults };
  const stage = (path: OutputPath, content: Uint8Array, view: string): void =>
    output.stage({ path, phase: 'asset', content, view });
  for (const { path, digest, read } of [...assets, ...media.value.files]) {
    if (!output.keep(path, digest)) stage(path, read(), digest);
  }
  const [pictures, index] = await Promise.all([
    makeMedia(
      snapshot,
      media.value,
      { caches, workers, onProgress: ofPictures },
      {
        has: ({ path, id }) => output.keep(path, id),
        take: ({ path, id }, bytes) => stage(path, bytes, id),
      },
    ),
    makeSearchIndex(snapshot, indexSink(output, result, options)),
  ]);
  const files = finished && filesOf(media.value, ({ path }) => output.sizeOf(path));
  return {
    rendered,
    reads,
    faults: [...faults, ...pictures, ...index],
    ...(files && { site: { snapshot, ...finished, assets, files } }),
  };
}

function indexSink(output: Output, { rendered }: RenderResult, { onProgress }: BuildOptions): IndexSink {
  return {
    ...(rendered.size === 0 && { last: output.viewOf(indexPath('pagefind.js')) }),
    keepAll: (view) => output.keepAll(view),
    take: (path, content, view) =>
      output.stage({ path, phase: 'asset', content, ...(view !== undefined && { view }) }),
    onProgress: (progress) => onProgress({ ...progress, work: 'search' }),
  };
}

/** Returns all faults that a build would report, without writing anything. */
export async function checkSite(options: SnapshotOptions): Promise<readonly Diagnostic[]> {
  const { value, notes } = await withCaches(options.caches, () => finishSite(options));
  return sortDiagnostics([...value.diagnostics, ...notes]);
}

interface OpenedOutput extends RoutedOutputs, Pick<Moves, 'moves' | 'gone' | 'addresses'> {
  readonly output: Output;
  /** Snapshot with redirects from the addresses of the last build. */
  readonly snapshot: SiteSnapshot;
  readonly recognition?: Recognition | undefined;
}

/** Opens the output folder if there are no errors so far; otherwise collects all other faults. */
function openForPages(
  laidOut: SiteSnapshot,
  options: BuildOptions,
  diagnostics: readonly Diagnostic[],
): Checked<OpenedOutput> {
  // The last snapshot was published, so no two of its pages wanted one path.
  const recognition = recognizeSnapshot(laidOut);
  const { value: first, diagnostics: collisions } = routeOutputs(laidOut, recognition !== undefined);
  const early = [...diagnostics, ...collisions];
  const opened = first && !hasError(early) ? openOutput(requestOf(options)) : { diagnostics: [] };
  const reported = [...early, ...opened.diagnostics];
  const output = opened.value;
  if (!first || !output) return { diagnostics: [...reported, ...laidOut.faults()] };
  // A preview is seen by its author alone, so readers know none of its addresses.
  const known = output.addresses;
  const unchanged = recognition?.state === output.state ? recognition : undefined;
  const isSame = (file: SourcePath): boolean => unchanged?.changed.has(file) === false;
  const detected = options.preview
    ? { moves: [], gone: [], addresses: known }
    : detectMoves(known, laidOut, isSame);
  const snapshot = detected.moves.length > 0 ? laidOut.withMoves(detected.moves) : laidOut;
  const { value: routed, diagnostics: inTheWay } =
    snapshot === laidOut ? { value: first, diagnostics: [] } : routeOutputs(snapshot);
  if (!routed) {
    output.abandon();
    return { diagnostics: [...reported, ...inTheWay, ...laidOut.faults()] };
  }
  const value = { ...detected, ...routed, output, snapshot, ...(snapshot === laidOut && { recognition }) };
  return { value, diagnostics: reported };
}

function requestOf({ owner, site, home, out, fresh }: BuildOptions): OutputRequest {
  return { folder: out, site, home, owner, compareBytes: fresh };
}

const nothingMade = {
  parsed: 0,
  rendered: 0,
  reasons: new Map(),
  written: 0,
  unchanged: 0,
  removed: 0,
} as const satisfies Partial<BuildResult>;

function failed(diagnostics: readonly Diagnostic[], snapshot?: SiteSnapshot): BuildResult {
  return {
    ...nothingMade,
    published: false,
    ...(snapshot && factsOf(snapshot)),
    diagnostics: sortDiagnostics(diagnostics),
  };
}

function published(
  { written, unchanged, removed }: WriteResult,
  reasons: RenderResult['rendered'],
  snapshot: SiteSnapshot,
  diagnostics: readonly Diagnostic[],
): BuildResult {
  return {
    published: true,
    ...factsOf(snapshot),
    rendered: [...reasons.values()].reduce((sum, count) => sum + count, 0),
    reasons,
    written: written.length,
    unchanged: unchanged.length,
    removed: removed.length,
    diagnostics: sortDiagnostics(diagnostics),
  };
}

function factsOf(snapshot: SiteSnapshot): Pick<BuildResult, 'snapshot' | 'outlook' | 'parsed'> {
  return { snapshot, outlook: outlookOf(snapshot), parsed: snapshot.parsed };
}
