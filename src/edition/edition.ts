/**
 * Everything up to the pages: the site folder is read, its sources are parsed, the paper is laid out.
 * `build` writes an edition, `check` only looks at it, `watch` serves it.
 */
import { type AssetFile, themeAssets } from '../assets/themeAssets.ts';
import { buildCatalogue, type Catalogue } from '../catalogue/catalogue.ts';
import { articleNames, createSeeAlso, type SeeAlso } from '../catalogue/seeAlso.ts';
import type { Settings } from '../config/settings.ts';
import type { Checked, Diagnostic, SourcePath, UrlPath } from '../model.ts';
import type { Page } from '../pages/page.ts';
import { planPages } from '../pages/planPages.ts';
import { checkReferences } from '../pages/references.ts';
import type { ParseOptions } from '../parse/article.ts';
import { listSite, type SourceFile } from '../read/siteFolder.ts';
import { compileTemplates, type Templates } from '../render/compileTemplates.ts';
import { templateSources, type ThemeFiles } from '../render/themeFiles.ts';
import { diagnose } from '../report/diagnostics.ts';
import { Bodies } from './bodies.ts';
import type { ArrivedBody } from './bodyWorker.ts';
import { MediaFiles, type PublishedMedia } from './mediaFiles.ts';
import { readBodies } from './readBodies.ts';
import { type Heads, readHeads } from './readHeads.ts';
import { readSettings } from './readSettings.ts';
import { createSourceReaders, type SourceReaders } from './sourceReaders.ts';
import { readTheme } from './theme.ts';

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
}

/** A paper that is laid out from the heads of its sources, while their bodies are still being read. */
export interface Edition {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly seeAlso: SeeAlso;
  readonly pages: readonly Page[];
  readonly templates: Templates;
  /** Stylesheet, script, icon and the theme's static files. */
  readonly assets: readonly AssetFile[];
  /** The media files that the pages made so far show. */
  readonly publishedMedia: () => readonly PublishedMedia[];
  /**
   * Waits for all bodies; `onArrival` hears of each one, so that pages which need no other can be made.
   * Returns what is wrong with bodies, links and pictures: an edition without errors may be published.
   */
  readonly complete: (onArrival: (file: SourcePath) => void) => Promise<readonly Diagnostic[]>;
  /** Lets go of a body that no page needs any more. */
  readonly release: (file: SourcePath) => void;
}

/** Lays out the paper; without a value when settings or theme are unusable. Faults of all heads are reported together. */
export async function makeEdition(options: EditionOptions): Promise<Checked<Edition>> {
  const { files, diagnostics: linkFaults } = listSite(options.site);
  const settings = readSettings(files, options.site);
  const ownTheme = files.filter(({ kind }) => kind === 'template');
  const theme = await compileTheme(readTheme(options.builtInTemplates, ownTheme));
  const early = [...linkFaults, ...settings.diagnostics, ...theme.diagnostics];
  if (!settings.value) return { diagnostics: early };
  const { timezone, html, related, typography } = settings.value;
  const { hints } = options;
  const parseOptions = { timezone, html, relatedAfter: related.inText, typography, hints };
  const readers = createSourceReaders(parseOptions);
  const bodies = new Bodies();
  const arrivals = startBodies(files, readers, parseOptions, options, bodies);
  const heads = await readHeads(files, readers);
  const diagnostics = [...early, ...heads.diagnostics];
  if (!theme.value) return { diagnostics: [...diagnostics, ...(await arrivals)] };
  const laidOut = layOut(settings.value, files, heads, theme.value, options, bodies, arrivals);
  return { value: laidOut.edition, diagnostics: [...diagnostics, ...laidOut.diagnostics] };
}

/** Everything that is wrong with a site, without making a page of it. */
export async function completeEdition(options: EditionOptions): Promise<Checked<Edition>> {
  const { value, diagnostics } = await makeEdition(options);
  if (!value) return { diagnostics };
  return { value, diagnostics: [...diagnostics, ...(await value.complete(() => {}))] };
}

/** Begins to read all bodies; the promise tells what is wrong with them. */
async function startBodies(
  files: readonly SourceFile[],
  readers: SourceReaders,
  options: ParseOptions,
  { workers }: EditionOptions,
  bodies: Bodies,
): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const receive = ({ file, body, diagnostics: faults }: ArrivedBody): void => {
    diagnostics.push(...faults);
    bodies.arrive(file, body);
  };
  for (const kind of ['page', 'author'] as const) {
    for (const source of files.filter((file) => file.kind === kind)) {
      receive({ file: source.path, ...readers[kind].body(source) });
    }
  }
  const sources = files.filter(({ kind }) => kind === 'article');
  const faults = await readBodies({ sources, readers, options, workers, receive });
  return [...faults, ...diagnostics];
}

type CompiledTheme = Pick<Edition, 'templates' | 'assets'> & {
  readonly files: {
    readonly stylesheet: UrlPath | '';
    readonly script: UrlPath | '';
    readonly favicon: UrlPath | '';
  };
};

async function compileTheme(themeFiles: ThemeFiles): Promise<Checked<CompiledTheme>> {
  const templates = compileTemplates(templateSources(themeFiles));
  const assets = await themeAssets(themeFiles);
  const diagnostics = [...templates.diagnostics, ...assets.diagnostics];
  if (!templates.value || !assets.value) return { diagnostics };
  const { files, stylesheet, script, favicon } = assets.value;
  const urlOf = (path: string): UrlPath | '' => (path === '' ? '' : (`/${path}` as UrlPath));
  return {
    value: {
      templates: templates.value,
      assets: files,
      files: { stylesheet: urlOf(stylesheet), script: urlOf(script), favicon: urlOf(favicon) },
    },
    diagnostics,
  };
}

/** The paper from the heads of its sources: what is shown and where it stands. */
function layOut(
  settings: Settings,
  files: readonly SourceFile[],
  heads: Heads,
  theme: CompiledTheme,
  { now, preview }: EditionOptions,
  bodies: Bodies,
  arrivals: Promise<readonly Diagnostic[]>,
): { readonly edition: Edition; readonly diagnostics: readonly Diagnostic[] } {
  const catalogue = buildCatalogue(heads, { permalink: settings.permalink, now, preview });
  const media = new MediaFiles(
    files.filter(({ kind }) => kind === 'media'),
    settings.typography,
  );
  const seeAlso = createSeeAlso(catalogue.articles, articleNames(heads.articles), settings.related.limit);
  const { relatedTo } = seeAlso;
  const { bodyOf } = bodies;
  const pages = planPages({ settings, catalogue, media, theme: theme.files, bodyOf, relatedTo });
  const { templates, assets } = theme;
  return {
    edition: {
      settings,
      catalogue,
      seeAlso,
      pages,
      templates,
      assets,
      publishedMedia: () => media.published(),
      complete: async (onArrival) => {
        bodies.listen(onArrival);
        const faults = await arrivals;
        const dead = checkTexts(heads, catalogue, preview, media, bodies);
        return [...faults, ...dead, ...media.diagnostics];
      },
      release: (file) => bodies.release(file),
    },
    diagnostics: [...catalogue.diagnostics, ...seeAlso.diagnostics],
  };
}

/**
 * What is wrong with texts, links and pictures once all of them are there. A scheduled article is
 * looked at as well: it must not fail at the hour at which it is due.
 */
function checkTexts(
  heads: Heads,
  { addresses }: Catalogue,
  preview: boolean,
  media: MediaFiles,
  bodies: Bodies,
): readonly Diagnostic[] {
  const all = [...heads.articles, ...heads.pages, ...heads.authors];
  const checked = preview ? all : all.filter(({ meta }) => !('draft' in meta && meta.draft));
  const mediaPaths = [...media.paths];
  const anchorsOf = (file: SourcePath): readonly string[] => bodies.factsOf(file).anchors;
  const empty = heads.articles.filter(({ file, meta }) => !meta.draft && bodies.factsOf(file).words === 0);
  const references = checked.flatMap(({ file, meta }) => {
    const isShown = addresses.get(file) !== undefined;
    const shownMedia = isShown ? media.at : () => undefined;
    const goals = { addresses, unread: heads.unread, media, mediaPaths, shownMedia, anchorsOf };
    return checkReferences({ file, meta, body: bodies.factsOf(file) }, goals);
  });
  return [...empty.map(({ file }) => diagnose('text/empty', {}, { file })), ...references];
}
