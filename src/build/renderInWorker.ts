/** Renders pages in a worker thread, from a site that the main thread shares. */
import { deserialize, serialize } from 'node:v8';
import { threadId } from 'node:worker_threads';
import type { Media, SourcePath } from '../core/model.ts';
import type { Redirect } from '../routes/redirects/redirects.ts';
import type { OutputPath } from '../emit/outputPath.ts';
import { type Earlier, openTarget, type TargetOptions } from '../emit/stager.ts';
import { createDescriber } from '../check/page/describePage.ts';
import { compileTemplates, type TemplateSources } from '../render/templates/compileTemplates.ts';
import { Contents } from '../content/load/bodies.ts';
import type { CompiledTheme } from '../assets/compiledTheme.ts';
import { type ComposeOptions, composeSite, type SiteParts } from './composeSite.ts';
import {
  loadDocument,
  type ContentFacts,
  type DocumentKind,
  type SourceReaders,
} from '../content/load/loadDocument.ts';
import { MediaFiles } from '../content/load/mediaFiles.ts';
import { createPageMaker, type MadePage } from './pageRenderer.ts';
import { type Arenas, type HtmlPlace, htmlAt } from '../content/load/sharedHtml.ts';
import { createNullCache } from '../content/load/sourceCache.ts';

/** Data that workers need to render the pages of a site. */
export interface SitePayload extends Omit<SiteParts, 'contents' | 'media' | 'theme'> {
  readonly theme: Pick<CompiledTheme, 'urls' | 'look'> & {
    readonly templates: TemplateSources;
    readonly assets: readonly string[];
  };
  readonly facts: ReadonlyMap<SourcePath, ContentFacts>;
  readonly places: ReadonlyMap<SourcePath, HtmlPlace>;
  readonly measured: ReadonlyMap<SourcePath, Media | undefined>;
  readonly moves: readonly Redirect[];
  readonly options: ComposeOptions;
  readonly staging: TargetOptions | undefined;
  /** Every page is looked at. */
  readonly describes: boolean;
}

/** Serialised site in memory that all threads share. */
export interface SharedSite {
  readonly payload: SharedArrayBuffer;
  readonly arenas: Arenas;
}

export interface PageItem {
  readonly kind: 'route';
  /** Source of the page. */
  readonly path: SourcePath;
  /** Index among the pages of the site. */
  readonly index: number;
  /** Output path of the page. */
  readonly output: OutputPath;
  readonly earlier: Earlier;
}

export interface PageAnswer extends MadePage {
  readonly kind: 'route';
  readonly index: number;
  /** Media files that the page shows, so far as no page of this worker did before. */
  readonly shown: readonly SourcePath[];
}

export function sharePayload(payload: SitePayload, arenas: Arenas): SharedSite {
  const bytes = serialize(payload);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return { payload: shared, arenas };
}

export function openRendering(
  { payload, arenas }: SharedSite,
  readers: SourceReaders,
): (item: PageItem) => PageAnswer {
  const site: SitePayload = deserialize(Buffer.from(payload));
  const contents = contentsOf(site, arenas, readers);
  const media = new MediaFiles(
    site.files.filter(({ kind }) => kind === 'media'),
    site.settings,
    createNullCache(),
    site.measured,
  );
  const templates = compileTemplates(site.theme.templates).value;
  if (!templates) throw new Error('The templates were sound in the main thread');
  const assets = site.theme.assets.map((outputPath) => ({ outputPath, bytes: new Uint8Array() }));
  const theme = { ...site.theme, sources: site.theme.templates, templates, assets };
  const { pages } = composeSite({ ...site, contents, media, theme }, site.options).withMoves(site.moves);
  const target = site.staging && openTarget(site.staging);
  const describe = site.describes ? createDescriber(threadId) : undefined;
  const make = createPageMaker({ contents, templates, program: site.options.program }, target, describe);
  let isFaulty = false;
  return ({ index, output, earlier }) => {
    const page = pages[index];
    if (!page) throw new Error(`The worker knows no page ${index}`);
    if (isFaulty) return { kind: 'route', index, reads: [], shown: [], diagnostics: [] };
    const made = make(page, output, earlier);
    isFaulty = made.diagnostics.length > 0;
    return { kind: 'route', index, ...made, shown: media.takeShown() };
  };
}

function contentsOf({ facts, places, files }: SitePayload, arenas: Arenas, readers: SourceReaders): Contents {
  const contents = new Contents((file) => {
    const place = places.get(file);
    if (place) return { facts: contents.factsOf(file), html: htmlAt(arenas, place) };
    const source = files.find(({ path }) => path === file);
    if (!source) throw new Error(`No source ${file}`);
    return loadDocument(source, readers[source.kind as DocumentKind]);
  });
  for (const [file, known] of facts) contents.arrive(file, known);
  return contents;
}
