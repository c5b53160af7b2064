/**
 * Makes a whole site in memory, the way that `build` makes it, so that its finished pages can be looked at. What an earlier
 * check has learned of a page that is still the same is kept; such a page is not rendered.
 */
import { digestOf } from '../core/digestOf.ts';
import type { Diagnostic } from '../core/model.ts';
import type { DescribePage, PageDescription } from '../check/page/pageFacts.ts';
import type { Output } from '../emit/output.ts';
import type { OutputPath } from '../emit/outputPath.ts';
import { keepSnapshot } from './lastSnapshot.ts';
import { makeMedia } from './makeMedia.ts';
import {
  type RoutedMedia,
  type RoutedOutputs,
  type RoutedPage,
  type RoutedRendition,
  routeMedia,
  routeOutputs,
} from './placeOutputs.ts';
import { type PageSink, renderPages, type RenderResult } from './renderPages.ts';
import { makeSnapshot, type SiteSnapshot, type SnapshotOptions } from './snapshot.ts';

/** A page, and what it says of itself. */
export interface FinishedPage extends RoutedPage, PageDescription {
  /** What it is made of, as a digest. */
  readonly view: string;
}

/** A site as readers would get it, without its bytes. */
export interface FinishedSite {
  readonly snapshot: SiteSnapshot;
  readonly pages: readonly FinishedPage[];
  /** Stylesheets and other files of the theme. */
  readonly assets: RoutedOutputs['assets'];
  /** All other files → bytes, where they are known. */
  readonly files: ReadonlyMap<OutputPath, number | undefined>;
}

export interface Finished {
  /** Missing where the faults leave no whole site to look at. */
  readonly site?: FinishedSite;
  /** All faults that a build would report. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `describe` looks at each page; without it nothing but faults is found. */
export async function finishSite(options: SnapshotOptions, describe?: DescribePage): Promise<Finished> {
  const { value: snapshot, diagnostics } = await makeSnapshot(options);
  if (!snapshot) return { diagnostics };
  const { value: routed, diagnostics: collisions } = routeOutputs(snapshot);
  const known = describe ? readChecked(snapshot) : noneChecked;
  const staged = new Map<OutputPath, string>();
  const sink: PageSink = {
    record: (path, _phase, _file, view) => staged.set(path, view ?? ''),
    ...(describe && { describe, earlier: earlierOf(known, staged) }),
  };
  const result = await renderPages(snapshot, routed?.pages ?? [], sink, () => {}).finally(
    snapshot.workers.close,
  );
  const media = routeMedia(snapshot);
  const pictures = media.value ? await weighMedia(snapshot, media.value, options) : [];
  const faults = [...diagnostics, ...collisions, ...result.diagnostics, ...media.diagnostics, ...pictures];
  const pages = finishedPages(routed?.pages ?? [], result, staged, known);
  // What cannot be read is missing everywhere, and all that leads there would seem to be dead.
  const isRead = snapshot.metadata.unread.size === 0;
  const isWhole = isRead && describe && routed && media.value && pages.length === routed.pages.length;
  if (!isWhole) return { diagnostics: faults };
  if (result.described.size > 0 || known.pages.size !== pages.length) {
    keepSnapshot(snapshot, keepChecked(snapshot, pages), result.reads, 'checked-edition');
  }
  const files = filesOf(media.value, ({ id }) => options.caches.pictures.sizeOf(id));
  return { site: { snapshot, pages, assets: routed.assets, files }, diagnostics: faults };
}

function finishedPages(
  pages: readonly RoutedPage[],
  { described }: RenderResult,
  views: ReadonlyMap<OutputPath, string>,
  known: CheckedPages,
): readonly FinishedPage[] {
  return pages.flatMap((page, index) => {
    const view = views.get(page.path);
    const description = described.get(index) ?? known.pages.get(page.path)?.description;
    return view === undefined || !description ? [] : [{ ...page, ...description, view }];
  });
}

/** A build that learns of its pages what a check asks of them, so that they are made once for both. */
export interface DescribingBuild {
  readonly sink: PageSink;
  /** Keeps what was learned; the pages are missing where not all of them were made. */
  readonly keep: (pages: readonly RoutedPage[], result: RenderResult) => FinishedSite['pages'] | undefined;
}

export function describingBuild(
  snapshot: SiteSnapshot,
  output: Output,
  describe: DescribePage,
): DescribingBuild {
  const known = readChecked(snapshot);
  const views = new Map<OutputPath, string>();
  const knows = (path: OutputPath, view: string | undefined): boolean => known.pages.get(path)?.view === view;
  const earlier: NonNullable<PageSink['earlier']> = {
    state: output.state,
    stager: output.stager,
    viewOf: (path) => output.viewOf(path),
    keep: (path, view) => {
      const isKept = knows(path, view) && output.keep(path, view);
      if (isKept) views.set(path, view);
      return isKept;
    },
    // A page of which nothing is known is rendered once more; its file stays as it is.
    earlier: (path) => {
      const found = output.earlier(path);
      if (!found.entry || knows(path, found.entry.view)) return found;
      const { digest, size } = found.entry;
      return { ...found, entry: { digest, size } };
    },
  };
  const record: PageSink['record'] = (path, phase, file, view) => {
    output.record(path, phase, file, view);
    views.set(path, view ?? '');
  };
  return {
    sink: { record, earlier, describe },
    keep: (pages, result) => {
      const finished = finishedPages(pages, result, views, known);
      if (finished.length !== pages.length) return undefined;
      if (result.described.size > 0 || known.pages.size !== pages.length)
        keepSnapshot(snapshot, keepChecked(snapshot, finished), result.reads, 'checked-edition');
      return finished;
    },
  };
}

/** A corrupt picture shows only when it is encoded; cached ones are known to be good. Drawn ones are not made. */
async function weighMedia(
  snapshot: SiteSnapshot,
  media: RoutedMedia,
  { caches, workers }: Pick<SnapshotOptions, 'caches' | 'workers'>,
): Promise<readonly Diagnostic[]> {
  const work = { caches, workers, onProgress: () => {} };
  return makeMedia(snapshot, { ...media, drawings: [] }, work, {
    has: ({ id }) => caches.pictures.has(id),
    take: () => {},
  });
}

/** Files that are made of media; `sizeOf`: the bytes of a picture. */
export function filesOf(
  { files, drawings, pictures }: RoutedMedia,
  sizeOf: (rendition: RoutedRendition) => number | undefined,
): FinishedSite['files'] {
  const renditions = pictures.flatMap((picture) => picture.renditions);
  return new Map([
    ...[...files, ...drawings].map(({ path }) => [path, undefined] as const),
    ...renditions.map((rendition) => [rendition.path, sizeOf(rendition)] as const),
  ]);
}

// What the last check has learned, by the file of each page.

interface CheckedPages {
  /** Digest of what all pages are made of. */
  readonly state: string;
  readonly pages: ReadonlyMap<string, { readonly view: string; readonly description: PageDescription }>;
}

const noneChecked: CheckedPages = { state: '', pages: new Map() };

/** Parts that are the same on many pages are stored once. */
interface StoredPages {
  readonly state: string;
  readonly parts: readonly string[];
  readonly pages: readonly (readonly [
    path: string,
    view: string,
    facts: string,
    ...around: readonly number[],
  ])[];
}

function earlierOf(
  { state, pages }: CheckedPages,
  staged: Map<OutputPath, string>,
): NonNullable<PageSink['earlier']> {
  return {
    state,
    edition: 'checked-edition',
    stager: 'nowhere',
    viewOf: (path) => pages.get(path)?.view,
    keep: (path, view) => {
      const isSame = pages.get(path)?.view === view;
      if (isSame) staged.set(path, view);
      return isSame;
    },
    earlier: (path) => {
      const view = pages.get(path)?.view;
      return { entry: view === undefined ? undefined : { digest: '', size: 0, view }, hasTwin: false };
    },
  };
}

function readChecked({ cache }: SiteSnapshot): CheckedPages {
  const stored = cache.getDocument('checked-pages');
  if (!isStored(stored)) return noneChecked;
  const pages = stored.pages.map(([path, view, facts, ...around]) => {
    const description = { facts, around: around.map((index) => stored.parts[index] ?? '') };
    return [path, { view, description }] as const;
  });
  return { state: stored.state, pages: new Map(pages) };
}

/** Returns the state. */
function keepChecked({ cache }: SiteSnapshot, pages: readonly FinishedPage[]): string {
  const parts = new Map<string, number>();
  const placeOf = (part: string): number => {
    const place = parts.get(part) ?? parts.size;
    parts.set(part, place);
    return place;
  };
  const rows = pages.map(
    ({ path, view, facts, around }) => [path, view, facts, ...around.map(placeOf)] as const,
  );
  const state = digestOf(rows.map(([path, view]) => `${path} ${view}\n`).join(''));
  cache.putDocument('checked-pages', { state, parts: [...parts.keys()], pages: rows } satisfies StoredPages);
  return state;
}

/** The cache returns whole values only, written by this very program. */
function isStored(value: unknown): value is StoredPages {
  return typeof value === 'object' && value !== null && 'state' in value && 'parts' in value;
}
