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
import { createTextCheck } from './textCheck.ts';
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
   * Waits for all bodies; `onArrival` hears of each one, so that pages which need no other can be made.
   * Returns what is wrong with bodies, links, pictures and redirects: an edition without errors may be published.
   */
  readonly complete: (onArrival: (file: SourcePath) => void) => Promise<readonly Diagnostic[]>;
  /** As in the options. */
  readonly program: string;
  /** What pages are made of. */
  readonly bodies: Bodies;
  /** The files of the site folder. */
  readonly files: readonly SourceFile[];
  /** What the documents among them hold: path → id. */
  readonly identities: ReadonlyMap<SourcePath, string>;
  /** When something changes next of what readers see; known when the bodies are there. */
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
  const theme = await compileTheme(
    options.builtInTemplates,
    ofKind('template'),
    memory.bundleOnce,
    settings.value?.design,
  );
  const sources = await readSources(files, parseOptions, memory, options.workers);
  const redirects = readRedirects(files);
  const early = [
    ...linkFaults,
    ...settings.diagnostics,
    ...redirects.diagnostics,
    ...theme.diagnostics,
    ...sources.heads.diagnostics,
  ];
  if (!settings.value) {
    // Without settings nobody knows what the site allows; what is wrong in any case can be told.
    const faults = (await sources.arrivals).filter(({ severity }) => severity === 'error');
    return { diagnostics: [...early, ...faults] };
  }
  const marks = readMarks(ofKind('counting-marks')[0], settings.value, sources.heads, memory);
  const media = new MediaFiles(ofKind('media'), settings.value, memory);
  const laidOut = layOut(settings.value, sources, media, marks, options);
  const { catalogue, comments, seeAlso } = laidOut;
  const diagnostics = [
    ...early,
    ...remarkOnExpiry(settings.value, files, options.now),
    ...checkSocialPicture(settings.value.design, media),
    ...[catalogue, comments, seeAlso, marks].flatMap((part) => part.diagnostics),
  ];
  if (!theme.value) return { diagnostics: [...diagnostics, ...(await laidOut.complete(() => {}))] };
  const others = { files, media, memory, program: options.program };
  const value = withPages(laidOut, theme.value, sources, redirects.value ?? [], others, options);
  return { value, diagnostics };
}

/** Everything that is wrong with a site, without making a page of it. */
export async function completeEdition(options: EditionOptions): Promise<Checked<Edition>> {
  const { value: made, notes } = await withMemories(options.memories, async () => {
    const { value, diagnostics } = await makeEdition(options);
    const faults = value ? await value.complete(() => {}) : [];
    return { ...(value && { value }), diagnostics: [...diagnostics, ...faults] };
  });
  return { ...made, diagnostics: sortDiagnostics([...made.diagnostics, ...notes]) };
}

type LaidOut = Pick<
  Edition,
  'settings' | 'catalogue' | 'comments' | 'seeAlso' | 'marks' | 'complete' | 'due' | 'recheck' | 'broken'
>;

/** The paper from the heads of its sources: what is shown and where it stands. */
function layOut(
  settings: Settings,
  { heads, bodies, arrivals }: Sources,
  media: MediaFiles,
  marks: Marks,
  { now, preview, last }: EditionOptions,
): LaidOut {
  const { permalink, related, pictureCredits } = settings;
  const closing = settings.comments;
  const catalogue = buildCatalogue(heads, { permalink, now, preview, closing }, last?.catalogue);
  const names = () => articleNames(heads.articles);
  const seeAlso = createSeeAlso(catalogue.articles, names, related.limit, last?.seeAlso);
  const check = createTextCheck(heads, catalogue, media, bodies, { pictureCredits, marks });
  return {
    settings,
    catalogue,
    comments: collectArticleComments(heads.comments, heads.articles, {
      permalink,
      hasUnread: heads.unread.size > 0,
      rules: settings.comments,
      now,
    }),
    seeAlso,
    marks,
    due: createDue(catalogue, bodies, now),
    recheck: check.one,
    broken: check.broken,
    complete: async (onArrival) => {
      bodies.listen(onArrival);
      const faults = await arrivals;
      return [...faults, ...check.all(), ...media.diagnostics];
    },
  };
}

function withPages(
  laidOut: LaidOut,
  theme: CompiledTheme,
  { heads, bodies, parsed, identities }: Sources,
  redirects: readonly RedirectLine[],
  others: Pick<Edition, 'files' | 'media' | 'memory' | 'program'>,
  options: EditionOptions,
): Edition {
  const { settings, catalogue } = laidOut;
  const paper = paperOf(laidOut, theme, bodies, others.media, options);
  const plan = createAddressPlan(paper, heads, redirects);
  const withMoves: Edition['withMoves'] = (moves) => {
    const planned = plan(moves);
    return {
      ...laidOut,
      ...others,
      ...planned,
      withMoves,
      heads,
      ...(settings.search &&
        !paper.isPreview && { searchable: searchEntries(catalogue, bodyContext(paper)) }),
      social: paper.social,
      look: theme.look,
      templates: theme.templates,
      assets: theme.assets.filter(
        ({ outputPath }) => settings.search || `/${outputPath}` !== theme.urls.searchScript,
      ),
      bodies,
      identities,
      parsed,
      complete: async (onArrival) => [
        ...(await laidOut.complete(onArrival)),
        ...planned.redirects.diagnostics,
      ],
    };
  };
  return withMoves([]);
}

/** What pages are made of. */
function paperOf(
  { settings, catalogue, comments, seeAlso, marks }: LaidOut,
  { urls, assets, look }: CompiledTheme,
  { openingOf }: Bodies,
  media: MediaFiles,
  { now, withoutIndex = false }: EditionOptions,
): Paper {
  return {
    settings,
    catalogue,
    media,
    theme: urls,
    social: createSocialPictures({ settings, catalogue, media, look }),
    openingOf,
    relatedTo: seeAlso.relatedTo,
    comments,
    hasOwnRobots: assets.some(({ outputPath }) => outputPath === 'robots.txt'),
    now,
    markOf: marks.of,
    isPreview: withoutIndex,
  };
}
