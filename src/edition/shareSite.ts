import type { SourcePath } from '../model.ts';
import { mediaPath } from '../pages/mediaShelf.ts';
import { imagesOf } from '../pages/references.ts';
import type { Redirect } from '../pages/redirects.ts';
import type { StagerOptions } from '../write/stager.ts';
import type { ComposedSite, SnapshotOptions } from './edition.ts';
import type { Sources } from './readSources.ts';
import { sharePayload, type SharedSite } from './renderInWorker.ts';
import { createHtmlWriter, type HtmlPlace } from './sharedHtml.ts';

export interface SharingRequest {
  readonly composed: ComposedSite;
  readonly sources: Sources;
  readonly moves: readonly Redirect[];
  readonly options: SnapshotOptions;
  readonly staging: StagerOptions | undefined;
}

/** Copies the inputs of all pages into memory that all threads share. */
export function shareSite({ composed, sources, moves, options, staging }: SharingRequest): SharedSite {
  const { settings, metadata, files, redirects, theme, contents, media, pixels } = composed;
  measurePictures(composed);
  const { arenas, places } = placeHtml(sources);
  const { now, preview, program, withoutIndex } = options;
  return sharePayload(
    {
      settings,
      metadata,
      files,
      redirects,
      pixels,
      theme: {
        urls: theme.urls,
        look: theme.look,
        templates: theme.sources,
        assets: theme.assets.map(({ outputPath }) => outputPath),
      },
      facts: contents.facts,
      places,
      measured: media.measured,
      moves,
      options: { now, preview, program, ...(withoutIndex !== undefined && { withoutIndex }) },
      staging,
    },
    arenas,
  );
}

/** Measures pictures once, and not in every worker. */
function measurePictures({ metadata, contents, media }: ComposedSite): void {
  const { articles, pages, authors, dossiers, glossary } = metadata;
  for (const { file, meta } of [...articles, ...pages, ...authors, ...dossiers, ...glossary]) {
    for (const { src } of imagesOf({ meta, content: contents.factsOf(file) })) {
      const path = mediaPath(src, file, media);
      if (path !== undefined) media.peek(path);
    }
  }
}

/** Places of the HTML of all contents, also of those that no worker parsed. */
function placeHtml({ contents, arenas: filled, places: known }: Sources): Pick<SharedSite, 'arenas'> & {
  readonly places: ReadonlyMap<SourcePath, HtmlPlace>;
} {
  const arenas = new Map(filled);
  const places = new Map(known);
  const write = createHtmlWriter();
  for (const file of contents.facts.keys()) {
    if (places.has(file)) continue;
    const html = contents.htmlOf(file);
    // Workers notice changed files by themselves.
    if (contents.hasMoved(file)) continue;
    const { buffer, ...place } = write(html);
    if (buffer) arenas.set(place.arena, buffer);
    places.set(file, place);
  }
  return { arenas, places };
}
