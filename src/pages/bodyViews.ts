/** Resolves the deferred references of contents, for pages and for feeds. */
import type { SiteUrl } from '../config/settings.ts';
import { siteTexts } from '../siteTexts.ts';
import type { ImageReference, SourcePath, UrlPath } from '../model.ts';
import type { Content, DeferredReference, LinkTarget } from '../textModel.ts';
import { escapeHtml } from '../parse/escapeHtml.ts';
import { drawChartFile } from './chartFile.ts';
import { embedLink, embedView } from './embedView.ts';
import { absoluteHref, hrefOf, hrefOfWritten } from './hrefs.ts';
import { fileTargetOf } from './linkGoal.ts';
import { figureView, findMedia, type MediaLibrary, mediaUrl, pictureView } from './mediaShelf.ts';
import { arrangeTicker, type Clock } from './tickerBody.ts';
import type { BodyBlock, CardView, FigureView, PictureView } from './views.ts';

/** Returns the content of a source. The maker of a view records which sources are asked for. */
export type ContentOf = (file: SourcePath) => Content;

/** The drawing of a chart: readers of feeds drop it, and its table says the same. */
const chartPicture = /<div class="chart-picture">[^]*?<\/div>/g;

/** Context in which deferred references are resolved. */
export interface RenderContext {
  readonly site: SiteUrl;
  /** Undefined for a source that readers do not see. */
  readonly addressOf: (file: SourcePath) => UrlPath | undefined;
  readonly media: MediaLibrary;
  readonly clock: Clock;
}

/** Renders a content for its page. `related`: the card for the slot inside the text, if there is one. */
export function bodyBlocks(
  written: Content,
  file: SourcePath,
  context: RenderContext,
  related?: CardView,
): readonly BodyBlock[] {
  const { html: parts, deferredReferences } = arrangeTicker(written, context.clock);
  const blocks: BodyBlock[] = [];
  let html = parts[0] ?? '';
  const flush = (): void => {
    if (html.trim() !== '') blocks.push({ kind: 'html', html });
    html = '';
  };
  deferredReferences.forEach((deferred, index) => {
    const after = parts[index + 1] ?? '';
    const block = blockFor(deferred, file, context, related);
    if (block) {
      flush();
      blocks.push(block);
      html = after;
    } else html += inlineHtml(deferred, file, context) + after;
  });
  flush();
  return blocks;
}

/**
 * Renders a content for a feed: one HTML text in which every address is absolute, without soft hyphens.
 * `page`: address of the text itself.
 */
export function feedHtml(written: Content, file: SourcePath, page: UrlPath, context: RenderContext): string {
  const { origin } = context.site;
  const { html: parts, deferredReferences } = arrangeTicker(written, context.clock);
  let html = parts[0] ?? '';
  deferredReferences.forEach((deferred, index) => {
    const after = parts[index + 1] ?? '';
    if (deferred.kind === 'embed') html += embedLink(deferred.embed) + after;
    else if (deferred.kind === 'figure') {
      const figure = figureFor(deferred, file, context);
      html += (figure ? figureHtml(figure, origin) : '') + after;
    } else if (deferred.kind === 'related') html += after;
    else html += inlineHtml(deferred, file, context, absoluteHref(context.site, page)) + after;
  });
  return withoutSoftHyphens(html).replace(chartPicture, '');
}

/** Removes them from words only: in an address they may be what disarms a scheme. */
function withoutSoftHyphens(html: string): string {
  if (!html.includes('\u00ad')) return html;
  return html.replace(/<[^>]*>|\u00ad/g, (found) => (found === '\u00ad' ? '' : found));
}

function blockFor(
  deferred: DeferredReference,
  file: SourcePath,
  context: RenderContext,
  related: CardView | undefined,
): BodyBlock | undefined {
  if (deferred.kind === 'figure') return figureFor(deferred, file, context);
  if (deferred.kind === 'embed') {
    return embedView(deferred.embed, 'image' in deferred ? figureFor(deferred, file, context) : undefined);
  }
  return deferred.kind === 'related' && related ? { kind: 'related', card: related } : undefined;
}

function figureFor(
  { image }: Extract<DeferredReference, { image: ImageReference }>,
  file: SourcePath,
  { media, site }: RenderContext,
): FigureView | undefined {
  const found = findMedia(media, image.src, file);
  return found?.isPicture ? figureView(found, image, site) : undefined;
}

/**
 * Resolves a reference in running text; empty for one that belongs between blocks. `page` is given where
 * addresses have to be absolute.
 */
function inlineHtml(
  deferred: DeferredReference,
  file: SourcePath,
  context: RenderContext,
  page?: string,
): string {
  if (deferred.kind === 'picture') {
    const found = findMedia(context.media, deferred.image.src, file);
    if (!found?.isPicture) return '';
    const picture = pictureView(found, deferred.image, context.site);
    return page === undefined ? inlinePictureHtml(picture) : pictureHtml(picture, context.site.origin);
  }
  if (deferred.kind === 'chart') return drawChartFile(deferred, file, context, page !== undefined);
  if (deferred.kind !== 'link') return '';
  const href = hrefOfTarget(deferred.target, context, page);
  // A link to a hidden source must not reveal its address: the words stay.
  return href === undefined ? '' : ` href="${escapeHtml(href)}"`;
}

function hrefOfTarget(
  target: LinkTarget,
  { site, addressOf, media }: RenderContext,
  page?: string,
): string | undefined {
  const origin = page === undefined ? '' : site.origin;
  if (target.kind === 'fragment') return (page ?? '') + target.fragment;
  if (target.kind === 'site') return origin + hrefOfWritten(site, target.address);
  const { path, fragment } = fileTargetOf(target, (one) => media.has(one) || addressOf(one) !== undefined);
  const address = addressOf(path);
  if (address !== undefined) return origin + hrefOf(site, address) + fragment;
  const document = media.at(path);
  // `#page=3` opens a PDF there.
  return document && origin + hrefOf(site, mediaUrl(document)) + fragment;
}

/** In feeds, which know no templates; `more`: attributes. */
function pictureHtml({ url, alt, width, height }: PictureView, origin: string, more = ''): string {
  const size = width === undefined || height === undefined ? '' : ` width="${width}" height="${height}"`;
  return `<img src="${escapeHtml(origin + url)}" alt="${escapeHtml(alt)}"${size}${more}>`;
}

/** A picture in running text, not wider than a column of it. */
function inlinePictureHtml(picture: PictureView): string {
  const { sources = [], width = 0 } = picture;
  const sizes = `(min-width: 40rem) ${Math.min(width, 640)}px, 100vw`;
  const newer = sources.map(
    ({ type, srcset }) => `<source type="${type}" srcset="${escapeHtml(srcset)}" sizes="${sizes}">`,
  );
  const looks = picture.isTransparent ? ' class="transparent"' : '';
  const image = pictureHtml(picture, '', `${looks} loading="lazy" decoding="async"`);
  return newer.length === 0 ? image : `<picture>${newer.join('')}${image}</picture>`;
}

function figureHtml({ picture, caption, credit }: FigureView, origin: string): string {
  const words = [caption, credit && `${siteTexts.credit} ${credit}`].filter((part) => part !== '').join(' ');
  const legend = words === '' ? '' : `<figcaption>${escapeHtml(words)}</figcaption>`;
  return `<figure>${pictureHtml(picture, origin)}${legend}</figure>`;
}
