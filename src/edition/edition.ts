/**
 * Everything up to the pages: the site folder is read, its sources are parsed, the paper is laid out.
 * `build` writes an edition, `check` only looks at it, `watch` serves it.
 */
import type { AssetFile } from '../assets/hashedFile.ts';
import { type ArticleComments, collectArticleComments } from '../catalogue/articleComments.ts';
import { buildCatalogue, type Catalogue } from '../catalogue/catalogue.ts';
import { articleNames, createSeeAlso, type SeeAlso } from '../catalogue/seeAlso.ts';
import type { Settings } from '../config/settings.ts';
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import type { Page } from '../pages/page.ts';
import { planPages } from '../pages/planPages.ts';
import { checkSocialPicture, createSocialPictures, type SocialPictures } from '../pages/socialPictures.ts';
import type { SocialLook } from '../pictures/social/socialPicture.ts';
import { listSite, type SourceFile, type SourceKind } from '../read/siteFolder.ts';
import { sortDiagnostics } from '../report/print.ts';
import type { Templates } from '../render/compileTemplates.ts';
import type { Bodies } from './bodies.ts';
import { createTextCheck } from './textCheck.ts';
import { type CompiledTheme, compileTheme } from './compiledTheme.ts';
import { MediaFiles } from './mediaFiles.ts';
import { readSettings, redirectComments } from './readSettings.ts';
import { parseOptionsOf, readSources, type Sources } from './readSources.ts';
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
}

/** A paper that is laid out from the heads of its sources, while their bodies are still being read. */
export interface Edition {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly comments: ArticleComments;
  readonly seeAlso: SeeAlso;
  readonly pages: readonly Page[];
  /** The pictures that stand for articles where they are shared, and how they look. */
  readonly social: SocialPictures;
  readonly look: SocialLook;
  readonly templates: Templates;
  /** Stylesheet, script, icon and the theme's static files. */
  readonly assets: readonly AssetFile[];
  /** The media files; those that the pages made so far show are published. */
  readonly media: MediaFiles;
  /**
   * Waits for all bodies; `onArrival` hears of each one, so that pages which need no other can be made.
   * Returns what is wrong with bodies, links and pictures: an edition without errors may be published.
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
  /** What is wrong with one document, as its body is now. */
  readonly recheck: (file: SourcePath) => readonly Diagnostic[];
  /** For a picture that turns out to be broken: an error at every place that shows it. */
  readonly broken: (picture: SourcePath) => readonly Diagnostic[];
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
  const early = [...linkFaults, ...settings.diagnostics, ...theme.diagnostics, ...sources.heads.diagnostics];
  if (!settings.value) {
    // Without settings nobody knows what the site allows; what is wrong in any case can be told.
    const faults = (await sources.arrivals).filter(({ severity }) => severity === 'error');
    return { diagnostics: [...early, ...faults] };
  }
  const media = new MediaFiles(ofKind('media'), settings.value.typography, memory);
  const laidOut = layOut(settings.value, sources, media, options);
  const { catalogue, comments, seeAlso } = laidOut;
  const social = checkSocialPicture(settings.value.design, media);
  const diagnostics = [
    ...early,
    ...social,
    ...catalogue.diagnostics,
    ...comments.diagnostics,
    ...seeAlso.diagnostics,
  ];
  if (!theme.value) return { diagnostics: [...diagnostics, ...(await laidOut.complete(() => {}))] };
  return { value: withPages(laidOut, theme.value, sources, files, media, memory, options), diagnostics };
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
  'settings' | 'catalogue' | 'comments' | 'seeAlso' | 'complete' | 'recheck' | 'broken'
>;

/** The paper from the heads of its sources: what is shown and where it stands. */
function layOut(
  settings: Settings,
  { heads, bodies, arrivals }: Sources,
  media: MediaFiles,
  { now, preview, last }: EditionOptions,
): LaidOut {
  const { permalink, related } = settings;
  const catalogue = buildCatalogue(heads, { permalink, now, preview }, last?.catalogue);
  const names = () => articleNames(heads.articles);
  const seeAlso = createSeeAlso(catalogue.articles, names, related.limit, last?.seeAlso);
  const check = createTextCheck(heads, catalogue, media, bodies);
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
  { bodies, parsed, identities }: Sources,
  files: readonly SourceFile[],
  media: MediaFiles,
  memory: SourceMemory,
  { program }: EditionOptions,
): Edition {
  const { settings, catalogue, comments, seeAlso } = laidOut;
  const { openingOf } = bodies;
  const { relatedTo } = seeAlso;
  const social = createSocialPictures({ settings, catalogue, media, look: theme.look });
  return {
    ...laidOut,
    social,
    look: theme.look,
    pages: planPages({
      settings,
      catalogue,
      media,
      theme: theme.urls,
      social,
      openingOf,
      relatedTo,
      comments,
    }),
    templates: theme.templates,
    assets: theme.assets,
    media,
    bodies,
    files,
    identities,
    parsed,
    memory,
    program,
  };
}
