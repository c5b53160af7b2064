/** Prints an edition: every page is rendered as soon as the bodies that it needs have arrived, and handed to the writer. */
import type { Edition } from './edition/edition.ts';
import { createRecognition } from './edition/lastEdition.ts';
import type { PlacedPage } from './edition/placeOutputs.ts';
import { createFingerprint } from './engine/fingerprint.ts';
import { createSchedule } from './engine/schedule.ts';
import { WorkQueue } from './engine/workQueue.ts';
import type { Diagnostic, SourcePath } from './model.ts';
import type { ContentKind, Page } from './pages/page.ts';
import { isTemplate, renderPage } from './render/renderPage.ts';
import type { Output, Phase } from './write/output.ts';

/** What takes the pages: the writer of a build, or whoever wants to see them. */
export interface PageSink extends Pick<Output, 'stage'> {
  /** What an earlier build made need not be made again; without it all pages are. */
  readonly earlier?: Pick<Output, 'keep' | 'viewOf' | 'state'>;
}

export interface Printed {
  /** Pages that were rendered, because nothing stood there that was made of the same. */
  readonly rendered: number;
  /** All that is wrong with the edition. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Progress {
  readonly work: 'pages' | 'pictures' | 'search';
  readonly done: number;
  readonly total: number;
}

const listingKinds: ReadonlySet<ContentKind> = new Set([
  'home',
  'listing',
  'archive',
  'glossary',
  'corrections',
  'rss',
  'atom',
  'json-feed',
  'sitemap',
  'sitemap-index',
  'news-sitemap',
  'server-file',
]);

/** What many pages show: the site around them, the cards of lists, the items of feeds. */
const shared = { parts: ['site', 'items'], lists: ['cards', 'related'] };

/** Up to so many bodies are worth waiting for: to know which page needs which takes as long. */
const fewBodies = 300;

/** Pages between two looks at what the worker threads want: some milliseconds. */
const slice = 16;

/** Renders and stages the pages that are not what they were; after a fault in a template no more of them. */
export async function printPages(
  edition: Edition,
  pages: readonly PlacedPage[],
  output: PageSink,
  onProgress: (progress: Progress) => void,
): Promise<Printed> {
  const isQuick = edition.parsed <= fewBodies;
  const needsOf = isQuick ? () => [] : ({ page }: PlacedPage) => page.needs();
  const schedule = createSchedule<PlacedPage, SourcePath>(pages, needsOf);
  const queue = new WorkQueue<PlacedPage>();
  const completed = edition
    .complete((file) => queue.push(schedule.arrive(file)))
    .finally(() => queue.close());
  if (isQuick) await completed;
  const { earlier } = output;
  const keep = earlier && createKeeper(edition, earlier, isQuick);
  const faults: Diagnostic[] = [];
  let done = 0;
  let rendered = 0;
  const print = (placed: PlacedPage): void => {
    if (faults.length > 0) return;
    const kept = keep?.(placed);
    if (!kept?.isKept) {
      rendered++;
      faults.push(...printPage(placed, kept?.view, edition, output));
    }
    for (const file of schedule.finish(placed)) edition.bodies.release(file);
    onProgress({ work: 'pages', done: ++done, total: pages.length });
  };
  queue.push(schedule.ready);
  await Promise.all([queue.drain(print, slice), completed]);
  return { rendered, diagnostics: [...(await completed), ...faults] };
}

interface Kept {
  /** What tells the page's view from all others. */
  readonly view: string;
  readonly isKept: boolean;
}

/** Keeps the pages that are made of the same as before. When all bodies are there, most are recognised without their views. */
function createKeeper(
  edition: Edition,
  earlier: Pick<Output, 'keep' | 'viewOf' | 'state'>,
  isComplete: boolean,
): (placed: PlacedPage) => Kept {
  const viewOf = createViewDigest(edition);
  const isSame = isComplete ? createRecognition(edition, earlier.state) : () => false;
  return ({ page, path }) => {
    const view = (isSame(page) ? earlier.viewOf(path) : undefined) ?? viewOf(page);
    return { view, isKept: earlier.keep(path, view) };
  };
}

/** The digest of all that a page is made of: its view, its template with what that includes, the program. */
function createViewDigest({ templates, bodies, program }: Edition): (page: Page) => string {
  const fingerprint = createFingerprint(shared);
  const makers = new Map<ContentKind, string>();
  const makerOf = (kind: ContentKind): string => {
    const known = makers.get(kind) ?? `${program} ${kind} ${isTemplate(kind) ? templates.digest(kind) : ''}`;
    makers.set(kind, known);
    return known;
  };
  return ({ content }) => fingerprint({ ...content.view(bodies.standInOf), ' maker': makerOf(content.kind) });
}

function printPage(
  { page, path }: PlacedPage,
  view: string | undefined,
  { bodies, templates }: Edition,
  output: PageSink,
): readonly Diagnostic[] {
  const { value, diagnostics } = renderPage(page.content, bodies.bodyOf, templates);
  const phase: Phase = listingKinds.has(page.content.kind) ? 'listing' : 'page';
  // A page whose sources change under our hands is not what its view says.
  const isCertain = view !== undefined && !page.needs().some(bodies.hasMoved);
  if (value !== undefined) output.stage({ path, phase, content: value, ...(isCertain && { view }) });
  return diagnostics;
}
