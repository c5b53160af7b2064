import type { SourcePath } from '../model.ts';
import { mediaPath } from '../pages/mediaShelf.ts';
import { imagesOf } from '../pages/references.ts';
import type { Redirect } from '../pages/redirects.ts';
import type { StagerOptions } from '../write/stager.ts';
import type { ComposedSite, EditionOptions } from './edition.ts';
import type { Sources } from './readSources.ts';
import { shareSnapshot, type SharedSite } from './renderInWorker.ts';
import { createHtmlWriter, type HtmlPlace } from './sharedHtml.ts';

export interface SharingRequest {
  readonly composed: ComposedSite;
  readonly sources: Sources;
  readonly moves: readonly Redirect[];
  readonly options: EditionOptions;
  readonly staging: StagerOptions | undefined;
}

/** Puts all that pages are made of into memory that all threads share. */
export function shareSite({ composed, sources, moves, options, staging }: SharingRequest): SharedSite {
  const { settings, heads, files, redirects, theme, bodies, media, marks } = composed;
  measurePictures(composed);
  const { arenas, places } = placeHtml(sources);
  const { now, preview, program, withoutIndex } = options;
  return shareSnapshot(
    {
      settings,
      heads,
      files,
      redirects,
      marks,
      theme: {
        urls: theme.urls,
        look: theme.look,
        templates: theme.sources,
        assets: theme.assets.map(({ outputPath }) => outputPath),
      },
      facts: bodies.facts,
      places,
      measured: media.measured,
      moves,
      options: { now, preview, program, ...(withoutIndex !== undefined && { withoutIndex }) },
      staging,
    },
    arenas,
  );
}

/** So that it is done once, and not by every worker. */
function measurePictures({ heads, bodies, media }: ComposedSite): void {
  const { articles, pages, authors, dossiers, glossary } = heads;
  for (const { file, meta } of [...articles, ...pages, ...authors, ...dossiers, ...glossary]) {
    for (const { src } of imagesOf({ meta, body: bodies.factsOf(file) })) {
      const path = mediaPath(src, file, media);
      if (path !== undefined) media.look(path);
    }
  }
}

/** Where the HTML of every body is, also of those that no worker parsed. */
function placeHtml({ bodies, arenas: filled, places: known }: Sources): Pick<SharedSite, 'arenas'> & {
  readonly places: ReadonlyMap<SourcePath, HtmlPlace>;
} {
  const arenas = new Map(filled);
  const places = new Map(known);
  const write = createHtmlWriter();
  for (const file of bodies.facts.keys()) {
    if (places.has(file)) continue;
    const html = bodies.htmlOf(file);
    // What has changed meanwhile is for the workers to find out, too.
    if (bodies.hasMoved(file)) continue;
    const { memory, ...place } = write(html);
    if (memory) arenas.set(place.arena, memory);
    places.set(file, place);
  }
  return { arenas, places };
}
