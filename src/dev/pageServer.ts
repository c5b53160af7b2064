/** Serves the pages of a snapshot by their addresses; each is rendered on request. */
import { getMimeType } from 'hono/utils/mime';
import type { SiteSnapshot } from '../build/snapshot.ts';
import { createRenderer } from '../build/pageRenderer.ts';
import type { Diagnostic } from '../core/model.ts';
import { mediaUrls, publicMediaFolder } from '../views/mediaLibrary.ts';
import { type Page, pagePathOf } from '../views/page.ts';
import { pageKinds } from '../routes/kinds.ts';
import { sanitizeSvg } from '../images/svg.ts';
import { readSource, type SourceFile } from '../content/discover.ts';
import type { PreviewAnswer } from './previewSite.ts';
import { readUnchanged } from '../content/load/mediaFiles.ts';
import { openSocialRenderer, type SocialRenderer } from '../images/socialCards/socialRenderer.ts';
import type { DrawnPicture } from '../views/socialPictures.ts';

export type PageServer = ReturnType<typeof createPageServer>;

/** Last good text of pages, by address; outlives a snapshot. */
export type LastGood = Map<string, PreviewAnswer>;

/** Media that pages have shown, by address; an open page may ask for one after the next snapshot. */
export type ShownMedia = Map<string, SourceFile>;

export function createPageServer(snapshot: SiteSnapshot, lastGood: LastGood, shown: ShownMedia) {
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
    const isFile = !path.endsWith('.html') && (content.kind === 'own' || content.kind === 'plain-text');
    const mediaType = isFile ? typeOf(path) : pageKinds[content.kind].mediaType;
    const type = `${mediaType.split(';', 1)[0]}; charset=utf-8`;
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
    /** Returns the answer at an address. A page whose template fails answers as it last was. */
    answer: (address: string): PreviewAnswer | undefined => {
      const path = address.endsWith('/') ? `${address.slice(1)}index.html` : address.slice(1);
      const page = pages.get(path);
      if (page) return render(path, page);
      const asset = assets.get(path);
      if (asset) return { status: 200, type: typeOf(path), body: new Uint8Array(asset) };
      const picture = path.startsWith(publicMediaFolder) ? (medium(path) ?? drawing(path)) : undefined;
      return picture ?? (notFound && render('404.html', notFound));
    },
    /** Faults of templates in the pages that were requested. */
    faults: (): readonly Diagnostic[] => [...faults.values()].flat(),
    /** The addresses of these pages. */
    faulty: (): readonly string[] =>
      [...faults].flatMap(([path, found]) => (found.length > 0 ? `/${path}` : [])),
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

/** Serves the social pictures of a snapshot: each is drawn on its first request. */
function drawOnDemand(snapshot: SiteSnapshot): (path: string) => PreviewAnswer | undefined {
  let drawn: ReadonlyMap<string, DrawnPicture> | undefined;
  let renderer: Promise<SocialRenderer | undefined> | undefined;
  const draw = async function* ({ picture, photo }: DrawnPicture): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    renderer ??= openSocialRenderer(snapshot.look).then(({ value }) => value);
    const opened = await renderer;
    const source = photo && snapshot.media.sourceOf(photo);
    const bytes = source && picture.photo && readUnchanged(source, picture.photo.digest).value;
    // The next build reports a picture that cannot be drawn.
    if (!picture.photo) yield* opened ? [new Uint8Array(opened.render(picture))] : [];
    else if (opened && bytes) {
      const made = await opened
        .renderPhoto({ ...picture, photo: picture.photo }, bytes)
        .catch(() => undefined);
      yield* made ? [new Uint8Array(made)] : [];
    }
  };
  return (path) => {
    drawn ??= new Map(snapshot.social.drawn().map((one) => [one.url.slice(1), one]));
    const wanted = drawn.get(path);
    if (!wanted) return undefined;
    const type = wanted.picture.photo ? 'image/jpeg' : 'image/png';
    return { status: 200, type, body: ReadableStream.from(draw(wanted)) };
  };
}
