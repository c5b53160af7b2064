/**
 * Makes a snapshot of a site: reads the site folder, parses its sources, builds collections and routes.
 * `build` writes a snapshot, `check` only inspects it, `watch` serves it.
 */
import type { AssetFile } from '../assets/hashedFile.ts';
import type { ArticleComments } from '../collections/comments.ts';
import type { Collections } from '../collections/collections.ts';
import { articleNames, type SeeAlso } from '../collections/related/seeAlso.ts';
import type { Settings } from '../config/settings.ts';
import type { Checked, Diagnostic, PictureFault, SourcePath, Article } from '../core/model.ts';
import { checkFront } from '../routes/lists/frontPage.ts';
import { renderContext } from '../routes/pageParts.ts';
import type { Redirect } from '../routes/redirects/redirects.ts';
import { type SearchEntry, searchEntries } from '../routes/search/searchPage.ts';
import { checkSocialPicture, type SocialPictures } from '../views/socialPictures.ts';
import type { SocialLook } from '../images/socialCards/socialPicture.ts';
import type { SourceFile, SourceKind } from '../content/discover.ts';
import { readDataFiles } from '../content/dataFiles.ts';
import { type OpenedSite, openSite } from '../content/load/openSite.ts';
import { type OpenConfig, planOf } from '../config/openConfig.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
import {
  askConfig,
  emptyOwnSite,
  type OwnAnswers,
  type OwnSite,
  type Questioned,
} from '../routes/own/ownSite.ts';
import { typesetSettings } from '../views/siteView.ts';
import { sortDiagnostics } from '../core/diagnostics/printDiagnostics.ts';
import type { Templates } from '../render/templates/compileTemplates.ts';
import { type Change, nextChange } from '../collections/articleDates.ts';
import { type Routes, type ComposeOptions, layOut, type ComposedSite, composeSite } from './composeSite.ts';
import type { Contents } from '../content/load/bodies.ts';
import { createContentCheck, type ContentCheck } from './checkTexts.ts';
import { type SharedSite, sharePayload } from './renderInWorker.ts';
import {
  createSiteWorkers,
  type SiteWorkers,
  type SiteWorkerStart,
  type ThreadOptions,
} from '../content/load/siteWorkers.ts';
import type { ParseOptions } from '../content/article.ts';
import type { TargetOptions } from '../emit/stager.ts';
import { compileTheme } from '../assets/compiledTheme.ts';
import { MediaFiles } from '../content/load/mediaFiles.ts';
import { remarkOnRedirects } from '../routes/host/serverFiles.ts';
import { readRedirects } from '../routes/redirects/redirectLines.ts';
import { type VgwortPixels, readVgwort } from '../collections/vgwort.ts';
import {
  readSettings,
  redirectComments,
  remarkOnExpiry,
  remarkOnOrigins,
} from '../content/load/readSettings.ts';
import { type Metadata, parseOptionsOf, readSources, type Sources } from '../content/load/readSources.ts';
import { type SiteCaches, withCaches, type SourceCache } from '../content/load/sourceCache.ts';
import { nextEntry } from '../views/tickerBody.ts';
import { checkFooter } from '../views/siteView.ts';
import { mediaPath, publicMediaFolder } from '../views/mediaLibrary.ts';
import { createServedAddresses, imagesOf, type ServedAddresses } from '../routes/linkCheck.ts';
import { searchIndexUrl } from '../collections/addresses.ts';
import { addressInside } from '../core/paths.ts';
import { createHtmlWriter, type HtmlPlace } from '../content/load/sharedHtml.ts';

export interface SnapshotOptions extends ComposeOptions {
  /** The site folder. */
  readonly site: string;
  /** The folder of the built-in theme. */
  readonly builtInTemplates: string;
  /** Also report hints on German text. */
  readonly hints: boolean;
  /** Worker threads for many articles. */
  readonly workers: number;
  /** How they are used, where it is not the usual way. */
  readonly threads?: ThreadOptions;
  /** Caches of earlier runs. */
  readonly caches: SiteCaches;
  /** An earlier snapshot of the site; parts that are the same are reused. */
  readonly last?: Pick<SiteSnapshot, 'collections' | 'seeAlso'> | undefined;
  /** A receiver of our own to which forms post instead of the site's: a path on the host. */
  readonly commentEndpoint?: string;
  /** The site folder, where it was opened already. */
  readonly opened?: OpenedSite;
  /** Seconds that the site's configuration may take at a time. */
  readonly configLimit?: number;
}

/** A site at one moment: settings, metadata, collections, routes and the contents of its sources. */
export interface SiteSnapshot extends Routes {
  readonly settings: Settings;
  readonly collections: Collections;
  readonly comments: ArticleComments;
  readonly seeAlso: SeeAlso;
  readonly pixels: VgwortPixels;
  /** Entries of the search index; undefined where the site has no search. */
  readonly searchable?: readonly SearchEntry[];
  /** The pictures that stand for articles where they are shared, and how they look. */
  readonly social: SocialPictures;
  readonly look: SocialLook;
  /** Metadata of articles, pages and the glossary, visible or not. */
  readonly metadata: Pick<Metadata, 'articles' | 'pages' | 'glossary' | 'entries' | 'unread'>;
  /** The site's own configuration, and what its functions have answered. */
  readonly config?: OpenConfig;
  readonly own: OwnSite;
  /** Returns this snapshot with redirects from old addresses. */
  readonly withMoves: (moves: readonly Redirect[]) => SiteSnapshot;
  readonly templates: Templates;
  /** Stylesheet, script, icon and the theme's static files. */
  readonly assets: readonly AssetFile[];
  /** Media files; those shown by pages that were rendered so far are published. */
  readonly media: MediaFiles;
  /**
   * Faults of contents, links, pictures and redirects; a snapshot with errors must not be published. Computed
   * on the first call.
   */
  readonly faults: () => readonly Diagnostic[];
  /** Hands the site to worker threads; see `renderInWorker.ts`. */
  readonly share: (staging: TargetOptions | undefined, describes: boolean) => SharedSite;
  /**
   * Threads that loaded the sources, if there were many, and may render the pages; whoever made the snapshot
   * closes them.
   */
  readonly workers: SiteWorkers;
  /** As in the options. */
  readonly program: string;
  /** Contents and context from which pages are made. */
  readonly contents: Contents;
  /** The files of the site folder. */
  readonly files: readonly SourceFile[];
  /** Identities of the documents among them: path → id. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  /** Next time at which the visible output changes, by front matter and by tickers. */
  readonly due: () => Change | undefined;
  /** Faults of one document with its present content. */
  readonly recheck: (file: SourcePath) => readonly Diagnostic[];
  /** Errors for a broken picture, one at every place that shows it. */
  readonly broken: (picture: SourcePath, fault: PictureFault) => readonly Diagnostic[];
  /** How many sources had to be parsed. */
  readonly parsed: number;
  /** Cache of the sources. */
  readonly cache: SourceCache;
}

/**
 * Makes the snapshot; without a value when settings or theme are unusable. All faults of all files are found
 * together.
 */
export async function makeSnapshot(options: SnapshotOptions): Promise<Checked<SiteSnapshot>> {
  const opened = options.opened ?? (await openSite(options.site, options.configLimit));
  const { listing, config } = opened;
  const { files, diagnostics: listed } = listing;
  const ofKind = (kind: SourceKind): readonly SourceFile[] => files.filter((file) => file.kind === kind);
  const settings = redirectComments(readSettings(files, options.site), options.commentEndpoint);
  if (hasError(opened.faults)) return { diagnostics: [...withoutConfig(opened), ...settings.diagnostics] };
  const parseOptions = parseOptionsOf(settings.value, options.hints, files, config?.code);
  const cache = options.caches.open(parseOptions);
  const workers = workersFor(parseOptions, options);
  const theme = await compileTheme(
    options.builtInTemplates,
    ofKind('template'),
    cache.bundleOnce,
    settings.value?.design,
    settings.value?.podcast?.image,
  );
  const sources = await readSources(files, parseOptions, cache, workers);
  const redirects = readRedirects(files);
  const early = [
    ...listed.filter((fault) => !isUnreadText(fault)),
    ...settings.diagnostics,
    ...redirects.diagnostics,
    ...theme.diagnostics,
    ...sources.diagnostics,
  ];
  const failed = async (diagnostics: readonly Diagnostic[]): Promise<Checked<SiteSnapshot>> => {
    await workers.close();
    return { diagnostics: [...early, ...diagnostics] };
  };
  // Without settings only faults that do not depend on them can be reported.
  if (!settings.value) return failed(sources.faults.filter(({ severity }) => severity === 'error'));
  const { metadata, contents } = sources;
  const pixels = readVgwort(ofKind('counting-marks')[0], settings.value, metadata, cache);
  const media = new MediaFiles(ofKind('media'), settings.value, cache);
  const plans = config?.collections.map(planOf) ?? [];
  const site = { settings: settings.value, metadata, files, contents, media };
  const parts = { ...site, plans, redirects: redirects.value ?? [] };
  const laidOut = layOut(parts, options);
  const { collections, comments, seeAlso, findMeant } = laidOut;
  const own = ownAnswers(config, ofKind('data'), {
    settings: typesetSettings(settings.value),
    collections,
    openingOf: contents.openingOf,
    templates: theme.value && new Set(theme.value.sources.keys()),
    now: options.now,
  });
  const check = createContentCheck(metadata, collections, media, contents, {
    pictureCredits: settings.value.pictureCredits,
    pixels,
    findMeant,
  });
  const faults: Making['faults'] = (served) => [
    ...sources.faults,
    ...check.all(served),
    ...media.diagnostics,
    ...unlinked(listed.filter(isUnreadText), sources),
  ];
  const others = [
    ...remarkOnExpiry(settings.value, files, options.now),
    ...(options.hints ? remarkOnOrigins(settings.value) : []),
    ...checkFooter(settings.value, metadata.pages),
    ...checkFront(settings.value, metadata.articles, seeAlso.finder, () => articleNames(metadata.articles)),
    ...checkSocialPicture(settings.value.design, media),
    ...[own, collections, comments, seeAlso, pixels].flatMap((part) => part.diagnostics),
  ];
  if (!theme.value) return failed([...others, ...faults(undefined)]);
  const composed = composeSite({ ...parts, pixels, theme: theme.value, own: own.value }, options, laidOut);
  const value = withMoves([], {
    composed,
    sources,
    options,
    workers,
    cache,
    check,
    faults,
    until: own.until,
    config,
  });
  return { value, diagnostics: [...early, ...others] };
}

function isUnreadText({ code }: Diagnostic): boolean {
  return code === 'source/unread-text';
}

function workersFor(
  parseOptions: ParseOptions,
  { workers: count, threads }: Pick<SnapshotOptions, 'workers' | 'threads'>,
): SiteWorkers {
  const data = { options: parseOptions } satisfies SiteWorkerStart;
  return createSiteWorkers({ module: 'siteWorker', count, data, ...threads });
}

/** Faults of a site whose configuration is broken: nobody knows what else belongs to it. */
function withoutConfig({ listing, faults }: OpenedSite): readonly Diagnostic[] {
  return [...listing.diagnostics.filter(({ code }) => code !== 'source/misplaced'), ...faults];
}

/** What data files and the functions of the configuration say. */
function ownAnswers(
  config: OpenConfig | undefined,
  files: readonly SourceFile[],
  questioned: Omit<Questioned, 'data'>,
): OwnAnswers {
  const { value: data = {}, diagnostics } = readDataFiles(files, config);
  if (!config) return { value: { ...emptyOwnSite, data }, diagnostics };
  const answers = askConfig(config, { ...questioned, data });
  return { ...answers, diagnostics: [...diagnostics, ...answers.diagnostics] };
}

/** Makes a snapshot with all its faults, without rendering a page. */
export async function completeSnapshot(options: SnapshotOptions): Promise<Checked<SiteSnapshot>> {
  const { value: made, notes } = await withCaches(options.caches, async () => {
    const { value, diagnostics } = await makeSnapshot(options);
    await value?.workers.close();
    return { ...(value && { value }), diagnostics: [...diagnostics, ...(value?.faults() ?? [])] };
  });
  return { ...made, diagnostics: sortDiagnostics([...made.diagnostics, ...notes]) };
}

interface Making {
  readonly composed: ComposedSite;
  readonly sources: Sources;
  readonly options: SnapshotOptions;
  readonly workers: SiteWorkers;
  readonly cache: SourceCache;
  readonly check: ContentCheck;
  readonly faults: (served: ServedAddresses | undefined) => readonly Diagnostic[];
  /** When the functions of the configuration would answer otherwise. */
  readonly until: number | undefined;
  readonly config: OpenConfig | undefined;
}

function withMoves(moves: readonly Redirect[], making: Making): SiteSnapshot {
  const { composed, sources, options, workers, cache, check, config, until } = making;
  const { context, theme, withMoves: planWith, ...parts } = composed;
  const { settings, collections, contents } = parts;
  const planned = planWith(moves);
  let known: ServedAddresses | undefined;
  const served = (): ServedAddresses => (known ??= servedAddresses(composed, planned));
  return {
    ...parts,
    ...planned,
    cache,
    program: options.program,
    workers,
    withMoves: (others) => withMoves(others, making),
    ...(settings.search &&
      !context.isPreview && { searchable: searchEntries(collections, renderContext(context)) }),
    social: context.social,
    look: theme.look,
    templates: theme.templates,
    assets: theme.assets.filter(
      ({ outputPath }) => settings.search || `/${outputPath}` !== theme.urls.searchScript,
    ),
    identities: sources.identities,
    parsed: sources.parsed,
    due: createDue(collections, contents, options.now, until),
    ...(config && { config }),
    recheck: (file) => check.one(file, served()),
    broken: check.broken,
    faults: () => [
      ...making.faults(served()),
      ...planned.redirects.diagnostics,
      ...(options.hints ? remarkOnRedirects(settings, planned) : []),
    ],
    share: (staging, describes) => shareSite({ composed, sources, moves, options, staging, describes }),
  };
}

/** Those of the faults whose file no text links: a document that is linked is where it belongs. */
function unlinked(faults: readonly Diagnostic[], { contents }: Sources): readonly Diagnostic[] {
  if (faults.length === 0) return [];
  const targets = [...contents.facts.values()].flatMap(({ deferredReferences }) =>
    deferredReferences.flatMap((deferred) =>
      deferred.kind === 'link' && deferred.target.kind === 'source'
        ? [deferred.target.path, deferred.target.inMedia]
        : [],
    ),
  );
  const linked = new Set(targets);
  return faults.filter(({ file }) => !linked.has(file));
}

/** The addresses of everything that the site has, and of what the receiver of comments answers. */
function servedAddresses(
  { settings, theme, collections }: ComposedSite,
  { pages, isSource, redirects }: Routes,
): ServedAddresses {
  const endpoint = settings.comments.endpoint ?? '';
  const receiver = addressInside(settings.url, endpoint) ?? endpoint;
  return createServedAddresses({
    pages,
    assets: theme.assets.map(({ outputPath }) => outputPath),
    others: [
      `/${publicMediaFolder}`,
      searchIndexUrl,
      ...settings.otherPaths,
      // What hosts do, pages in HTML cannot.
      ...(settings.hosting.length > 0
        ? [...redirects.folders, ...redirects.media].map(({ from }) => from)
        : []),
      ...(receiver.startsWith('/') ? [receiver] : []),
    ],
    isSource,
    addresses: collections.addresses,
  });
}

/**
 * Returns a function for the next time at which the visible output changes: by front matter, and by the
 * entries and ends of tickers.
 */
function createDue(
  { articles, nextChange: next }: Pick<Collections, 'articles' | 'nextChange'>,
  contents: Contents,
  now: number,
  until: number | undefined,
): () => Change | undefined {
  const tickers = articles.filter(({ ticker }) => ticker);
  const planned: readonly Change[] = [
    ...(next ? [next] : []),
    ...(until === undefined ? [] : [{ instant: until, kind: 'changes' } as const]),
  ];
  const changesOf = ({ file, ticker }: Article): readonly Change[] =>
    [nextEntry(contents.factsOf(file).deferredReferences, now), ticker?.ends].flatMap((moment) =>
      moment ? { instant: moment.instant, kind: 'changes' } : [],
    );
  return () => nextChange([...planned, ...tickers.flatMap(changesOf)], now);
}

export interface SharingRequest {
  readonly composed: ComposedSite;
  readonly sources: Sources;
  readonly moves: readonly Redirect[];
  readonly options: SnapshotOptions;
  readonly staging: TargetOptions | undefined;
  readonly describes: boolean;
}

/** Copies the inputs of all pages into memory that all threads share. */
function shareSite({ composed, sources, moves, options, staging, describes }: SharingRequest): SharedSite {
  const { settings, metadata, files, redirects, theme, contents, media, pixels, plans, own } = composed;
  const { mediaGoals } = composed;
  measurePictures(composed);
  const { arenas, places } = placeHtml(sources);
  const { now, preview, program, withoutIndex } = options;
  return sharePayload(
    {
      settings,
      metadata,
      files,
      redirects,
      mediaGoals,
      pixels,
      plans,
      own,
      theme: {
        urls: theme.urls,
        look: theme.look,
        templates: theme.sources,
        assets: theme.assets.map(({ outputPath }) => outputPath),
      },
      facts: contents.facts,
      places,
      measured: media.measured,
      moves,
      options: { now, preview, program, ...(withoutIndex !== undefined && { withoutIndex }) },
      staging,
      describes,
    },
    arenas,
  );
}

/** Measures pictures once, and not in every worker. */
function measurePictures({ metadata, contents, media }: ComposedSite): void {
  const { articles, pages, authors, dossiers, glossary, entries } = metadata;
  const sources = [...articles, ...pages, ...authors, ...dossiers, ...glossary, ...entries];
  for (const { file, meta } of sources) {
    for (const { src } of imagesOf({ meta, content: contents.factsOf(file) })) {
      const path = mediaPath(src, file, media);
      if (path !== undefined) media.peek(path);
    }
  }
}

/** Places of the HTML of all contents, also of those that no worker parsed. */
function placeHtml({ contents, arenas: filled, places: known }: Sources): Pick<SharedSite, 'arenas'> & {
  readonly places: ReadonlyMap<SourcePath, HtmlPlace>;
} {
  const arenas = new Map(filled);
  const places = new Map(known);
  const write = createHtmlWriter();
  for (const file of contents.facts.keys()) {
    if (places.has(file)) continue;
    const html = contents.htmlOf(file);
    // Workers notice changed files by themselves.
    if (contents.hasMoved(file)) continue;
    const { buffer, ...place } = write(html);
    if (buffer) arenas.set(place.arena, buffer);
    places.set(file, place);
  }
  return { arenas, places };
}
