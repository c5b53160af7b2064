/** Prints an edition: every page is rendered as soon as the bodies that it needs have arrived, and handed to the writer. */
import type { Edition } from './edition/edition.ts';
import type { PlacedPage } from './edition/placeOutputs.ts';
import { createSchedule } from './engine/schedule.ts';
import { WorkQueue } from './engine/workQueue.ts';
import type { Diagnostic, SourcePath } from './model.ts';
import type { ContentKind } from './pages/page.ts';
import { renderPage } from './render/renderPage.ts';
import type { Output, Phase } from './write/output.ts';

/** What takes the pages: the writer of a build, or nobody. */
export type PageSink = Pick<Output, 'stage'>;

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

/** Pages between two looks at what the worker threads want: some milliseconds. */
const slice = 16;

/** Renders and stages the pages; after a fault in a template no more of them. Returns all that is wrong with the edition. */
export async function printPages(
  edition: Edition,
  pages: readonly PlacedPage[],
  output: PageSink,
  onProgress: (progress: Progress) => void,
): Promise<readonly Diagnostic[]> {
  const schedule = createSchedule<PlacedPage, SourcePath>(pages, ({ page }) => page.needs);
  const queue = new WorkQueue<PlacedPage>();
  const faults: Diagnostic[] = [];
  let done = 0;
  const print = (placed: PlacedPage): void => {
    if (faults.length > 0) return;
    faults.push(...printPage(placed, edition, output));
    for (const file of schedule.finish(placed)) edition.release(file);
    onProgress({ done: ++done, total: pages.length });
  };
  queue.push(schedule.ready);
  const completed = edition
    .complete((file) => queue.push(schedule.arrive(file)))
    .finally(() => queue.close());
  await Promise.all([queue.drain(print, slice), completed]);
  return [...(await completed), ...faults];
}

function printPage({ page, path }: PlacedPage, edition: Edition, output: PageSink): readonly Diagnostic[] {
  const { value, diagnostics } = renderPage(page.content, edition.templates);
  const phase: Phase = listingKinds.has(page.content.kind) ? 'listing' : 'page';
  if (value !== undefined) output.stage({ path, phase, bytes: Buffer.from(value) });
  return diagnostics;
}
