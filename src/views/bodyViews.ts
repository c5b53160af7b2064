/** Resolves the deferred references of contents, for pages and for feeds. */
import type { SiteUrl } from '../config/settings.ts';
import { siteTexts } from '../core/siteTexts.ts';
import type {
  SourcePath,
  UrlPath,
  Content,
  DeferredReference,
  LinkTarget,
  Checked,
  Diagnostic,
  Embed,
} from '../core/model.ts';
import { escapeHtml } from '../core/html.ts';
import type { FindMeant } from '../collections/meantSources.ts';
import { absoluteHref, fileAtAddress, hrefOf, hrefOfWritten, fileTargetOf, meantTarget } from './hrefs.ts';
import { findFigure, findMedia, type MediaLibrary, mediaUrl, mediaPath } from './mediaLibrary.ts';
import { arrangeTicker, type Clock } from './tickerBody.ts';
import type { BodyBlock, CardView, FigureView, PictureView, EmbedView } from './views.ts';
import type { Chart } from '../markdown/charts/chart.ts';
import { drawChart, makeChart } from '../markdown/charts/drawChart.ts';
import { readCsv } from '../markdown/charts/readChart.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';

/** The maker of a view records which sources are asked for. */
export type ContentOf = (file: SourcePath) => Content;

/** The drawing of a chart: readers of feeds drop it, and its table says the same. */
const chartPicture = /<div class="chart-picture">[^]*?<\/div>/g;

export interface RenderContext {
  readonly site: SiteUrl;
  /** Undefined for a source that readers do not see. */
  readonly addressOf: (file: SourcePath) => UrlPath | undefined;
  readonly findMeant: FindMeant;
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
      const figure = findFigure({ file, image: deferred.image }, context);
      html += (figure ? figureHtml(figure, origin) : '') + after;
    } else if (deferred.kind === 'related' || deferred.kind === 'hook') html += after;
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
  if (deferred.kind === 'figure') {
    const figure = findFigure({ file, image: deferred.image }, context);
    return figure && { ...figure, ...(deferred.place && { place: deferred.place }) };
  }
  if (deferred.kind === 'embed') {
    const image = 'image' in deferred ? deferred.image : undefined;
    return embedView(deferred.embed, findFigure({ file, image }, context));
  }
  if (deferred.kind === 'hook') return { kind: 'hook' };
  return deferred.kind === 'related' && related ? { kind: 'related', card: related } : undefined;
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
    const picture = findFigure({ file, image: deferred.image }, context)?.picture;
    if (!picture) return '';
    return page === undefined ? inlinePictureHtml(picture) : pictureHtml(picture, context.site.origin);
  }
  if (deferred.kind === 'chart') return drawChartFile(deferred, file, context, page !== undefined);
  if (deferred.kind === 'played') {
    const found = findMedia(context.media, deferred.src, file);
    if (!found || found.isPicture) return '';
    const url = mediaUrl(found);
    return ` src="${escapeHtml(page === undefined ? hrefOf(context.site, url) : absoluteHref(context.site, url))}"`;
  }
  if (deferred.kind !== 'link') return '';
  const href = hrefOfTarget(deferred.target, context, page);
  // A link to a hidden source must not reveal its address: the words stay.
  return href === undefined ? '' : ` href="${escapeHtml(href)}"`;
}

function hrefOfTarget(
  target: LinkTarget,
  { site, addressOf, findMeant, media }: RenderContext,
  page?: string,
): string | undefined {
  const origin = page === undefined ? '' : site.origin;
  if (target.kind === 'fragment') return (page ?? '') + target.fragment;
  const isThere = (one: SourcePath): boolean => media.has(one) || addressOf(one) !== undefined;
  const named =
    target.kind === 'site' ? fileAtAddress(target.address, site, isThere) : fileTargetOf(target, isThere);
  const file = named && isThere(named.path) ? named : (meantTarget(target, findMeant) ?? named);
  if (!file) {
    if (target.kind !== 'site') return undefined;
    return target.written ?? origin + hrefOfWritten(site, target.address);
  }
  const { path, fragment } = file;
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

/** The paragraphs of a plain text: an empty line ends one. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n[^\S\n]*\n\s*/);
}

// Charts whose data are a CSV file of `content/media`.

type DeferredChart = Extract<DeferredReference, { kind: 'chart' }>;

/** Checks the data file of a chart; `suggest` names the file nearest to a path. */
export function checkChartFile(
  { chart, src, position }: DeferredChart,
  from: SourcePath,
  media: Pick<MediaLibrary, 'has' | 'peek' | 'site'>,
  suggest: (src: string) => string,
): readonly Diagnostic[] {
  const place = { file: from, position };
  const path = mediaPath(src, from, media);
  if (path === undefined) return [diagnose('chart/file-missing', { src, suggestion: suggest(src) }, place)];
  const csv = media.peek(path)?.csv;
  if (csv === undefined) return [diagnose('chart/file-unreadable', { src }, place)];
  return chartOf(chart, csv, path).diagnostics;
}

/** Drawing and table, with a link to the file; `isAbsolute` for a feed. Empty where the file is wrong. */
function drawChartFile(
  { chart: description, src }: DeferredChart,
  from: SourcePath,
  { media, site }: RenderContext,
  isAbsolute: boolean,
): string {
  const file = findMedia(media, src, from);
  const chart = file?.csv === undefined ? undefined : chartOf(description, file.csv, file.file).value;
  if (!file || !chart) return '';
  const url = mediaUrl(file);
  return drawChart(chart, isAbsolute ? absoluteHref(site, url) : hrefOf(site, url));
}

function chartOf(description: DeferredChart['chart'], csv: string, file: SourcePath): Checked<Chart> {
  const { value: table, diagnostics } = readCsv(csv, file);
  return table ? makeChart(description, table) : { diagnostics };
}

// Embeds: pages and feeds load nothing from another site until a reader asks for it.

/** `poster`: the picture of our own that stands in for it. */
function embedView(embed: Embed, poster: FigureView | undefined): EmbedView {
  const { provider, title, caption = poster?.caption ?? '', url, frame } = embed;
  const { consent, load, open, privacy, privacyOf } = siteTexts.embeds;
  const words = wordsFor(embed);
  return {
    kind: 'embed',
    provider,
    title: title === '' ? siteTexts.embeds.untitled(words) : title,
    caption,
    url,
    frame,
    isTall: ['mastodon', 'bluesky', 'x'].includes(provider),
    consent: consent(words),
    load: load(words),
    open: open(words),
    privacy: { name: privacy(words), url: privacyOf[provider] ?? new URL('/privacy-policy', url).href },
    ...(poster && { poster }),
  };
}

/** For feeds: a plain link. */
function embedLink(embed: Embed): string {
  const { title, url } = embed;
  const text = siteTexts.embeds.untitled(wordsFor(embed)) + (title === '' ? '' : `: ${title}`);
  return `<p><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></p>`;
}

/** The origins that frames on a page with this text may have, each once. */
export function frameOrigins(text: readonly BodyBlock[]): readonly string[] {
  const origins = text.flatMap((block) => (block.kind === 'embed' ? [new URL(block.frame).origin] : []));
  return [...new Set(origins)].toSorted();
}

/** Every host of Mastodon is a provider of its own. */
function wordsFor({ provider, url }: Embed) {
  const words = siteTexts.embeds.providers[provider];
  return provider === 'mastodon' ? { ...words, who: new URL(url).hostname } : words;
}
