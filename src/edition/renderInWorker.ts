/** Pages rendered by a worker thread, of a site that the main thread shares. */
import { deserialize, serialize } from 'node:v8';
import type { Media, SourcePath } from '../model.ts';
import type { Redirect } from '../pages/redirects.ts';
import type { OutputPath } from '../write/outputPath.ts';
import { type Earlier, Stager, type StagerOptions } from '../write/stager.ts';
import { compileTemplates, type TemplateSources } from '../render/compileTemplates.ts';
import { Bodies } from './bodies.ts';
import type { CompiledTheme } from './compiledTheme.ts';
import { type ComposeOptions, composeSite, type SiteParts } from './edition.ts';
import { loadDocument } from './loadDocument.ts';
import { MediaFiles } from './mediaFiles.ts';
import type { BodyFacts } from './packedBody.ts';
import { createPageMaker, type MadePage } from './renderPage.ts';
import { type Arenas, type HtmlPlace, htmlAt } from './sharedHtml.ts';
import { createForgetfulMemory } from './sourceMemory.ts';
import type { DocumentKind, SourceReaders } from './sourceReaders.ts';

/** What of a site workers need to render its pages: plain data. */
export interface SiteSnapshot extends Omit<SiteParts, 'bodies' | 'media' | 'theme'> {
  readonly theme: Pick<CompiledTheme, 'urls' | 'look'> & {
    readonly templates: TemplateSources;
    readonly assets: readonly string[];
  };
  readonly facts: ReadonlyMap<SourcePath, BodyFacts>;
  readonly places: ReadonlyMap<SourcePath, HtmlPlace>;
  readonly measured: ReadonlyMap<SourcePath, Media | undefined>;
  readonly moves: readonly Redirect[];
  readonly options: ComposeOptions;
  readonly staging: StagerOptions | undefined;
}

/** A snapshot in memory that all threads share. */
export interface SharedSite {
  readonly snapshot: SharedArrayBuffer;
  readonly arenas: Arenas;
}

export interface PageItem {
  readonly kind: 'route';
  /** For whom the page is. */
  readonly path: SourcePath;
  /** Among the pages of the site. */
  readonly index: number;
  /** The file that it becomes. */
  readonly output: OutputPath;
  readonly earlier: Earlier;
}

export interface PageAnswer extends MadePage {
  readonly kind: 'route';
  readonly index: number;
  /** Media files that the page shows, so far as no page of this worker did before. */
  readonly shown: readonly SourcePath[];
}

export function shareSnapshot(snapshot: SiteSnapshot, arenas: Arenas): SharedSite {
  const bytes = serialize(snapshot);
  const shared = new SharedArrayBuffer(bytes.length);
  new Uint8Array(shared).set(bytes);
  return { snapshot: shared, arenas };
}

export function openRendering(
  { snapshot, arenas }: SharedSite,
  readers: SourceReaders,
): (item: PageItem) => PageAnswer {
  const site: SiteSnapshot = deserialize(Buffer.from(snapshot));
  const bodies = bodiesOf(site, arenas, readers);
  const media = new MediaFiles(
    site.files.filter(({ kind }) => kind === 'media'),
    site.settings,
    createForgetfulMemory(),
    site.measured,
  );
  const templates = compileTemplates(site.theme.templates).value;
  if (!templates) throw new Error('The templates were sound in the main thread');
  const assets = site.theme.assets.map((outputPath) => ({ outputPath, bytes: new Uint8Array() }));
  const theme = { ...site.theme, sources: site.theme.templates, templates, assets };
  const { pages } = composeSite({ ...site, bodies, media, theme }, site.options).withMoves(site.moves);
  const stager = site.staging && new Stager(site.staging);
  const make = createPageMaker({ bodies, templates, program: site.options.program }, stager);
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

function bodiesOf({ facts, places, files }: SiteSnapshot, arenas: Arenas, readers: SourceReaders): Bodies {
  const bodies = new Bodies((file) => {
    const place = places.get(file);
    if (place) return { facts: bodies.factsOf(file), html: htmlAt(arenas, place) };
    const source = files.find(({ path }) => path === file);
    if (!source) throw new Error(`No source ${file}`);
    return loadDocument(source, readers[source.kind as DocumentKind]);
  });
  for (const [file, known] of facts) bodies.arrive(file, known);
  return bodies;
}
