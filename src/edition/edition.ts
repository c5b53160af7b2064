/**
 * Makes a snapshot of a site: reads the site folder, parses its sources, builds collections and routes.
 * `build` writes a snapshot, `check` only inspects it, `watch` serves it.
 */
import type { AssetFile } from '../assets/hashedFile.ts';
import { type ArticleComments, collectArticleComments } from '../catalogue/articleComments.ts';
import { buildCollections, type Collections } from '../catalogue/catalogue.ts';
import { articleNames, createSeeAlso, type SeeAlso } from '../catalogue/seeAlso.ts';
import type { Settings } from '../config/settings.ts';
import type { Checked, Diagnostic, PictureFault, SourcePath } from '../model.ts';
import { renderContext, type ViewContext } from '../pages/pageParts.ts';
import type { Redirect } from '../pages/redirects.ts';
import { type SearchEntry, searchEntries } from '../pages/searchRecords.ts';
import { checkSocialPicture, createSocialPictures, type SocialPictures } from '../pages/socialPictures.ts';
import type { RedirectLine } from '../parse/redirectLines.ts';
import type { SocialLook } from '../pictures/social/socialPicture.ts';
import { listSite, type SourceFile, type SourceKind } from '../read/siteFolder.ts';
import { sortDiagnostics } from '../report/print.ts';
import type { Templates } from '../render/compileTemplates.ts';
import type { Change } from '../catalogue/plannedChanges.ts';
import { createRoutes, type Routes } from './addressPlan.ts';
import type { Contents } from './bodies.ts';
import { createDue } from './due.ts';
import { createContentCheck, type ContentCheck } from './textCheck.ts';
import type { SharedSite } from './renderInWorker.ts';
import { shareSite } from './shareSite.ts';
import {
  createSiteWorkers,
  type SiteWorkers,
  type SiteWorkerStart,
  type ThreadOptions,
} from './siteWorkers.ts';
import type { StagerOptions } from '../write/stager.ts';
import { type CompiledTheme, compileTheme } from './compiledTheme.ts';
import { MediaFiles } from './mediaFiles.ts';
import { readRedirects } from './readRedirects.ts';
import { type VgwortPixels, readVgwort } from './readMarks.ts';
import { readSettings, redirectComments, remarkOnExpiry } from './readSettings.ts';
import { type Metadata, parseOptionsOf, readSources, type Sources } from './readSources.ts';
import { type SiteCaches, withCaches } from './memories.ts';
import type { SourceCache } from './sourceMemory.ts';

export interface SnapshotOptions {
  /** The site folder. */
  readonly site: string;
  /** The folder of the built-in theme. */
  readonly builtInTemplates: string;
  /** The moment of publication, ms. */
  readonly now: number;
  /** Show drafts, scheduled and expired articles as well. */
  readonly preview: boolean;
  /** Also report hints on German text. */
  readonly hints: boolean;
  /** Worker threads for many articles. */
  readonly workers: number;
  /** How they are used, where it is not the usual way. */
  readonly threads?: ThreadOptions;
  /** Digest of this version of the program. */
  readonly program: string;
  /** Caches of earlier runs. */
  readonly caches: SiteCaches;
  /** An earlier snapshot of the site; parts that are the same are reused. */
  readonly last?: Pick<SiteSnapshot, 'collections' | 'seeAlso'> | undefined;
  /** A receiver of our own to which forms post instead of the site's: a path on the host. */
  readonly commentEndpoint?: string;
  /** No search index will be made; the search page says so. */
  readonly withoutIndex?: boolean;
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
  readonly metadata: Pick<Metadata, 'articles' | 'pages' | 'glossary'>;
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
  readonly share: (staging: StagerOptions | undefined) => SharedSite;
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
  const { files, diagnostics: linkFaults } = listSite(options.site);
  const ofKind = (kind: SourceKind): readonly SourceFile[] => files.filter((file) => file.kind === kind);
  const settings = redirectComments(readSettings(files, options.site), options.commentEndpoint);
  const parseOptions = parseOptionsOf(settings.value, options.hints);
  const cache = options.caches.open(parseOptions);
  const { workers: count, threads } = options;
  const workers = createSiteWorkers({
    module: 'siteWorker',
    count,
    data: { options: parseOptions } satisfies SiteWorkerStart,
    ...threads,
  });
  const { builtInTemplates } = options;
  const [sources, theme] = await Promise.all([
    readSources(files, parseOptions, cache, workers),
    compileTheme(builtInTemplates, ofKind('template'), cache.bundleOnce, settings.value?.design),
  ]);
  const redirects = readRedirects(files);
  const early = [
    ...linkFaults,
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
  const parts = {
    settings: settings.value,
    metadata,
    files,
    redirects: redirects.value ?? [],
    contents,
    media,
  };
  const laidOut = layOut(parts, options);
  const { collections, comments, seeAlso } = laidOut;
  const check = createContentCheck(metadata, collections, media, contents, {
    pictureCredits: settings.value.pictureCredits,
    pixels,
  });
  const faults = () => [...sources.faults, ...check.all(), ...media.diagnostics];
  const others = [
    ...remarkOnExpiry(settings.value, files, options.now),
    ...checkSocialPicture(settings.value.design, media),
    ...[collections, comments, seeAlso, pixels].flatMap((part) => part.diagnostics),
  ];
  if (!theme.value) return failed([...others, ...faults()]);
  const composed = composeSite({ ...parts, pixels, theme: theme.value }, options, laidOut);
  const value = withMoves([], { composed, sources, options, workers, cache, check, faults });
  return { value, diagnostics: [...early, ...others] };
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

/** Parts of which a site is composed. */
export interface SiteParts {
  readonly settings: Settings;
  readonly metadata: Metadata;
  readonly files: readonly SourceFile[];
  readonly redirects: readonly RedirectLine[];
  readonly pixels: VgwortPixels;
  readonly contents: Contents;
  readonly media: MediaFiles;
  readonly theme: CompiledTheme;
}

/** The options that affect pages. */
export type ComposeOptions = Pick<SnapshotOptions, 'now' | 'preview' | 'withoutIndex' | 'program'>;

type LaidOut = Pick<SiteSnapshot, 'collections' | 'comments' | 'seeAlso'>;

/** Builds the collections from the metadata of the sources. */
function layOut(
  { settings, metadata }: Pick<SiteParts, 'settings' | 'metadata'>,
  { now, preview, last }: Pick<SnapshotOptions, 'now' | 'preview' | 'last'>,
): LaidOut {
  const { permalink, related } = settings;
  const closing = settings.comments;
  const collections = buildCollections(metadata, { permalink, now, preview, closing }, last?.collections);
  const names = () => articleNames(metadata.articles);
  return {
    collections,
    comments: collectArticleComments(metadata.comments, metadata.articles, {
      permalink,
      hasUnread: metadata.unread.size > 0,
      rules: settings.comments,
      now,
    }),
    seeAlso: createSeeAlso(collections.articles, names, related.limit, last?.seeAlso),
  };
}

export interface ComposedSite extends SiteParts, LaidOut {
  readonly context: ViewContext;
  readonly withMoves: (moves: readonly Redirect[]) => Routes;
}

/** Composes a site from its parts: a pure function, so that every thread gets the same pages. */
export function composeSite(
  parts: SiteParts,
  options: ComposeOptions,
  laidOut: LaidOut = layOut(parts, options),
): ComposedSite {
  const context = viewContextOf(parts, laidOut, options);
  return { ...parts, ...laidOut, context, withMoves: createRoutes(context, parts.metadata, parts.redirects) };
}

interface Making {
  readonly composed: ComposedSite;
  readonly sources: Sources;
  readonly options: SnapshotOptions;
  readonly workers: SiteWorkers;
  readonly cache: SourceCache;
  readonly check: ContentCheck;
  readonly faults: SiteSnapshot['faults'];
}

function withMoves(moves: readonly Redirect[], making: Making): SiteSnapshot {
  const { composed, sources, options, workers, cache, check } = making;
  const {
    settings,
    collections,
    comments,
    seeAlso,
    pixels,
    metadata,
    media,
    files,
    contents,
    theme,
    context,
  } = composed;
  const planned = composed.withMoves(moves);
  const { program } = options;
  return {
    ...planned,
    settings,
    collections,
    comments,
    seeAlso,
    pixels,
    metadata,
    media,
    files,
    contents,
    cache,
    program,
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
    due: createDue(collections, contents, options.now),
    recheck: check.one,
    broken: check.broken,
    faults: () => [...making.faults(), ...planned.redirects.diagnostics],
    share: (staging) => shareSite({ composed, sources, moves, options, staging }),
  };
}

/** Contents and context from which pages are made. */
function viewContextOf(
  { settings, media, pixels, contents, theme }: SiteParts,
  { collections, comments, seeAlso }: LaidOut,
  { now, withoutIndex = false }: ComposeOptions,
): ViewContext {
  const { urls, assets, look } = theme;
  return {
    settings,
    collections,
    media,
    theme: urls,
    social: createSocialPictures({ settings, collections, media, look }),
    openingOf: contents.openingOf,
    relatedTo: seeAlso.relatedTo,
    comments,
    hasOwnRobots: assets.some(({ outputPath }) => outputPath === 'robots.txt'),
    now,
    pixelOf: (file) => pixels.codes.get(file),
    isPreview: withoutIndex,
  };
}
