/** Where a page leads and what it loads: the references that stand in its tags. */
import { addressesInSrcset } from './addresses.ts';
import type { Attributes } from './htmlReader.ts';

/**
 * How a page names an address.
 * - `link` somebody may follow, `form` where one sends something, `refresh` where a redirect leads
 * - loaded at once: `picture`, `eager` (a picture that is not `lazy`), `media`, `style`, `script`, `frame`, `other` (icons,
 *   fonts …), `connect` (hosts to which a connection is opened beforehand)
 * - `embed`: a frame that is loaded after a click
 * - for machines: `canonical`, `hreflang`, `feed`, `neighbour`, `social`, `data` (JSON-LD), `item` (an entry of a feed, of a
 *   sitemap, of `robots.txt`)
 */
export const kindLetters = {
  link: 'a',
  form: 'f',
  refresh: 't',
  picture: 'i',
  eager: 'e',
  media: 'm',
  style: 's',
  script: 'j',
  frame: 'p',
  other: 'o',
  connect: 'x',
  embed: 'd',
  canonical: 'c',
  hreflang: 'h',
  feed: 'r',
  neighbour: 'n',
  social: 'g',
  data: 'b',
  item: 'l',
} as const;

export type ReferenceKind = keyof typeof kindLetters;

/** A reference as it stands in a page. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly address: string;
}

const kindOfLetter = new Map(
  Object.entries(kindLetters).map(([kind, letter]) => [letter as string, kind as ReferenceKind]),
);

/** `text`: the letter of the kind, and the address. */
export function parseReference(text: string): Reference {
  return { kind: kindOfLetter.get(text[0] ?? '') ?? 'link', address: text.slice(1) };
}

/** Receives the references of a tag. */
export type AddReference = (kind: ReferenceKind, address: string | undefined) => void;

/** The references of a tag outside of drawings. */
export function addReferences(name: string, attributes: Attributes, add: AddReference): void {
  const { get } = attributes;
  switch (name) {
    case 'a':
    case 'area':
      return add('link', get('href'));
    case 'img':
      add(get('loading') === 'lazy' ? 'picture' : 'eager', get('src'));
      addCandidates(get('srcset'), add);
      return add('link', get('longdesc'));
    case 'source':
      add('media', get('src'));
      return addCandidates(get('srcset'), add);
    case 'link':
      addCandidates(get('imagesrcset'), add);
      return add(kindOfLink(attributes), get('href'));
    case 'meta':
      return addOfMeta(attributes, add);
    case 'body':
    case 'table':
    case 'tr':
    case 'td':
    case 'th':
      return add('picture', get('background'));
    case 'form':
      return add('form', get('action'));
    case 'button':
      return add('form', get('formaction'));
    case 'input':
      add('form', get('formaction'));
      if (get('type')?.toLowerCase() === 'image') add('eager', get('src'));
      return;
    default:
      return addEmbedded(name, attributes, add);
  }
}

function addEmbedded(name: string, { get }: Attributes, add: AddReference): void {
  switch (name) {
    case 'script':
      add('script', get('src'));
      // The one of ours that fetches the comment form.
      return add('other', get('data-src'));
    case 'iframe':
      return add('frame', get('src'));
    case 'embed':
      return add('other', get('src'));
    case 'object':
      return add('other', get('data'));
    case 'video':
      add('picture', get('poster'));
      return addMedia(get, add);
    case 'audio':
    case 'track':
      return addMedia(get, add);
    case 'figure':
      return add('embed', get('data-embed'));
    case 'blockquote':
    case 'q':
    case 'del':
    case 'ins': {
      // Some write the name of a source there; it is shown by nobody.
      const cite = get('cite');
      if (cite && !/\s/.test(cite.trim())) add('link', cite);
    }
  }
}

/** Those of a tag in a drawing (SVG). */
export function addDrawnReferences(name: string, { get }: Attributes, add: AddReference): void {
  const address = get('href') ?? get('xlink:href');
  if (address === undefined) return;
  if (name === 'a') add('link', address);
  else if (name === 'image' || name === 'feimage') add('picture', address);
  else if (name === 'script') add('script', address);
  else if (name === 'use' && !address.startsWith('#')) add('other', address);
}

function addCandidates(srcset: string | undefined, add: AddReference): void {
  for (const address of addressesInSrcset(srcset ?? '')) add('picture', address);
}

/** What loads nothing before a click leads somewhere all the same. */
function addMedia(get: Attributes['get'], add: AddReference): void {
  const isLater = get('preload') === 'none' && get('autoplay') === undefined;
  add(isLater ? 'link' : 'media', get('src'));
}

/** What links of such a `rel` are. */
const rels: ReadonlyMap<string, ReferenceKind> = new Map([
  ['stylesheet', 'style'],
  ['preconnect', 'connect'],
  ['dns-prefetch', 'connect'],
  ['icon', 'other'],
  ['apple-touch-icon', 'other'],
  ['mask-icon', 'other'],
  ['manifest', 'other'],
  ['preload', 'other'],
  ['modulepreload', 'other'],
  ['prefetch', 'other'],
  ['prerender', 'other'],
  ['canonical', 'canonical'],
  ['alternate', 'feed'],
  ['prev', 'neighbour'],
  ['next', 'neighbour'],
]);

function kindOfLink({ get }: Attributes): ReferenceKind {
  const rel = get('rel') ?? '';
  const kind = rels.get(rel) ?? kindOfRels(rel);
  return kind === 'feed' && get('hreflang') !== undefined ? 'hreflang' : kind;
}

/** Of several words the one that is first in the table counts. */
function kindOfRels(rel: string): ReferenceKind {
  const words = rel.toLowerCase().split(/\s+/);
  return [...rels].find(([word]) => words.includes(word))?.[1] ?? 'link';
}

/** Names of meta elements whose content is an address. */
const named =
  /^(?:og:(?:url|see_also|(?:image|audio|video)(?::(?:url|secure_url))?)|twitter:(?:image(?::src)?|player)|article:author|msapplication-\w+|thumbnail(?:url)?|image|url)$/i;

function addOfMeta(attributes: Attributes, add: AddReference): void {
  const { get } = attributes;
  if (get('http-equiv') !== undefined) return add('refresh', refreshOf(attributes)?.address);
  const name = get('property') ?? get('name') ?? get('itemprop') ?? '';
  const content = named.test(name) ? get('content') : undefined;
  if (content !== undefined && /^(?:https?:)?\//i.test(content)) add('social', content);
}

/** Where a `<meta>` leads by itself; `delay`: in seconds. */
export function refreshOf({
  get,
}: Attributes): { readonly address: string; readonly delay: number } | undefined {
  if (get('http-equiv')?.toLowerCase() !== 'refresh') return undefined;
  const [, delay, address] =
    /^\s*(\d*)[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?["']?([^"']*)/i.exec(get('content') ?? '') ?? [];
  return address ? { address, delay: Number(delay) } : undefined;
}
