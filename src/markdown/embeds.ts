/**
 * rehype plugin: embeds from other sites. A paragraph that is nothing but a picture „from“ there
 * (`![Titel](https://www.youtube.com/watch?v=…)`), or a picture of the site that leads there
 * (`[![Titel](standbild.jpg)](https://…)`), becomes a deferred figure that loads nothing by itself.
 */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import { isPictureName } from '../config/documentTypes.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { type DeferredNode, deferredNode } from './references.ts';
import { toImageReference } from './pictures.ts';
import { positionOf, type DocumentContext, contextOf } from './documentContext.ts';
import { walkElements } from './tree.ts';
import type { EmbedProvider } from '../core/model.ts';

export function rehypeEmbeds() {
  return (tree: Root, file: VFile): void => {
    if (!String(file).includes('//')) return;
    const context = contextOf(file);
    walkElements(tree, (element, index, parent) => {
      const picture = element.tagName === 'img' ? element : undefined;
      const written = element.tagName === 'p' ? writtenIn(element) : picture && { image: picture };
      if (!written) return undefined;
      const address = String((written.link ?? written.image).properties[written.link ? 'href' : 'src']);
      if (!looksLikeEmbed(address)) return undefined;
      const position = positionOf(context, element);
      const deferred = picture ? undefined : deferredEmbed(written, address, context);
      if (deferred) {
        parent.children[index] = deferredNode(deferred);
      } else if (!written.link) {
        const code = picture && parseEmbedUrl(address) ? 'embed/not-alone' : 'embed/unknown-address';
        context.diagnostics.push(diagnose(code, { address }, { file: context.file, position }));
        parent.children.splice(index, 1, { type: 'text', value: '' });
      }
      return 'skip';
    });
  };
}

interface Written {
  readonly image: Element;
  /** Around the image. */
  readonly link?: Element;
}

/** The picture that a paragraph consists of, if it is one that leads to elsewhere. */
function writtenIn(paragraph: Element): Written | undefined {
  const only = onlyChild(paragraph);
  if (only?.tagName === 'img') return { image: only };
  const inside = only?.tagName === 'a' ? onlyChild(only) : undefined;
  return only && inside?.tagName === 'img' ? { image: inside, link: only } : undefined;
}

function onlyChild({ children }: Element): Element | undefined {
  const [only, ...others] = children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  return only?.type === 'element' && others.length === 0 ? only : undefined;
}

function deferredEmbed(
  { image, link }: Written,
  address: string,
  context: DocumentContext,
): DeferredNode['deferred'] | undefined {
  const found = parseEmbedUrl(address);
  if (!found) return undefined;
  const reference = toImageReference(image, context);
  const { alt: title = '', caption, position } = reference;
  const embed = { ...found, title, ...(caption !== undefined && { caption }) };
  return { kind: 'embed', embed, position, ...(link && { image: reference }) };
}

// Addresses of things that other sites let one embed. Only what is known by its exact host and form becomes
// the address of a frame, which is put together from checked pieces.

export interface EmbedAddress {
  readonly provider: EmbedProvider;
  /** For everybody's browser. */
  readonly url: string;
  /** For a frame. */
  readonly frame: string;
}

type FrameOf = (url: URL) => string | undefined;

/** Makes the address of a frame; by the hosts that an address may have. */
const hosts: ReadonlyMap<string, readonly [EmbedProvider, FrameOf]> = new Map(
  (
    [
      [
        'youtube',
        youtubeFrame,
        ['youtube.com', 'www.youtube.com', 'm.youtube.com', 'www.youtube-nocookie.com'],
      ],
      ['youtube', shortYoutubeFrame, ['youtu.be']],
      ['vimeo', vimeoFrame, ['vimeo.com', 'www.vimeo.com', 'player.vimeo.com']],
      ['bluesky', blueskyFrame, ['bsky.app']],
      ['x', xFrame, ['x.com', 'www.x.com', 'twitter.com', 'www.twitter.com', 'mobile.twitter.com']],
      ['openstreetmap', mapFrame, ['www.openstreetmap.org', 'openstreetmap.org', 'osm.org', 'www.osm.org']],
    ] as const
  ).flatMap(([provider, frameOf, names]) => names.map((name) => [name, [provider, frameOf]] as const)),
);

const providerWords = /youtu|vimeo|bsky|(?:^|[.@])x\.com|twitter|openstreetmap|osm\.org/i;

/** Whether the author means something to be embedded, rightly or wrongly. */
export function looksLikeEmbed(address: string): boolean {
  const [, host = '', path = ''] = /^(?:https?:)?\/\/([^/?#]*)([^?#]*)/i.exec(address) ?? [];
  if (isPictureName(path)) return false;
  return providerWords.test(host) || (host !== '' && /^\/@[\w.]+\/\d{6}/.test(path));
}

/** Undefined for every address that is not exactly one that can be embedded: other schemes, ports, user names, hosts that only look alike. */
export function parseEmbedUrl(address: string): EmbedAddress | undefined {
  const url = URL.parse(address);
  if (!url || url.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return undefined;
  const [provider, frameOf] = hosts.get(url.hostname) ?? (['mastodon', mastodonFrame] as const);
  const frame = frameOf(url);
  return frame === undefined ? undefined : { provider, url: url.href, frame };
}

const youtubeId = /^[\w-]{11}$/;

function youtubeFrame(url: URL): string | undefined {
  const id = /^\/(?:shorts|live|embed)\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  return youtubePlayer(id ?? (url.pathname === '/watch' ? url.searchParams.get('v') : null), url);
}

function shortYoutubeFrame(url: URL): string | undefined {
  return youtubePlayer(url.pathname.slice(1), url);
}

function youtubePlayer(id: string | null, { searchParams }: URL): string | undefined {
  if (id === null || !youtubeId.test(id)) return undefined;
  const seconds = secondsOf(searchParams.get('t') ?? searchParams.get('start') ?? '');
  return `https://www.youtube-nocookie.com/embed/${id}${seconds > 0 ? `?start=${seconds}` : ''}`;
}

/** `90`, `90s`, `1m30s`, `1h2m3s` */
function secondsOf(written: string): number {
  const found = /^(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s?)?$/.exec(written);
  const [, hours = '0', minutes = '0', seconds = '0'] = found ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function vimeoFrame({ pathname, searchParams }: URL): string | undefined {
  const [, id, inPath] = /^\/(?:video\/)?(\d{5,12})(?:\/([\da-f]{6,16}))?\/?$/.exec(pathname) ?? [];
  // Videos that are not listed have a key.
  const key = inPath ?? /^[\da-f]{6,16}$/.exec(searchParams.get('h') ?? '')?.[0];
  if (id === undefined) return undefined;
  return `https://player.vimeo.com/video/${id}?dnt=1${key === undefined ? '' : `&h=${key}`}`;
}

/** Any host may run Mastodon; only the form of a post's address on its own host is known. */
function mastodonFrame({ origin, hostname, pathname }: URL): string | undefined {
  const isName = /^(?!\d+(?:\.\d+){3}$)(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/.test(
    hostname,
  );
  const post = /^\/@\w{1,64}\/\d{6,20}(?=\/?$)/.exec(pathname)?.[0];
  return isName && post !== undefined ? `${origin}${post}/embed` : undefined;
}

function blueskyFrame({ pathname }: URL): string | undefined {
  const [, author, post] =
    /^\/profile\/([a-z\d](?:[a-z\d.-]*[a-z\d])?|did:plc:[a-z2-7]{24})\/post\/([a-z\d]{8,20})\/?$/i.exec(
      pathname,
    ) ?? [];
  return post === undefined ? undefined : `https://embed.bsky.app/embed/${author}/app.bsky.feed.post/${post}`;
}

function xFrame({ pathname }: URL): string | undefined {
  const id = /^\/\w{1,20}\/status\/(\d{5,20})\/?$/.exec(pathname)?.[1];
  return id === undefined
    ? undefined
    : `https://platform.twitter.com/embed/Tweet.html?id=${id}&dnt=true&lang=de`;
}

/** Pixels of the map that a frame shows, about. */
const mapSize = { width: 640, height: 360 };
const tileSize = 256;

function mapFrame({ hash, searchParams }: URL): string | undefined {
  const [, zoom, north, east] =
    /^#map=(\d{1,2})\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)/.exec(hash) ?? [];
  const [latitude, longitude] = [Number(north), Number(east)];
  if (zoom === undefined || Number(zoom) > 19 || Math.abs(latitude) > 85 || Math.abs(longitude) > 180)
    return undefined;
  const degrees = 360 / (2 ** Number(zoom) * tileSize);
  const across = Math.min(180, (degrees * mapSize.width) / 2);
  // On Mercator's map a degree north is longer than one east.
  const up = ((degrees * mapSize.height) / 2) * Math.cos((latitude * Math.PI) / 180);
  const box = [longitude - across, latitude - up, longitude + across, latitude + up];
  const marker = markerOf(searchParams);
  const query = `bbox=${box.map((one) => one.toFixed(5)).join('%2C')}&layer=mapnik${marker}`;
  return `https://www.openstreetmap.org/export/embed.html?${query}`;
}

function markerOf(parameters: URLSearchParams): string {
  const place = [parameters.get('mlat') ?? '', parameters.get('mlon') ?? ''];
  return place.every((one) => /^-?\d{1,3}(?:\.\d{1,10})?$/.test(one)) ? `&marker=${place.join('%2C')}` : '';
}
