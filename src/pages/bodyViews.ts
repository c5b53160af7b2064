/** Fills the holes of bodies, for pages and for feeds. */
import type { SiteUrl } from '../config/settings.ts';
import { siteTexts } from '../siteTexts.ts';
import type { ImageReference, SourcePath, UrlPath } from '../model.ts';
import type { Body, Hole, LinkTarget } from '../textModel.ts';
import { escapeHtml } from '../parse/escapeHtml.ts';
import { drawChartFile } from './chartFile.ts';
import { embedLink, embedView } from './embedView.ts';
import { absoluteHref, hrefOf, hrefOfWritten } from './hrefs.ts';
import { goalOf } from './linkGoal.ts';
import { figureView, findMedia, type MediaShelf, mediaUrl, pictureView } from './mediaShelf.ts';
import { arrangeTicker, type Clock } from './tickerBody.ts';
import type { BodyBlock, CardView, FigureView, PictureView } from './views.ts';

/** The body of a source that is shown. Whoever makes a view notes which are asked for. */
export type BodyOf = (file: SourcePath) => Body;

/** The drawing of a chart: readers of feeds drop it, and its table says the same. */
const chartPicture = /<div class="chart-picture">[^]*?<\/div>/g;

/** What the holes are filled from. */
export interface BodyContext {
  readonly site: SiteUrl;
  /** Undefined for a source that readers do not see. */
  readonly addressOf: (file: SourcePath) => UrlPath | undefined;
  readonly media: MediaShelf;
  readonly clock: Clock;
}

/** A body for its page. `related`: the card for the slot inside the text, if there is one. */
export function bodyBlocks(
  written: Body,
  file: SourcePath,
  context: BodyContext,
  related?: CardView,
): readonly BodyBlock[] {
  const { html: parts, holes } = arrangeTicker(written, context.clock);
  const blocks: BodyBlock[] = [];
  let html = parts[0] ?? '';
  const flush = (): void => {
    if (html.trim() !== '') blocks.push({ kind: 'html', html });
    html = '';
  };
  holes.forEach((hole, index) => {
    const after = parts[index + 1] ?? '';
    const block = blockFor(hole, file, context, related);
    if (block) {
      flush();
      blocks.push(block);
      html = after;
    } else html += inlineHtml(hole, file, context) + after;
  });
  flush();
  return blocks;
}

/** A body for a feed: one HTML text in which every address is absolute, without soft hyphens. `page`: where the text itself stands. */
export function feedHtml(written: Body, file: SourcePath, page: UrlPath, context: BodyContext): string {
  const { origin } = context.site;
  const { html: parts, holes } = arrangeTicker(written, context.clock);
  let html = parts[0] ?? '';
  holes.forEach((hole, index) => {
    const after = parts[index + 1] ?? '';
    if (hole.kind === 'embed') html += embedLink(hole.embed) + after;
    else if (hole.kind === 'figure') {
      const figure = figureFor(hole, file, context);
      html += (figure ? figureHtml(figure, origin) : '') + after;
    } else if (hole.kind === 'related') html += after;
    else html += inlineHtml(hole, file, context, absoluteHref(context.site, page)) + after;
  });
  return withoutSoftHyphens(html).replace(chartPicture, '');
}

/** From words alone: in an address they may be what keeps a scheme from being one. */
function withoutSoftHyphens(html: string): string {
  if (!html.includes('\u00ad')) return html;
  return html.replace(/<[^>]*>|\u00ad/g, (found) => (found === '\u00ad' ? '' : found));
}

function blockFor(
  hole: Hole,
  file: SourcePath,
  context: BodyContext,
  related: CardView | undefined,
): BodyBlock | undefined {
  if (hole.kind === 'figure') return figureFor(hole, file, context);
  if (hole.kind === 'embed') {
    return embedView(hole.embed, 'image' in hole ? figureFor(hole, file, context) : undefined);
  }
  return hole.kind === 'related' && related ? { kind: 'related', card: related } : undefined;
}

function figureFor(
  { image }: Extract<Hole, { image: ImageReference }>,
  file: SourcePath,
  { media, site }: BodyContext,
): FigureView | undefined {
  const found = findMedia(media, image.src, file);
  return found?.isPicture ? figureView(found, image, site) : undefined;
}

/** What comes into a hole in running text; empty for one that belongs between blocks. `page` is given where addresses have to be absolute. */
function inlineHtml(hole: Hole, file: SourcePath, context: BodyContext, page?: string): string {
  if (hole.kind === 'picture') {
    const found = findMedia(context.media, hole.image.src, file);
    if (!found?.isPicture) return '';
    const picture = pictureView(found, hole.image, context.site);
    return page === undefined ? inlinePictureHtml(picture) : pictureHtml(picture, context.site.origin);
  }
  if (hole.kind === 'chart') return drawChartFile(hole, file, context, page !== undefined);
  if (hole.kind !== 'link') return '';
  const href = hrefOfTarget(hole.target, context, page);
  // A link to what readers do not see must not tell its address: the words stay.
  return href === undefined ? '' : ` href="${escapeHtml(href)}"`;
}

function hrefOfTarget(
  target: LinkTarget,
  { site, addressOf, media }: BodyContext,
  page?: string,
): string | undefined {
  const origin = page === undefined ? '' : site.origin;
  if (target.kind === 'fragment') return (page ?? '') + target.fragment;
  if (target.kind === 'site') return origin + hrefOfWritten(site, target.address);
  const { path, fragment } = goalOf(target, (one) => media.has(one) || addressOf(one) !== undefined);
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
