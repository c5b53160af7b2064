/**
 * Everything up to the pages: the site folder is read, its sources are parsed, the paper is laid out.
 * `build` writes an edition, `check` only looks at it, `watch` serves it.
 */
import { type AssetFile, themeAssets } from '../assets/themeAssets.ts';
import { buildCatalogue, type Catalogue } from '../catalogue/catalogue.ts';
import { articleNames, createSeeAlso, type SeeAlso } from '../catalogue/seeAlso.ts';
import type { Settings } from '../config/settings.ts';
import type { Body, Checked, Diagnostic, Media, SourcePath, UrlPath } from '../model.ts';
import { createMediaShelf } from '../pages/mediaShelf.ts';
import type { Page } from '../pages/page.ts';
import { planPages } from '../pages/planPages.ts';
import { checkReferences, usedMedia } from '../pages/references.ts';
import { listSite, type SourceFile } from '../read/siteFolder.ts';
import { compileTemplates, type Templates } from '../render/compileTemplates.ts';
import { templateSources, type ThemeFiles } from '../render/themeFiles.ts';
import { mediaSources, readMedia } from './mediaFiles.ts';
import { parseSources, type ParsedSources } from './parseSources.ts';
import { readSettings } from './readSettings.ts';
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
  /** Worker threads for many articles. */
  readonly workers: number;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly stage: 'parse' | 'render';
  readonly done: number;
  readonly total: number;
}

/** A paper that is laid out; it may be published if no diagnostic is an error. */
export interface Edition {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly seeAlso: SeeAlso;
  readonly pages: readonly Page[];
  readonly templates: Templates;
  /** Stylesheet, script, icon and the theme's static files. */
  readonly assets: readonly AssetFile[];
  /** The media files that are published. */
  readonly media: readonly { readonly media: Media; readonly source: SourceFile }[];
}

/** Lays out the paper; without a value when settings or theme are unusable. All faults of all sources are reported together. */
export async function makeEdition(options: EditionOptions): Promise<Checked<Edition>> {
  const { files, diagnostics: linkFaults } = listSite(options.site);
  const settings = readSettings(files, options.site);
  const themeFiles = readTheme(
    options.builtInTemplates,
    files.filter(({ kind }) => kind === 'template'),
  );
  const theme = await compileTheme(themeFiles);
  const early = [...linkFaults, ...settings.diagnostics, ...theme.diagnostics];
  if (!settings.value) return { diagnostics: early };
  const { timezone, html, related } = settings.value;
  const sources = await parseSources(
    files,
    { timezone, html, relatedAfter: related.inText },
    options.workers,
    (done, total) => options.onProgress({ stage: 'parse', done, total }),
  );
  const diagnostics = [...early, ...sources.diagnostics];
  if (!theme.value) return { diagnostics };
  const laidOut = layOut(settings.value, files, sources, theme.value, options);
  return { value: laidOut.edition, diagnostics: [...diagnostics, ...laidOut.diagnostics] };
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

/** The paper from its parsed sources: what is shown, where it stands, what it refers to. */
function layOut(
  settings: Settings,
  files: readonly SourceFile[],
  sources: ParsedSources,
  theme: CompiledTheme,
  { now, preview }: EditionOptions,
): { readonly edition: Edition; readonly diagnostics: readonly Diagnostic[] } {
  const catalogue = buildCatalogue(sources, { permalink: settings.permalink, now, preview });
  const references = followReferences(files, sources, catalogue, preview);
  const { shelf, media, bodyOf } = references;
  const seeAlso = createSeeAlso(catalogue.articles, articleNames(sources.articles), settings.related.limit);
  const { relatedTo } = seeAlso;
  const pages = planPages({ settings, catalogue, media: shelf, theme: theme.files, bodyOf, relatedTo });
  const { templates, assets } = theme;
  return {
    edition: { settings, catalogue, seeAlso, pages, templates, assets, media },
    diagnostics: [...catalogue.diagnostics, ...seeAlso.diagnostics, ...references.diagnostics],
  };
}

/** Bodies, the media that they show, and what is wrong with links and pictures. */
function followReferences(
  files: readonly SourceFile[],
  sources: ParsedSources,
  { addresses }: Catalogue,
  preview: boolean,
) {
  const all = [...sources.articles, ...sources.pages, ...sources.authors];
  const shown = all.filter(({ file }) => addresses.get(file) !== undefined);
  // A scheduled article is checked as well: it must not fail at the hour at which it is due.
  const checked = preview ? all : all.filter(({ meta }) => !('draft' in meta && meta.draft));
  const inMedia = files.filter(({ kind }) => kind === 'media');
  const mediaFiles = mediaSources(inMedia);
  const mediaPaths = new Set(mediaFiles.keys());
  const { media, diagnostics } = readMedia(inMedia, usedMedia(shown, mediaPaths));
  const bodies = new Map<SourcePath, Body>(all.map(({ file, body }) => [file, body]));
  const goals = {
    addresses,
    mediaFiles: mediaPaths,
    anchorsOf: (file: SourcePath) => bodies.get(file)?.anchors,
  };
  return {
    bodyOf: (file: SourcePath) => requireBody(file, bodies),
    shelf: createMediaShelf(media),
    media: [...media].flatMap(([path, measured]) => {
      const source = mediaFiles.get(path);
      return source ? { media: measured, source } : [];
    }),
    diagnostics: [...diagnostics, ...checked.flatMap((source) => checkReferences(source, goals))],
  };
}

function requireBody(file: SourcePath, bodies: ReadonlyMap<SourcePath, Body>): Body {
  const body = bodies.get(file);
  if (!body) throw new Error(`No body for ${file}`);
  return body;
}
