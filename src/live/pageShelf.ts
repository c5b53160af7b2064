/** Serves the pages of a snapshot by their addresses; each is rendered on request. */
import { getMimeType } from 'hono/utils/mime';
import type { SiteSnapshot } from '../edition/edition.ts';
import { createRenderer } from '../edition/renderPage.ts';
import type { Diagnostic } from '../model.ts';
import { mediaUrls, publicMediaFolder } from '../pages/mediaShelf.ts';
import { type Page, pagePathOf } from '../pages/page.ts';
import { pageKinds } from '../pages/pageKinds.ts';
import { sanitizeSvg } from '../pictures/svg/sanitizeSvg.ts';
import { readSource, type SourceFile } from '../read/siteFolder.ts';
import type { PreviewAnswer } from '../serve/previewSite.ts';
import { drawOnDemand } from './drawOnDemand.ts';

export interface PageServer {
  /** Returns the answer at an address. A page whose template fails answers as it last was. */
  readonly answer: (path: string) => PreviewAnswer | undefined;
  /** Faults of templates in the pages that were requested. */
  readonly faults: () => readonly Diagnostic[];
  /** The addresses of these pages. */
  readonly faulty: () => readonly string[];
}

/** Last good text of pages, by address; outlives a snapshot. */
export type LastGood = Map<string, PreviewAnswer>;

/** Media that pages have shown, by address; an open page may ask for one after the next snapshot. */
export type ShownMedia = Map<string, SourceFile>;

export function createPageServer(snapshot: SiteSnapshot, lastGood: LastGood, shown: ShownMedia): PageServer {
  const pages = new Map<string, Page>(snapshot.pages.map((page) => [pagePathOf(page), page]));
  const assets = new Map(snapshot.assets.map((asset) => [asset.outputPath, asset.bytes]));
  const faults = new Map<string, readonly Diagnostic[]>();
  const renderFresh = createRenderer(snapshot);
  const render = (path: string, page: Page): PreviewAnswer | undefined => {
    const { text: body, reads, diagnostics } = renderFresh(page);
    const { content } = page;
    faults.set(path, diagnostics);
    for (const { media, source } of snapshot.media.published())
      for (const url of mediaUrls(media)) shown.set(url.slice(1), source);
    // A source that changes meanwhile belongs to the next snapshot.
    const isWhole = body !== undefined && !reads.some(snapshot.contents.hasMoved);
    const last = lastGood.get(path);
    if (body === undefined || (!isWhole && last)) return last;
    const type = `${pageKinds[content.kind].mediaType}; charset=utf-8`;
    const answer = { status: content.kind === 'not-found' ? 404 : 200, type, body } as const;
    lastGood.set(path, answer);
    return answer;
  };
  const medium = (path: string): PreviewAnswer | undefined => {
    const source = shown.get(path);
    const bytes = source && readSource(source).value;
    return bytes && { status: 200, type: typeOf(source.path), body: presentable(source, bytes) };
  };
  const drawing = drawOnDemand(snapshot);
  const notFound = pages.get('404.html');
  return {
    answer: (address) => {
      const path = address.endsWith('/') ? `${address.slice(1)}index.html` : address.slice(1);
      const page = pages.get(path);
      if (page) return render(path, page);
      const asset = assets.get(path);
      if (asset) return { status: 200, type: typeOf(path), body: new Uint8Array(asset) };
      const picture = path.startsWith(publicMediaFolder) ? (medium(path) ?? drawing(path)) : undefined;
      return picture ?? (notFound && render('404.html', notFound));
    },
    faults: () => [...faults.values()].flat(),
    faulty: () => [...faults.keys()].filter((path) => faults.get(path)?.length).map((path) => `/${path}`),
  };
}

/** In the preview a picture is shown as it is, whatever file of its is asked for: making them would take longer than looking. */
function presentable({ path }: SourceFile, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (!/\.svg$/i.test(path)) return new Uint8Array(bytes);
  // The next snapshot reports one that has changed since the page was rendered.
  return new TextEncoder().encode(sanitizeSvg(bytes, path).value?.svg ?? '');
}

function typeOf(path: string): string {
  return getMimeType(path) ?? 'application/octet-stream';
}
