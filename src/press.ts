/** Prints an edition: every page is rendered as soon as the bodies that it needs have arrived, and handed to the writer. */
import type { Edition } from './edition/edition.ts';
import type { PlacedPage } from './edition/placeOutputs.ts';
import { createFingerprint } from './engine/fingerprint.ts';
import { createSchedule } from './engine/schedule.ts';
import { WorkQueue } from './engine/workQueue.ts';
import type { Diagnostic, SourcePath } from './model.ts';
import type { ContentKind, Page } from './pages/page.ts';
import { isTemplate, renderPage } from './render/renderPage.ts';
import type { Output, Phase } from './write/output.ts';

/** What takes the pages: the writer of a build, or whoever wants to see them; without `keep` all of them. */
export type PageSink = Pick<Output, 'stage'> & Partial<Pick<Output, 'keep'>>;

export interface Printed {
  /** Pages that were rendered, because nothing stood there that was made of the same. */
  readonly rendered: number;
  /** All that is wrong with the edition. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Progress {
  readonly done: number;
  readonly total: number;
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
  const faults: Diagnostic[] = [];
  const viewOf = createViewDigest(edition);
  let done = 0;
  let rendered = 0;
  const print = (placed: PlacedPage): void => {
    if (faults.length > 0) return;
    const view = output.keep && viewOf(placed.page);
    if (view === undefined || !output.keep?.(placed.path, view)) {
      rendered++;
      faults.push(...printPage(placed, view, edition, output));
    }
    for (const file of schedule.finish(placed)) edition.bodies.release(file);
    onProgress({ done: ++done, total: pages.length });
  };
  queue.push(schedule.ready);
  const completed = edition
    .complete((file) => queue.push(schedule.arrive(file)))
    .finally(() => queue.close());
  if (isQuick) await completed;
  await Promise.all([queue.drain(print, slice), completed]);
  return { rendered, diagnostics: [...(await completed), ...faults] };
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
  if (value !== undefined)
    output.stage({ path, phase, bytes: Buffer.from(value), ...(isCertain && { view }) });
  return diagnostics;
}
