/** An edition, printed and published: the whole way from a site folder to a finished site. */
import { type Edition, type EditionOptions, makeEdition } from './edition/edition.ts';
import { keepEdition } from './edition/lastEdition.ts';
import { makeMedia, type MediaWork } from './edition/makeMedia.ts';
import { indexPath, type IndexSink, makeSearchIndex } from './edition/makeSearchIndex.ts';
import { type Moves, noticeMoves } from './edition/noticeMoves.ts';
import { placeMedia, placeOutputs, type PlacedOutputs } from './edition/placeOutputs.ts';
import { tellMoves } from './edition/tellMoves.ts';
import { settledMoves, writeDownMoves } from './edition/writeDownMoves.ts';
import { createNoMemories, withMemories } from './edition/memories.ts';
import type { Checked, Diagnostic } from './model.ts';
import { type PageSink, type Printed, printPages, type Progress } from './press.ts';
import { hasError } from './report/hasError.ts';
import { sortDiagnostics } from './report/print.ts';
import type { LockOwner } from './write/lock.ts';
import { verifySite } from './verify.ts';
import { openOutput } from './write/openOutput.ts';
import type { Output, WriteResult } from './write/output.ts';
import type { OutputPath } from './write/outputPath.ts';

export interface BuildOptions extends EditionOptions {
  /** The output folder. */
  readonly out: string;
  readonly home: string;
  readonly owner: LockOwner;
  /** Believe nothing that an earlier build left, and leave nothing but the site. */
  readonly fresh: boolean;
  /** Make everything once more from the sources alone, and compare. */
  readonly verify: boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** What a build did. */
export interface BuildResult {
  /** False: the site has errors, and the output folder is as it was. */
  readonly published: boolean;
  readonly articles: number;
  /** Sources that were parsed, because nothing was remembered of them. */
  readonly parsed: number;
  readonly rendered: number;
  /** How many of them for which reason. */
  readonly reasons: Printed['rendered'];
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly edition?: Edition;
  /** Sorted, each told once. */
  readonly diagnostics: readonly Diagnostic[];
}

export async function buildSite(options: BuildOptions): Promise<BuildResult> {
  const memories = options.fresh ? createNoMemories() : options.memories;
  const { value: result, notes } = await withMemories(memories, () =>
    publishEdition({ ...options, memories }),
  );
  const differences = options.verify && result.published ? await verifySite(options, options.out) : [];
  return { ...result, diagnostics: sortDiagnostics([...result.diagnostics, ...notes, ...differences]) };
}

async function publishEdition(options: BuildOptions): Promise<BuildResult> {
  const { value: laidOut, diagnostics } = await makeEdition(options);
  if (!laidOut) return failed(diagnostics);
  try {
    return await publish(laidOut, options, diagnostics);
  } finally {
    await laidOut.workers.close();
  }
}

async function publish(
  laidOut: Edition,
  options: BuildOptions,
  diagnostics: readonly Diagnostic[],
): Promise<BuildResult> {
  const opened = openForPages(laidOut, options, diagnostics);
  if (!opened.value) return failed(opened.diagnostics, laidOut);
  const { output, edition } = opened.value;
  try {
    const { faults, rendered, reads } = await stageEdition(opened.value, options);
    const all = [...opened.diagnostics, ...faults];
    if (hasError(all)) return failed(all, edition);
    const settled = settledMoves(opened.value, edition);
    const unwritten = await writeDownMoves(options.site, settled.moves);
    const written = output.commit(settled.addresses);
    const told = [...all, ...tellMoves(settled), ...unwritten, ...written.diagnostics];
    if (written.value) keepEdition(edition, output.state, reads);
    return written.value ? published(written.value, rendered, edition, told) : failed(told, edition);
  } finally {
    output.abandon();
  }
}

interface Staged extends Pick<Printed, 'rendered' | 'reads'> {
  readonly faults: readonly Diagnostic[];
}

/** Makes every file that is not there yet; nothing of it is seen before the output's `commit`. */
async function stageEdition(
  { output, edition, pages, assets }: OpenedOutput,
  options: BuildOptions,
): Promise<Staged> {
  const sink: PageSink = {
    record: (...file) => output.record(...file),
    earlier: output,
  };
  const printed = await printPages(edition, pages, sink, options.onProgress);
  const { rendered, reads } = printed;
  const media = placeMedia(edition);
  const faults = [...printed.diagnostics, ...media.diagnostics];
  if (!media.value || hasError(faults)) return { rendered, reads, faults };
  const stage = (path: OutputPath, content: Uint8Array, view: string): void =>
    output.stage({ path, phase: 'asset', content, view });
  for (const { path, digest, read } of [...assets, ...media.value.files]) {
    if (!output.keep(path, digest)) stage(path, read(), digest);
  }
  const [pictures, index] = await Promise.all([
    makeMedia(edition, media.value, mediaWork(options), {
      has: ({ path, id }) => output.keep(path, id),
      take: ({ path, id }, bytes) => stage(path, bytes, id),
    }),
    makeSearchIndex(edition, indexSink(output, printed, options)),
  ]);
  return { rendered, reads, faults: [...faults, ...pictures, ...index] };
}

function indexSink(output: Output, { rendered }: Printed, { onProgress }: BuildOptions): IndexSink {
  return {
    ...(rendered.size === 0 && { last: output.viewOf(indexPath('pagefind.js')) }),
    keepAll: (view) => output.keepAll(view),
    take: (path, content, view) =>
      output.stage({ path, phase: 'asset', content, ...(view !== undefined && { view }) }),
    onProgress: (progress) => onProgress({ ...progress, work: 'search' }),
  };
}

function mediaWork({
  memories,
  workers,
  onProgress,
}: Pick<BuildOptions, 'memories' | 'workers' | 'onProgress'>): MediaWork {
  return {
    memories,
    workers,
    onProgress: (progress) => onProgress({ ...progress, work: 'pictures' }),
  };
}

/** Everything that would be wrong with a build, without writing anything. */
export async function checkSite(options: EditionOptions): Promise<readonly Diagnostic[]> {
  const { value: faults, notes } = await withMemories(options.memories, () => faultsOf(options));
  return sortDiagnostics([...faults, ...notes]);
}

async function faultsOf(options: EditionOptions): Promise<readonly Diagnostic[]> {
  const { value: edition, diagnostics } = await makeEdition(options);
  if (!edition) return diagnostics;
  const { value: placed, diagnostics: collisions } = placeOutputs(edition);
  const pages = placed?.pages ?? [];
  const sink = { record: () => {} };
  const printed = await printPages(edition, pages, sink, () => {}).finally(edition.workers.close);
  const media = placeMedia(edition);
  const work = mediaWork({ ...options, onProgress: () => {} });
  // Only who makes a picture knows whether it is whole; what was made before was. What is drawn is.
  const pictures = media.value
    ? await makeMedia(edition, { ...media.value, drawings: [] }, work, {
        has: ({ id }) => options.memories.pictures.has(id),
        take: () => {},
      })
    : [];
  return [...diagnostics, ...collisions, ...printed.diagnostics, ...media.diagnostics, ...pictures];
}

interface OpenedOutput extends PlacedOutputs, Pick<Moves, 'moves' | 'gone' | 'addresses'> {
  readonly output: Output;
  /** With redirects from where something stood at the last build. */
  readonly edition: Edition;
}

/** Opens the output folder if nothing is wrong so far; otherwise finds all else that is. */
function openForPages(
  laidOut: Edition,
  { owner, site, home, out, fresh, preview }: BuildOptions,
  diagnostics: readonly Diagnostic[],
): Checked<OpenedOutput> {
  const { value: first, diagnostics: collisions } = placeOutputs(laidOut);
  const early = [...diagnostics, ...collisions];
  const opened =
    first && !hasError(early)
      ? openOutput({ folder: out, site, home, owner, compareBytes: fresh })
      : { diagnostics: [] };
  const told = [...early, ...opened.diagnostics];
  const output = opened.value;
  if (!first || !output) return { diagnostics: [...told, ...laidOut.faults()] };
  // What only its author sees, in a preview, has no readers' addresses.
  const known = output.addresses;
  const noticed = preview ? { moves: [], gone: [], addresses: known } : noticeMoves(known, laidOut);
  const edition = noticed.moves.length > 0 ? laidOut.withMoves(noticed.moves) : laidOut;
  const { value: placed, diagnostics: inTheWay } =
    edition === laidOut ? { value: first, diagnostics: [] } : placeOutputs(edition);
  if (!placed) {
    output.abandon();
    return { diagnostics: [...told, ...inTheWay, ...laidOut.faults()] };
  }
  const value = { ...noticed, ...placed, output, edition };
  return { value, diagnostics: told };
}

function failed(diagnostics: readonly Diagnostic[], edition?: Edition): BuildResult {
  const nothing: WriteResult = { written: [], unchanged: [], removed: [] };
  return { ...published(nothing, new Map(), edition, diagnostics), published: false };
}

function published(
  { written, unchanged, removed }: WriteResult,
  reasons: Printed['rendered'],
  edition: Edition | undefined,
  diagnostics: readonly Diagnostic[],
): BuildResult {
  return {
    published: true,
    articles: edition?.catalogue.articles.length ?? 0,
    parsed: edition?.parsed ?? 0,
    rendered: [...reasons.values()].reduce((sum, count) => sum + count, 0),
    reasons,
    written: written.length,
    unchanged: unchanged.length,
    removed: removed.length,
    ...(edition && { edition }),
    diagnostics: sortDiagnostics(diagnostics),
  };
}
