/** Fills the holes of bodies, for pages and for feeds. */
import type { SiteUrl } from '../config/settings.ts';
import { siteTexts } from '../siteTexts.ts';
import type { Body, Hole, LinkTarget, SourcePath, UrlPath } from '../model.ts';
import { escapeHtml } from '../parse/escapeHtml.ts';
import { absoluteHref, hrefOf, hrefOfWritten } from './hrefs.ts';
import { figureView, findMedia, type MediaShelf, mediaUrl, pictureView } from './mediaShelf.ts';
import type { BodyBlock, CardView, FigureView, PictureView } from './views.ts';

/** The body of a source that is shown; a page names the bodies that it needs, and is made when they are there. */
export type BodyOf = (file: SourcePath) => Body;

/** What the holes are filled from. */
export interface BodyContext {
  readonly site: SiteUrl;
  /** Undefined for a source that readers do not see. */
  readonly addressOf: (file: SourcePath) => UrlPath | undefined;
  readonly media: MediaShelf;
}

/** A body for its page. `related`: the card for the slot inside the text, if there is one. */
export function bodyBlocks(
  body: Body,
  file: SourcePath,
  context: BodyContext,
  related?: CardView,
): readonly BodyBlock[] {
  const blocks: BodyBlock[] = [];
  let html = body.html[0] ?? '';
  const flush = (): void => {
    if (html.trim() !== '') blocks.push({ kind: 'html', html });
    html = '';
  };
  body.holes.forEach((hole, index) => {
    const after = body.html[index + 1] ?? '';
    const block = blockFor(hole, file, context, related);
    if (block) {
      flush();
      blocks.push(block);
      html = after;
    } else html = fillInline(html, hole, after, file, context);
  });
  flush();
  return blocks;
}

/** A body for a feed: one HTML text in which every address is absolute, without soft hyphens. `page`: where the text itself stands. */
export function feedHtml(body: Body, file: SourcePath, page: UrlPath, context: BodyContext): string {
  const { origin } = context.site;
  let html = body.html[0] ?? '';
  body.holes.forEach((hole, index) => {
    const after = body.html[index + 1] ?? '';
    if (hole.kind === 'figure') {
      const figure = figureFor(hole, file, context);
      html += (figure ? figureHtml(figure, origin) : '') + after;
    } else if (hole.kind === 'related') html += after;
    else html = fillInline(html, hole, after, file, context, absoluteHref(context.site, page));
  });
  return html.replaceAll('\u00ad', '');
}

function blockFor(
  hole: Hole,
  file: SourcePath,
  context: BodyContext,
  related: CardView | undefined,
): BodyBlock | undefined {
  if (hole.kind === 'figure') return figureFor(hole, file, context);
  return hole.kind === 'related' && related ? { kind: 'related', card: related } : undefined;
}

function figureFor(
  { image }: Extract<Hole, { kind: 'figure' }>,
  file: SourcePath,
  { media, site }: BodyContext,
): FigureView | undefined {
  const found = findMedia(media, image.src, file);
  return found?.isPicture ? figureView(found, image, site) : undefined;
}

/** `page` is given where addresses have to be absolute. */
function fillInline(
  before: string,
  hole: Hole,
  after: string,
  file: SourcePath,
  context: BodyContext,
  page?: string,
): string {
  if (hole.kind === 'picture') {
    const found = findMedia(context.media, hole.image.src, file);
    const origin = page === undefined ? '' : context.site.origin;
    const html = found?.isPicture ? pictureHtml(pictureView(found, hole.image, context.site), origin) : '';
    return before + html + after;
  }
  if (hole.kind !== 'link') return before + after;
  const href = hrefOfTarget(hole.target, context, page);
  if (href !== undefined) return before + escapeHtml(href) + after;
  // A link to what readers do not see must not tell its address: the attribute goes, the words stay.
  return before.replace(/ href="$/, '') + after.replace(/^"/, '');
}

function hrefOfTarget(
  target: LinkTarget,
  { site, addressOf, media }: BodyContext,
  page?: string,
): string | undefined {
  const origin = page === undefined ? '' : site.origin;
  if (target.kind === 'fragment') return (page ?? '') + target.fragment;
  if (target.kind === 'site') return origin + hrefOfWritten(site, target.address);
  const address = addressOf(target.path);
  if (address !== undefined) return origin + hrefOf(site, address) + target.fragment;
  const document = media.at(target.path);
  return document && origin + hrefOf(site, mediaUrl(document));
}

/** A picture in running text, and in feeds, which know no templates. */
function pictureHtml({ url, alt, width, height }: PictureView, origin: string): string {
  const size = width === undefined || height === undefined ? '' : ` width="${width}" height="${height}"`;
  return `<img src="${escapeHtml(origin + url)}" alt="${escapeHtml(alt)}"${size}>`;
}

function figureHtml({ picture, caption, credit }: FigureView, origin: string): string {
  const words = [caption, credit && `${siteTexts.credit} ${credit}`].filter((part) => part !== '').join(' ');
  const legend = words === '' ? '' : `<figcaption>${escapeHtml(words)}</figcaption>`;
  return `<figure>${pictureHtml(picture, origin)}${legend}</figure>`;
}
