/** Renders the pages of an edition that are not what they were: by worker threads when there are many, here when there are few. */
import { setImmediate } from 'node:timers/promises';
import type { Edition } from './edition/edition.ts';
import { createRecognition } from './edition/lastEdition.ts';
import type { PlacedPage } from './edition/placeOutputs.ts';
import type { PageAnswer, PageItem } from './edition/renderInWorker.ts';
import { createPageMaker, type MadePage } from './edition/renderPage.ts';
import type { Diagnostic, SourcePath } from './model.ts';
import { pageKinds } from './pages/pageKinds.ts';
import type { Output } from './write/output.ts';
import { type Earlier, type Reason, Stager } from './write/stager.ts';

/** What takes the pages: the writer of a build, or whoever wants to see them. */
export interface PageSink extends Pick<Output, 'record'> {
  /** What an earlier build made need not be made again; without it all pages are made, and none is written. */
  readonly earlier?: Pick<Output, 'keep' | 'viewOf' | 'state' | 'earlier' | 'stager'>;
}

export interface Printed {
  /** How many pages were rendered for which reason. */
  readonly rendered: ReadonlyMap<Reason, number>;
  /** For each page the sources whose bodies it shows. */
  readonly reads: readonly (readonly SourcePath[])[];
  /** All that is wrong with the edition. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Progress {
  readonly work: 'pages' | 'pictures' | 'search';
  readonly done: number;
  readonly total: number;
}

/** Pages between two looks at what else the main thread has to do: some milliseconds. */
const slice = 16;

/** The places of pages among all, in the order in which they are rendered; the bytes do not depend on it. */
export type RenderOrder = (places: readonly number[]) => readonly number[];

/** Renders and stages the pages that are not what they were; after a fault in a template no more of them. */
export async function printPages(
  edition: Edition,
  pages: readonly PlacedPage[],
  output: PageSink,
  onProgress: (progress: Progress) => void,
  order: RenderOrder = (places) => places,
): Promise<Printed> {
  const { earlier } = output;
  const known = earlier && createRecognition(edition, earlier.state);
  const reads: (readonly SourcePath[])[] = [];
  const isKept = (index: number, { path }: PlacedPage): boolean => {
    const sameReads = known?.(index);
    if (!sameReads) return false;
    const view = earlier?.viewOf(path);
    if (view === undefined || earlier?.keep(path, view) !== true) return false;
    reads[index] = sameReads;
    return true;
  };
  const open = order(
    [...pages.entries()].flatMap(([index, placed]) => (isKept(index, placed) ? [] : [index])),
  );
  let done = pages.length - open.length;
  const tick = (): void => onProgress({ work: 'pages', done: ++done, total: pages.length });
  const print = edition.workers.areWorthwhile(open.length) ? printByWorkers : printHere;
  const { made, crashes } = await print({ edition, pages, open, output, tick });
  const rendered = new Map<Reason, number>();
  for (const { index, staged, fingerprint, reason, reads: own } of made) {
    const placed = pages[index];
    if (!placed) continue;
    reads[index] = own;
    if (reason !== undefined) rendered.set(reason, (rendered.get(reason) ?? 0) + 1);
    if (staged) output.record(placed.path, pageKinds[placed.page.content.kind].phase, staged, fingerprint);
    else if (fingerprint !== undefined && reason === undefined) earlier?.keep(placed.path, fingerprint);
  }
  const faulty = made.find(({ diagnostics }) => diagnostics.length > 0);
  return { rendered, reads, diagnostics: [...edition.faults(), ...crashes, ...(faulty?.diagnostics ?? [])] };
}

interface Printing {
  readonly edition: Edition;
  readonly pages: readonly PlacedPage[];
  /** Which of them may have to be rendered. */
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

async function printHere({ edition, pages, open, output: { earlier }, tick }: Printing): Promise<Outcome> {
  const make = createPageMaker(edition, earlier && new Stager(earlier.stager));
  const made: (MadePage & { readonly index: number })[] = [];
  for (const [turn, index] of open.entries()) {
    const placed = pages[index];
    if (!placed) continue;
    const page = make(placed.page, placed.path, earlierOf(earlier, placed));
    made.push({ ...page, index });
    tick();
    if (page.diagnostics.length > 0) break;
    if (turn % slice === slice - 1) await setImmediate();
  }
  return { made, crashes: [] };
}

/** The site is shared with the workers; the answers are taken in the order of the pages, whoever was first. */
async function printByWorkers({
  edition,
  pages,
  open,
  output: { earlier },
  tick,
}: Printing): Promise<Outcome> {
  const { workers } = edition;
  workers.share(edition.share(earlier?.stager));
  const items = open.flatMap((index): readonly PageItem[] => {
    const placed = pages[index];
    if (!placed) return [];
    const { page, path: output } = placed;
    const path = page.file ?? (page.source as SourcePath);
    return [{ kind: 'route', path, index, output, earlier: earlierOf(earlier, placed) }];
  });
  const answers: PageAnswer[] = [];
  const crashes = await workers.run<PageItem, PageAnswer>(items, (answer) => {
    answers.push(answer);
    tick();
  });
  const made = answers.toSorted((a, b) => a.index - b.index);
  for (const { shown } of made) for (const file of shown) edition.media.at(file);
  return { made, crashes };
}

function earlierOf(earlier: PageSink['earlier'], { path }: PlacedPage): Earlier {
  return earlier?.earlier(path) ?? { claim: undefined, hasTwin: false };
}
