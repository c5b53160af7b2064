/** Renders the pages of an edition that are not what they were: by worker threads when there are many, here when there are few. */
import { setImmediate } from 'node:timers/promises';
import type { Edition } from './edition/edition.ts';
import { createRecognition } from './edition/lastEdition.ts';
import type { PlacedPage } from './edition/placeOutputs.ts';
import type { PageAnswer, PageItem } from './edition/renderInWorker.ts';
import { createRenderer } from './edition/renderPage.ts';
import type { Diagnostic, SourcePath } from './model.ts';
import { pageKinds } from './pages/pageKinds.ts';
import type { Output, Phase } from './write/output.ts';
import type { Earlier } from './write/stager.ts';

/** What takes the pages: the writer of a build, or whoever wants to see them. */
export interface PageSink extends Pick<Output, 'stage' | 'record'> {
  /** What an earlier build made need not be made again; without it all pages are. */
  readonly earlier?: Pick<Output, 'keep' | 'viewOf' | 'state' | 'earlier' | 'stager'>;
}

export interface Printed {
  /** Pages that were rendered, because nothing stood there that was made of the same. */
  readonly rendered: number;
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
  const { rendered, diagnostics } = await print({ edition, pages, open, output, reads, tick });
  return { rendered, reads, diagnostics: [...edition.faults(), ...diagnostics] };
}

type Outcome = Omit<Printed, 'reads'>;

interface Printing {
  readonly edition: Edition;
  readonly pages: readonly PlacedPage[];
  /** Which of them may have to be rendered. */
  readonly open: readonly number[];
  readonly output: PageSink;
  /** What each page reads. */
  readonly reads: (readonly SourcePath[])[];
  readonly tick: () => void;
}

async function printHere({ edition, pages, open, output, reads, tick }: Printing): Promise<Outcome> {
  const render = createRenderer(edition);
  let rendered = 0;
  for (const [turn, index] of open.entries()) {
    const placed = pages[index];
    if (!placed) continue;
    const { page, path } = placed;
    const { earlier } = output;
    const result = render(page, earlier && ((view) => earlier.keep(path, view)));
    const { text: content, fingerprint: view, isKept, diagnostics } = result;
    reads[index] = result.reads;
    if (!isKept) {
      rendered++;
      if (content === undefined) return { rendered, diagnostics };
      output.stage({ path, phase: phaseOf(placed), content, ...(view !== undefined && { view }) });
    }
    tick();
    if (turn % slice === slice - 1) await setImmediate();
  }
  return { rendered, diagnostics: [] };
}

/** The site is shared with the workers; the answers are taken in the order of the pages, whoever was first. */
async function printByWorkers({ edition, pages, open, output, reads, tick }: Printing): Promise<Outcome> {
  const { workers } = edition;
  workers.share(edition.share(output.earlier?.stager));
  const nothing: Earlier = { claim: undefined, hasTwin: false };
  const items = open.flatMap((index): readonly PageItem[] => {
    const placed = pages[index];
    if (!placed) return [];
    const path = placed.page.file ?? (placed.page.source as SourcePath);
    const earlier = output.earlier?.earlier(placed.path) ?? nothing;
    return [{ kind: 'route', path, index, output: placed.path, earlier }];
  });
  const answers: PageAnswer[] = [];
  const crashes = await workers.run<PageItem, PageAnswer>(items, (answer) => {
    answers.push(answer);
    tick();
  });
  const inOrder = answers.toSorted((a, b) => a.index - b.index);
  for (const { shown } of inOrder) for (const file of shown) edition.media.at(file);
  const faulty = inOrder.find(({ faults }) => faults.length > 0);
  for (const { index, staged, isKept, view, reads: own } of inOrder) {
    const placed = pages[index];
    if (!placed) continue;
    reads[index] = own;
    if (isKept && view !== undefined) output.earlier?.keep(placed.path, view);
    else if (staged) output.record(placed.path, phaseOf(placed), staged, view);
  }
  const rendered = inOrder.filter(({ staged }) => staged).length;
  return { rendered, diagnostics: [...crashes, ...(faulty?.faults ?? [])] };
}

function phaseOf({ page }: PlacedPage): Phase {
  return pageKinds[page.content.kind].phase;
}
