/**
 * Everything up to the pages: the site folder is read, its sources are parsed, the paper is laid out.
 * `build` writes an edition, `check` only looks at it, `watch` serves it.
 */
import type { AssetFile } from '../assets/hashedFile.ts';
import { type ArticleComments, collectArticleComments } from '../catalogue/articleComments.ts';
import { buildCatalogue, type Catalogue } from '../catalogue/catalogue.ts';
import { articleNames, createSeeAlso, type SeeAlso } from '../catalogue/seeAlso.ts';
import type { Settings } from '../config/settings.ts';
import type { Checked, Diagnostic, PictureFault, SourcePath } from '../model.ts';
import { bodyContext, type Paper } from '../pages/pageParts.ts';
import type { Redirect } from '../pages/redirects.ts';
import { type SearchEntry, searchEntries } from '../pages/searchRecords.ts';
import { checkSocialPicture, createSocialPictures, type SocialPictures } from '../pages/socialPictures.ts';
import type { RedirectLine } from '../parse/redirectLines.ts';
import type { SocialLook } from '../pictures/social/socialPicture.ts';
import { listSite, type SourceFile, type SourceKind } from '../read/siteFolder.ts';
import { sortDiagnostics } from '../report/print.ts';
import type { Templates } from '../render/compileTemplates.ts';
import type { Change } from '../catalogue/plannedChanges.ts';
import { createAddressPlan, type PlannedAddresses } from './addressPlan.ts';
import type { Bodies } from './bodies.ts';
import { createDue } from './due.ts';
import { createTextCheck, type TextCheck } from './textCheck.ts';
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
import { type Marks, readMarks } from './readMarks.ts';
import { readSettings, redirectComments, remarkOnExpiry } from './readSettings.ts';
import { type Heads, parseOptionsOf, readSources, type Sources } from './readSources.ts';
import { type Memories, withMemories } from './memories.ts';
import type { SourceMemory } from './sourceMemory.ts';

export interface EditionOptions {
  /** The site folder. */
  readonly site: string;
  /** The folder of the built-in theme. */
  readonly builtInTemplates: string;
  /** The moment of publication, ms. */
  readonly now: number;
  /** Show drafts, scheduled and expired articles as well. */
  readonly preview: boolean;
  /** Report what German text leaves to its author, too. */
  readonly hints: boolean;
  /** Worker threads for many articles. */
  readonly workers: number;
  /** How they are used, where it is not the usual way. */
  readonly threads?: ThreadOptions;
  /** What tells this version of the program from all others. */
  readonly program: string;
  /** What earlier runs learned. */
  readonly memories: Memories;
  /** An earlier edition of the site; what is the same in both need not be made again. */
  readonly last?: Pick<Edition, 'catalogue' | 'seeAlso'> | undefined;
  /** A receiver of our own to which forms post instead of the site's: a path on the host. */
  readonly commentEndpoint?: string;
  /** No search index will be made; the search page says so. */
  readonly withoutIndex?: boolean;
}

/** A paper that is laid out from the heads of its sources, while their bodies are still being read. */
export interface Edition extends PlannedAddresses {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly comments: ArticleComments;
  readonly seeAlso: SeeAlso;
  readonly marks: Marks;
  /** What the search knows; undefined where the site has none. */
  readonly searchable?: readonly SearchEntry[];
  /** The pictures that stand for articles where they are shared, and how they look. */
  readonly social: SocialPictures;
  readonly look: SocialLook;
  /** What the sources of articles, pages and the glossary say of themselves, readers see them or not. */
  readonly heads: Pick<Heads, 'articles' | 'pages' | 'glossary'>;
  /** The same with redirects from where something stood before. */
  readonly withMoves: (moves: readonly Redirect[]) => Edition;
  readonly templates: Templates;
  /** Stylesheet, script, icon and the theme's static files. */
  readonly assets: readonly AssetFile[];
  /** The media files; those that the pages made so far show are published. */
  readonly media: MediaFiles;
  /**
   * What is wrong with bodies, links, pictures and redirects: an edition without errors, here too, may be published.
   * Looked for when it is first asked.
   */
  readonly faults: () => readonly Diagnostic[];
  /** Hands the site to worker threads; see `renderInWorker.ts`. */
  readonly share: (staging: StagerOptions | undefined) => SharedSite;
  /** Threads that loaded the sources, if there were many, and may render the pages; whoever made the edition closes them. */
  readonly workers: SiteWorkers;
  /** As in the options. */
  readonly program: string;
  /** What pages are made of. */
  readonly bodies: Bodies;
  /** The files of the site folder. */
  readonly files: readonly SourceFile[];
  /** What the documents among them hold: path → id. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  /** When something changes next of what readers see; by heads and by tickers. */
  readonly due: () => Change | undefined;
  /** What is wrong with one document, as its body is now. */
  readonly recheck: (file: SourcePath) => readonly Diagnostic[];
  /** For a picture that turns out to be broken: an error at every place that shows it. */
  readonly broken: (picture: SourcePath, fault: PictureFault) => readonly Diagnostic[];
  /** How many sources had to be parsed. */
  readonly parsed: number;
  /** What is remembered of the files. */
  readonly memory: SourceMemory;
}

/** Lays out the paper; without a value when settings or theme are unusable. All faults of all files are found together. */
export async function makeEdition(options: EditionOptions): Promise<Checked<Edition>> {
  const { files, diagnostics: linkFaults } = listSite(options.site);
  const ofKind = (kind: SourceKind): readonly SourceFile[] => files.filter((file) => file.kind === kind);
  const settings = redirectComments(readSettings(files, options.site), options.commentEndpoint);
  const parseOptions = parseOptionsOf(settings.value, options.hints);
  const memory = options.memories.open(parseOptions);
  const { workers: count, threads } = options;
  const workers = createSiteWorkers({
    module: 'siteWorker',
    count,
    data: { options: parseOptions } satisfies SiteWorkerStart,
    ...threads,
  });
  const { builtInTemplates } = options;
  const [sources, theme] = await Promise.all([
    readSources(files, parseOptions, memory, workers),
    compileTheme(builtInTemplates, ofKind('template'), memory.bundleOnce, settings.value?.design),
  ]);
  const redirects = readRedirects(files);
  const early = [
    ...linkFaults,
    ...settings.diagnostics,
    ...redirects.diagnostics,
    ...theme.diagnostics,
    ...sources.diagnostics,
  ];
  const failed = async (diagnostics: readonly Diagnostic[]): Promise<Checked<Edition>> => {
    await workers.close();
    return { diagnostics: [...early, ...diagnostics] };
  };
  // Without settings nobody knows what the site allows; what is wrong in any case can be told.
  if (!settings.value) return failed(sources.faults.filter(({ severity }) => severity === 'error'));
  const { heads, bodies } = sources;
  const marks = readMarks(ofKind('counting-marks')[0], settings.value, heads, memory);
  const media = new MediaFiles(ofKind('media'), settings.value, memory);
  const parts = { settings: settings.value, heads, files, redirects: redirects.value ?? [], bodies, media };
  const laidOut = layOut(parts, options);
  const { catalogue, comments, seeAlso } = laidOut;
  const check = createTextCheck(heads, catalogue, media, bodies, {
    pictureCredits: settings.value.pictureCredits,
    marks,
  });
  const faults = () => [...sources.faults, ...check.all(), ...media.diagnostics];
  const others = [
    ...remarkOnExpiry(settings.value, files, options.now),
    ...checkSocialPicture(settings.value.design, media),
    ...[catalogue, comments, seeAlso, marks].flatMap((part) => part.diagnostics),
  ];
  if (!theme.value) return failed([...others, ...faults()]);
  const composed = composeSite({ ...parts, marks, theme: theme.value }, options, laidOut);
  const value = withMoves([], { composed, sources, options, workers, memory, check, faults });
  return { value, diagnostics: [...early, ...others] };
}

/** Everything that is wrong with a site, without making a page of it. */
export async function completeEdition(options: EditionOptions): Promise<Checked<Edition>> {
  const { value: made, notes } = await withMemories(options.memories, async () => {
    const { value, diagnostics } = await makeEdition(options);
    await value?.workers.close();
    return { ...(value && { value }), diagnostics: [...diagnostics, ...(value?.faults() ?? [])] };
  });
  return { ...made, diagnostics: sortDiagnostics([...made.diagnostics, ...notes]) };
}

/** All that a site is made of. */
export interface SiteParts {
  readonly settings: Settings;
  readonly heads: Heads;
  readonly files: readonly SourceFile[];
  readonly redirects: readonly RedirectLine[];
  readonly marks: Marks;
  readonly bodies: Bodies;
  readonly media: MediaFiles;
  readonly theme: CompiledTheme;
}

/** Of the options, what touches the pages. */
export type ComposeOptions = Pick<EditionOptions, 'now' | 'preview' | 'withoutIndex' | 'program'>;

type LaidOut = Pick<Edition, 'catalogue' | 'comments' | 'seeAlso'>;

/** The paper from the heads of its sources: what is shown and where it stands. */
function layOut(
  { settings, heads }: Pick<SiteParts, 'settings' | 'heads'>,
  { now, preview, last }: Pick<EditionOptions, 'now' | 'preview' | 'last'>,
): LaidOut {
  const { permalink, related } = settings;
  const closing = settings.comments;
  const catalogue = buildCatalogue(heads, { permalink, now, preview, closing }, last?.catalogue);
  const names = () => articleNames(heads.articles);
  return {
    catalogue,
    comments: collectArticleComments(heads.comments, heads.articles, {
      permalink,
      hasUnread: heads.unread.size > 0,
      rules: settings.comments,
      now,
    }),
    seeAlso: createSeeAlso(catalogue.articles, names, related.limit, last?.seeAlso),
  };
}

export interface ComposedSite extends SiteParts, LaidOut {
  readonly paper: Paper;
  readonly withMoves: (moves: readonly Redirect[]) => PlannedAddresses;
}

/** A site from its parts: a pure function, so that every thread comes to the same pages. */
export function composeSite(
  parts: SiteParts,
  options: ComposeOptions,
  laidOut: LaidOut = layOut(parts, options),
): ComposedSite {
  const paper = paperOf(parts, laidOut, options);
  return { ...parts, ...laidOut, paper, withMoves: createAddressPlan(paper, parts.heads, parts.redirects) };
}

interface Making {
  readonly composed: ComposedSite;
  readonly sources: Sources;
  readonly options: EditionOptions;
  readonly workers: SiteWorkers;
  readonly memory: SourceMemory;
  readonly check: TextCheck;
  readonly faults: Edition['faults'];
}

function withMoves(moves: readonly Redirect[], making: Making): Edition {
  const { composed, sources, options, workers, memory, check } = making;
  const { settings, catalogue, comments, seeAlso, marks, heads, media, files, bodies, theme, paper } =
    composed;
  const planned = composed.withMoves(moves);
  const { program } = options;
  return {
    ...planned,
    settings,
    catalogue,
    comments,
    seeAlso,
    marks,
    heads,
    media,
    files,
    bodies,
    memory,
    program,
    workers,
    withMoves: (others) => withMoves(others, making),
    ...(settings.search && !paper.isPreview && { searchable: searchEntries(catalogue, bodyContext(paper)) }),
    social: paper.social,
    look: theme.look,
    templates: theme.templates,
    assets: theme.assets.filter(
      ({ outputPath }) => settings.search || `/${outputPath}` !== theme.urls.searchScript,
    ),
    identities: sources.identities,
    parsed: sources.parsed,
    due: createDue(catalogue, bodies, options.now),
    recheck: check.one,
    broken: check.broken,
    faults: () => [...making.faults(), ...planned.redirects.diagnostics],
    share: (staging) => shareSite({ composed, sources, moves, options, staging }),
  };
}

/** What pages are made of. */
function paperOf(
  { settings, media, marks, bodies, theme }: SiteParts,
  { catalogue, comments, seeAlso }: LaidOut,
  { now, withoutIndex = false }: ComposeOptions,
): Paper {
  const { urls, assets, look } = theme;
  return {
    settings,
    catalogue,
    media,
    theme: urls,
    social: createSocialPictures({ settings, catalogue, media, look }),
    openingOf: bodies.openingOf,
    relatedTo: seeAlso.relatedTo,
    comments,
    hasOwnRobots: assets.some(({ outputPath }) => outputPath === 'robots.txt'),
    now,
    markOf: (file) => marks.codes.get(file),
    isPreview: withoutIndex,
  };
}
