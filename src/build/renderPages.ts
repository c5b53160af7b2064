/**
 * Renders the pages of a snapshot that have changed: in worker threads when there are many, in this thread
 * when there are few.
 */
import { setImmediate } from 'node:timers/promises';
import type { SiteSnapshot } from './snapshot.ts';
import { type Edition, type Recognition, recognizeSnapshot } from './lastSnapshot.ts';
import type { RoutedPage } from './placeOutputs.ts';
import type { PageAnswer, PageItem } from './renderInWorker.ts';
import { createPageMaker, type MadePage } from './pageRenderer.ts';
import type { Diagnostic, SourcePath } from '../core/model.ts';
import { pageKinds } from '../routes/kinds.ts';
import type { Output } from '../emit/output.ts';
import { type Earlier, openTarget, type Reason, type TargetOptions } from '../emit/stager.ts';
import type { CreateDescriber, Described } from '../check/page/pageFacts.ts';

/** Receiver of rendered pages: the output of a build, or a check. */
export interface PageSink extends Pick<Output, 'record'> {
  /** What an earlier build made need not be made again; without it all pages are made, and none is written. */
  readonly earlier?: Pick<Output, 'keep' | 'viewOf' | 'state' | 'earlier'> & {
    readonly stager: TargetOptions;
    /** Which of the editions that the cache remembers it is; otherwise the published one. */
    readonly edition?: Edition;
    /** What is recognised of it, if somebody knows that already. */
    readonly recognition?: Recognition | undefined;
  };
  /** Makes what looks at every page that is rendered. */
  readonly describer?: CreateDescriber;
}

export interface RenderResult {
  /** How many pages were rendered for which reason. */
  readonly rendered: ReadonlyMap<Reason, number>;
  /** For each page the sources whose contents it shows. */
  readonly reads: readonly (readonly SourcePath[])[];
  /** By the index of the page, for those that were rendered and looked at. */
  readonly described: ReadonlyMap<number, Described>;
  /** All faults of the snapshot. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Progress {
  readonly work: 'pages' | 'pictures' | 'search';
  readonly done: number;
  readonly total: number;
}

/** After this many pages the main thread yields to other work: some milliseconds. */
const slice = 16;

/** Orders the indices of pages for rendering; the bytes do not depend on it. */
export type RenderOrder = (indices: readonly number[]) => readonly number[];

/** Renders and stages the pages that have changed; stops after a fault in a template. */
export async function renderPages(
  snapshot: SiteSnapshot,
  pages: readonly RoutedPage[],
  output: PageSink,
  onProgress: (progress: Progress) => void,
  order: RenderOrder = (indices) => indices,
): Promise<RenderResult> {
  const { earlier } = output;
  const recognition = earlier?.recognition ?? (earlier && recognizeSnapshot(snapshot, earlier.edition));
  const known = recognition?.state === earlier?.state ? recognition : undefined;
  for (const path of known?.media ?? []) snapshot.media.at(path);
  const reads: (readonly SourcePath[])[] = [];
  const isKept = (index: number, { path }: RoutedPage): boolean => {
    const sameReads = known?.sameReads(index);
    if (!sameReads) return false;
    const view = earlier?.viewOf(path);
    if (view === undefined || earlier?.keep(path, view) !== true) return false;
    reads[index] = sameReads;
    return true;
  };
  const open = order(
    [...pages.entries()].flatMap(([index, routed]) => (isKept(index, routed) ? [] : [index])),
  );
  let done = pages.length - open.length;
  const tick = (): void => onProgress({ work: 'pages', done: ++done, total: pages.length });
  const render = snapshot.workers.renderSooner(open.length, snapshot.identities.size)
    ? renderInWorkers
    : renderHere;
  const { made, crashes } = await render({ snapshot, pages, open, output, tick });
  const rendered = new Map<Reason, number>();
  const described = new Map<number, Described>();
  for (const { index, staged, fingerprint, reason, reads: ownReads, described: facts } of made) {
    const routed = pages[index];
    if (!routed) continue;
    reads[index] = ownReads;
    if (facts) described.set(index, facts);
    if (reason !== undefined) rendered.set(reason, (rendered.get(reason) ?? 0) + 1);
    if (staged) output.record(routed.path, pageKinds[routed.page.content.kind].phase, staged, fingerprint);
    else if (fingerprint !== undefined && reason === undefined) earlier?.keep(routed.path, fingerprint);
  }
  const faulty = made.find(({ diagnostics }) => diagnostics.length > 0);
  const diagnostics = [...snapshot.faults(), ...crashes, ...(faulty?.diagnostics ?? [])];
  return { rendered, reads, described, diagnostics };
}

interface RenderJob {
  readonly snapshot: SiteSnapshot;
  readonly pages: readonly RoutedPage[];
  /** Indices of the pages that may have to be rendered. */
  readonly open: readonly number[];
  readonly output: PageSink;
  readonly tick: () => void;
}

interface Outcome {
  /** In the order of the pages. */
  readonly made: readonly (MadePage & { readonly index: number })[];
  /** Which page a worker died of. */
  readonly crashes: readonly Diagnostic[];
}

async function renderHere({ snapshot, pages, open, output, tick }: RenderJob): Promise<Outcome> {
  const { earlier, describer } = output;
  const make = createPageMaker(snapshot, earlier && openTarget(earlier.stager), describer?.());
  const made: (MadePage & { readonly index: number })[] = [];
  for (const [turn, index] of open.entries()) {
    const routed = pages[index];
    if (!routed) continue;
    const page = make(routed.page, routed.path, earlierOf(earlier, routed));
    made.push({ ...page, index });
    tick();
    if (page.diagnostics.length > 0) break;
    if (turn % slice === slice - 1) await setImmediate();
  }
  return { made, crashes: [] };
}

/** Shares the site with the workers, and takes their answers in the order of the pages. */
async function renderInWorkers({
  snapshot,
  pages,
  open,
  output: { earlier, describer },
  tick,
}: RenderJob): Promise<Outcome> {
  const { workers } = snapshot;
  const items = open.flatMap((index): readonly PageItem[] => {
    const routed = pages[index];
    if (!routed) return [];
    const { page, path: output } = routed;
    const path = page.file ?? (page.source as SourcePath);
    return [{ kind: 'route', path, index, output, earlier: earlierOf(earlier, routed) }];
  });
  const answers: PageAnswer[] = [];
  const take = (answer: PageAnswer): void => {
    answers.push(answer);
    tick();
  };
  const start = {
    shared: snapshot.share(earlier?.stager, describer !== undefined),
    workers: workers.holding(snapshot.identities.size),
  };
  const crashes = await workers.run<PageItem, PageAnswer>(items, take, start);
  const made = answers.toSorted((a, b) => a.index - b.index);
  for (const { shown } of made) for (const file of shown) snapshot.media.at(file);
  return { made, crashes };
}

function earlierOf(earlier: PageSink['earlier'], { path }: RoutedPage): Earlier {
  return earlier?.earlier(path) ?? { entry: undefined, hasTwin: false };
}
