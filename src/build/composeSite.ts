/** Composes collections and routes from the parts of a site, in the main thread and in workers alike. */
import { type ArticleComments, collectArticleComments } from '../collections/comments.ts';
import { buildCollections, type Collections } from '../collections/collections.ts';
import { articleNames, createSeeAlso, type SeeAlso } from '../collections/related/seeAlso.ts';
import type { Settings } from '../config/settings.ts';
import type { ViewContext } from '../routes/pageParts.ts';
import {
  type Redirect,
  redirectPages,
  type RedirectGoals,
  type Redirects,
  resolveRedirects,
} from '../routes/redirects/redirects.ts';
import { createSocialPictures } from '../views/socialPictures.ts';
import { mediaGoalsOf } from '../routes/redirects/mediaGoals.ts';
import type { RedirectLine } from '../routes/redirects/redirectLines.ts';
import { type SourceFile, redirectsFile } from '../content/discover.ts';
import type { Contents } from '../content/load/bodies.ts';
import type { CompiledTheme } from '../assets/compiledTheme.ts';
import { MediaFiles } from '../content/load/mediaFiles.ts';
import type { VgwortPixels } from '../collections/vgwort.ts';
import type { Metadata } from '../content/load/readSources.ts';
import { createFindMeant, createIsOurs, type FindMeant } from '../collections/meantSources.ts';
import type { CollectionPlan } from '../config/openConfig.ts';
import type { OwnSite } from '../routes/own/ownSite.ts';
import { articleUrl, entryUrl, explanationUrl, staticPageUrl } from '../collections/addresses.ts';
import type { UrlPath } from '../core/model.ts';
import { hasLongSegment } from '../core/paths.ts';
import { type Page, redirectPathOf } from '../views/page.ts';
import { createSuggester } from '../core/diagnostics/suggester.ts';
import { planRoutes } from '../routes/planPages.ts';
import { serverFiles } from '../routes/host/serverFiles.ts';

/** Parts of which a site is composed. */
export interface SiteParts {
  readonly settings: Settings;
  readonly metadata: Metadata;
  readonly files: readonly SourceFile[];
  readonly redirects: readonly RedirectLine[];
  /** See `mediaGoalsOf`; found when they are missing. */
  readonly mediaGoals?: RedirectGoals['media'];
  readonly pixels: VgwortPixels;
  readonly contents: Contents;
  readonly media: MediaFiles;
  readonly theme: CompiledTheme;
  /** The site's own collections. */
  readonly plans: readonly CollectionPlan[];
  /** What the functions of its configuration have answered. */
  readonly own: OwnSite;
}

/** The options that affect pages. */
export interface ComposeOptions {
  /** The moment of publication, ms. */
  readonly now: number;
  /** Show drafts, scheduled and expired articles as well. */
  readonly preview: boolean;
  /** Digest of this version of the program. */
  readonly program: string;
  /** No search index will be made; the search page says so. */
  readonly withoutIndex?: boolean;
}

export interface LaidOut {
  readonly collections: Collections;
  readonly comments: ArticleComments;
  readonly seeAlso: SeeAlso;
  readonly findMeant: FindMeant;
}

/** Builds the collections from the metadata of the sources. */
export function layOut(
  { settings, metadata, redirects, plans }: Pick<SiteParts, 'settings' | 'metadata' | 'redirects' | 'plans'>,
  {
    now,
    preview,
    last,
  }: Pick<ComposeOptions, 'now' | 'preview'> & {
    readonly last?: Pick<LaidOut, 'collections' | 'seeAlso'> | undefined;
  },
): LaidOut {
  const { permalink, related } = settings;
  const closing = settings.comments;
  const collections = buildCollections(
    metadata,
    { permalink, now, preview, closing, plans },
    last?.collections,
  );
  const names = () => articleNames(metadata.articles);
  const redirected = (): readonly string[] => [
    ...redirects.flatMap(({ from, query, isEnd }) => (query || isEnd ? [] : [from])),
    ...[...metadata.articles, ...metadata.pages].flatMap(({ meta }) => meta.aliases),
  ];
  const isOurs = createIsOurs(collections.addresses, redirected, settings.otherPaths);
  return {
    collections,
    comments: collectArticleComments(metadata.comments, metadata.articles, {
      permalink,
      hasUnread: metadata.unread.size > 0,
      rules: settings.comments,
      now,
    }),
    findMeant: createFindMeant(metadata, isOurs),
    seeAlso: createSeeAlso(collections.articles, names, related.limit, last?.seeAlso),
  };
}

export interface ComposedSite extends SiteParts, LaidOut {
  readonly mediaGoals: RedirectGoals['media'];
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
  const mediaGoals =
    parts.mediaGoals ?? mediaGoalsOf(parts.redirects, { ...parts, ...laidOut, now: options.now });
  const withMoves = createRoutes(context, { ...parts, mediaGoals });
  return { ...parts, ...laidOut, mediaGoals, context, withMoves };
}

/** Contents and context from which pages are made. */
function viewContextOf(
  { settings, media, pixels, contents, theme, own }: SiteParts,
  { collections, comments, seeAlso, findMeant }: LaidOut,
  { now, withoutIndex = false }: ComposeOptions,
): ViewContext {
  const { urls, assets, look } = theme;
  // What the configuration and the theme put there is known only now.
  const madePaths = (): readonly string[] => [
    ...[...own.lists, ...own.pages].map(({ url }) => url),
    ...assets.map(({ outputPath }) => `/${outputPath}`),
  ];
  const isMade = createIsOurs(new Map(), madePaths, []);
  return {
    settings,
    collections,
    media,
    findMeant: (path) => (isMade(path) ? undefined : findMeant(path)),
    theme: urls,
    social: createSocialPictures({ settings, collections, media, look }),
    openingOf: contents.openingOf,
    relatedTo: seeAlso.relatedTo,
    findArticle: seeAlso.finder.find,
    comments,
    hasOwnRobots: assets.some(({ outputPath }) => outputPath === 'robots.txt'),
    now,
    pixelOf: (file) => pixels.codes.get(file),
    own,
    isPreview: withoutIndex,
  };
}

/** All routes: pages and redirects. */
export interface Routes {
  readonly pages: readonly Page[];
  readonly redirects: Redirects;
  /** Whether a source, visible or not, belongs at an address. */
  readonly isSource: (url: UrlPath) => boolean;
}

/** Plans all routes of a site: its pages and the redirects to them, from `lines` and from detected moves. */
function createRoutes(
  context: ViewContext,
  {
    metadata,
    plans,
    media,
    mediaGoals,
    redirects: lines,
  }: Pick<SiteParts, 'metadata' | 'plans' | 'redirects' | 'media'> & Pick<ComposedSite, 'mediaGoals'>,
): (moves: readonly Redirect[]) => Routes {
  const { settings, collections, theme } = context;
  const planned = planRoutes(context);
  const sourceAddresses = (): ReadonlySet<UrlPath> =>
    new Set([
      ...metadata.articles.map(({ meta }) => articleUrl(settings.permalink, meta)),
      ...metadata.pages.map(({ meta }) => staticPageUrl(meta.slug)),
      ...metadata.glossary.map(({ meta }) => explanationUrl(meta.slug)),
      ...metadata.entries.flatMap(({ meta }) => {
        const plan = plans.find(({ name }) => name === meta.collection);
        const address = plan && entryUrl(plan.permalink, meta);
        return address && 'url' in address ? address.url : [];
      }),
      ...[metadata.articles, metadata.pages, metadata.glossary, metadata.entries].flatMap((sources) =>
        sources.flatMap(({ meta }) => meta.aliases),
      ),
    ]);
  return (moves) => {
    let sources: ReadonlySet<UrlPath> | undefined;
    const isSource = (url: UrlPath): boolean => (sources ??= sourceAddresses()).has(url);
    const all = [...lines, ...moves.map((move) => ({ ...move, position: { line: 1, column: 1 } }))];
    const suggest = createSuggester(() => [...collections.addresses.keys(), ...media.paths]);
    const goals = { collections, pages: planned, isSource, media: mediaGoals, suggest };
    const redirects = resolveRedirects(all, redirectsFile, goals);
    const pages = [
      ...planned,
      ...redirectPages(redirects.ofLines.filter(isFile), collections, settings, theme),
      ...serverFiles(settings, redirects, planned),
    ];
    return { pages, redirects, isSource };
  };
}

/** Of other old addresses hosts alone know. */
function isFile({ from }: Redirect): boolean {
  return !hasLongSegment(redirectPathOf(from));
}
