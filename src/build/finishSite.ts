/**
 * Makes a whole site in memory, the way that `build` makes it, so that its finished pages can be looked at. What an earlier
 * check has learned of a page that is still the same is kept; such a page is not rendered.
 */
import { digestOf } from '../core/digestOf.ts';
import type { Diagnostic } from '../core/model.ts';
import type { CreateDescriber, PageDescription } from '../check/page/pageFacts.ts';
import type { Output } from '../emit/output.ts';
import type { OutputPath } from '../emit/outputPath.ts';
import { remembered } from '../core/remembered.ts';
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
export interface FinishedPage extends RoutedPage {
  readonly description: PageDescription;
  /** What it is made of, as a digest. */
  readonly view: string;
}

/** A site as readers would get it, without its bytes. */
export interface FinishedSite {
  readonly snapshot: SiteSnapshot;
  readonly pages: readonly FinishedPage[];
  /** Of the descriptions, by their numbers. */
  readonly texts: readonly string[];
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

/** Without `describer` nothing but faults is found. */
export async function finishSite(options: SnapshotOptions, describer?: CreateDescriber): Promise<Finished> {
  const { value: snapshot, diagnostics } = await makeSnapshot(options);
  if (!snapshot) return { diagnostics };
  const { value: routed, diagnostics: collisions } = routeOutputs(snapshot);
  const known = describer ? readChecked(snapshot) : noneChecked;
  const staged = new Map<OutputPath, string>();
  const sink: PageSink = {
    record: (path, _phase, _file, view) => staged.set(path, view ?? ''),
    ...(describer && { describer, earlier: earlierOf(known, staged) }),
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
  if (!(isRead && describer && routed && media.value && pages)) return { diagnostics: faults };
  keepChecked(snapshot, pages, result, known);
  const files = filesOf(media.value, ({ id }) => options.caches.pictures.sizeOf(id));
  return { site: { snapshot, ...pages, assets: routed.assets, files }, diagnostics: faults };
}

type DescribedPages = Pick<FinishedSite, 'pages' | 'texts'>;

/** Missing where not all pages were made. Texts get numbers in the order of the pages, whoever described them. */
function finishedPages(
  pages: readonly RoutedPage[],
  { described }: RenderResult,
  views: ReadonlyMap<OutputPath, string>,
  known: CheckedPages,
): DescribedPages | undefined {
  const textsOf = new Map<number, string[]>();
  for (const { describer, fresh, from } of described.values()) {
    const texts = textsOf.get(describer) ?? [];
    for (const [index, text] of fresh.entries()) texts[from + index] = text;
    textsOf.set(describer, texts);
  }
  const numbers = createNumbering();
  const finished = pages.flatMap((page, index) => {
    const view = views.get(page.path);
    const own = described.get(index);
    const description = own?.description ?? known.pages.get(page.path)?.description;
    if (view === undefined || !description) return [];
    const texts = own ? textsOf.get(own.describer) : known.texts;
    return [{ ...page, view, description: numbers.renumber(description, texts ?? []) }];
  });
  return finished.length === pages.length ? { pages: finished, texts: numbers.texts } : undefined;
}

/** Gives texts one number each, wherever they come from. */
function createNumbering(): {
  readonly texts: readonly string[];
  readonly renumber: (description: PageDescription, texts: readonly string[]) => PageDescription;
} {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const numberOf = (text: string): number => {
    const found = numbers.get(text);
    if (found !== undefined) return found;
    numbers.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const numberers = remembered((from: readonly string[]) => {
    const known: number[] = [];
    return (old: number): number => (known[old] ??= numberOf(from[old] ?? ''));
  });
  const renumber = (description: PageDescription, from: readonly string[]): PageDescription => {
    const numberer = numberers(from);
    const { policy, refs, ids } = description;
    return { ...description, policy: numberer(policy), refs: refs.map(numberer), ids: ids.map(numberer) };
  };
  return { texts, renumber };
}

/** A build that learns of its pages what a check asks of them, so that they are made once for both. */
export interface DescribingBuild {
  readonly sink: PageSink;
  /** Keeps what was learned; the pages are missing where not all of them were made. */
  readonly keep: (pages: readonly RoutedPage[], result: RenderResult) => DescribedPages | undefined;
}

export function describingBuild(
  snapshot: SiteSnapshot,
  output: Output,
  describer: CreateDescriber,
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
    sink: { record, earlier, describer },
    keep: (pages, result) => {
      const finished = finishedPages(pages, result, views, known);
      if (finished) keepChecked(snapshot, finished, result, known);
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
  readonly texts: readonly string[];
}

const noneChecked: CheckedPages = { state: '', pages: new Map(), texts: [] };

interface StoredPages extends Pick<CheckedPages, 'state' | 'texts'> {
  readonly pages: readonly (readonly [path: string, view: string, description: PageDescription])[];
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
  const pages = stored.pages.map(([path, view, description]) => [path, { view, description }] as const);
  return { ...stored, pages: new Map(pages) };
}

/** Keeps what was learned of pages, if anything was. */
function keepChecked(
  snapshot: SiteSnapshot,
  { pages, texts }: DescribedPages,
  { described, reads }: RenderResult,
  known: CheckedPages,
): void {
  if (described.size === 0 && known.pages.size === pages.length) return;
  const state = digestOf(pages.map(({ path, view }) => `${path} ${view}\n`).join(''));
  const rows = pages.map(({ path, view, description }) => [path, view, description] as const);
  snapshot.cache.putDocument('checked-pages', { state, texts, pages: rows } satisfies StoredPages);
  keepSnapshot(snapshot, state, reads, 'checked-edition');
}

/** The cache returns whole values only, written by this very program. */
function isStored(value: unknown): value is StoredPages {
  return typeof value === 'object' && value !== null && 'state' in value && 'texts' in value;
}
