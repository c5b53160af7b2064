/** Where a page leads and what it loads: the references that stand in its tags. */
import { addressesInCss, addressesInSrcset } from './addresses.ts';
import type { StartTag } from './htmlReader.ts';

/**
 * How a page names an address.
 * - `link` somebody may follow, `form` where one sends something, `refresh` where a redirect leads
 * - loaded at once: `picture`, `eager` (a picture that is not `lazy`), `media`, `style`, `script`, `frame`, `other` (icons,
 *   fonts …), `connect` (hosts to which a connection is opened beforehand)
 * - `embed`: a frame that is loaded after a click
 * - for machines: `canonical`, `hreflang`, `feed`, `neighbour`, `social`, `data` (JSON-LD), `item` (an entry of a feed, of a
 *   sitemap, of `robots.txt`)
 */
const kindLetters = {
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

/** One text: the letter of its kind, and the address. */
export function writeReference(kind: ReferenceKind, address: string): string {
  return kindLetters[kind] + address.trim();
}

export function parseReference(text: string): Reference {
  return { kind: kindOfLetter.get(text[0] ?? '') ?? 'link', address: text.slice(1) };
}

type Attribute = (name: string) => string | undefined;

/** The references of a tag, outside of drawings, as texts. */
export function referencesOf({ name, attributes }: StartTag): readonly string[] {
  if (attributes.size === 0) return [];
  const attribute: Attribute = (wanted) => attributes.get(wanted);
  const found = [...referencesOfKind(name, attribute), ...styled(attribute)];
  return written(found);
}

/** Those of a tag in a drawing (SVG). */
export function referencesInDrawing({ name, attributes }: StartTag): readonly string[] {
  const attribute: Attribute = (wanted) => attributes.get(wanted);
  const address = attribute('href') ?? attribute('xlink:href');
  const kinds: Readonly<Record<string, ReferenceKind>> = {
    a: 'link',
    image: 'picture',
    feimage: 'picture',
    script: 'script',
    ...(!address?.startsWith('#') && { use: 'other' }),
  };
  const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  return written([...(kind === undefined ? [] : [[kind, address] as const]), ...styled(attribute)]);
}

type Found = readonly (readonly [kind: ReferenceKind, address: string | undefined])[];

function written(found: Found): readonly string[] {
  return found.flatMap(([kind, address]) =>
    // A letter leads nowhere that could be missing.
    address === undefined || address.startsWith('mailto:') ? [] : [writeReference(kind, address)],
  );
}

function styled(attribute: Attribute): Found {
  const style = attribute('style');
  return style?.includes('url(') ? addressesInCss(style).map((address) => ['other', address] as const) : [];
}

function referencesOfKind(name: string, attribute: Attribute): Found {
  switch (name) {
    case 'a':
    case 'area':
      return [['link', attribute('href')]];
    case 'img': {
      const isLazy = attribute('loading') === 'lazy';
      return [
        [isLazy ? 'picture' : 'eager', attribute('src')],
        ...candidates(attribute('srcset')),
        ['link', attribute('longdesc')],
      ];
    }
    case 'source':
      return [['media', attribute('src')], ...candidates(attribute('srcset'))];
    case 'link':
      return [...candidates(attribute('imagesrcset')), [kindOfLink(attribute), attribute('href')]];
    case 'meta':
      return referencesOfMeta(attribute);
    case 'body':
    case 'table':
    case 'tr':
    case 'td':
    case 'th':
      return [['picture', attribute('background')]];
    case 'form':
      return [['form', attribute('action')]];
    case 'button':
      return [['form', attribute('formaction')]];
    case 'input':
      return [
        ['form', attribute('formaction')],
        ...(attribute('type')?.toLowerCase() === 'image' ? [['eager', attribute('src')] as const] : []),
      ];
    default:
      return referencesOfEmbedded(name, attribute);
  }
}

function referencesOfEmbedded(name: string, attribute: Attribute): Found {
  switch (name) {
    case 'script':
      // The second is the one of ours that fetches the comment form.
      return [
        ['script', attribute('src')],
        ['other', attribute('data-src')],
      ];
    case 'iframe':
      return [['frame', attribute('src')]];
    case 'embed':
      return [['other', attribute('src')]];
    case 'object':
      return [['other', attribute('data')]];
    case 'video':
      return [['picture', attribute('poster')], mediaOf(attribute)];
    case 'audio':
    case 'track':
      return [mediaOf(attribute)];
    case 'figure':
      return [['embed', attribute('data-embed')]];
    case 'blockquote':
    case 'q':
    case 'del':
    case 'ins': {
      // Some write the name of a source there; it is shown by nobody.
      const cite = attribute('cite');
      return cite && !/\s/.test(cite.trim()) ? [['link', cite]] : [];
    }
    default:
      return [];
  }
}

function candidates(srcset: string | undefined): Found {
  return addressesInSrcset(srcset ?? '').map((address) => ['picture', address] as const);
}

/** What loads nothing before a click leads somewhere all the same. */
function mediaOf(attribute: Attribute): Found[number] {
  const isLater = attribute('preload') === 'none' && attribute('autoplay') === undefined;
  return [isLater ? 'link' : 'media', attribute('src')];
}

/** Values of `rel`, and what a link with one of them is; the first one holds. */
const rels: readonly (readonly [names: readonly string[], kind: ReferenceKind])[] = [
  [['stylesheet'], 'style'],
  [['preconnect', 'dns-prefetch'], 'connect'],
  [
    [
      'icon',
      'apple-touch-icon',
      'mask-icon',
      'manifest',
      'preload',
      'modulepreload',
      'prefetch',
      'prerender',
    ],
    'other',
  ],
  [['canonical'], 'canonical'],
  [['alternate'], 'feed'],
  [['prev', 'next'], 'neighbour'],
];

function kindOfLink(attribute: Attribute): ReferenceKind {
  const own = (attribute('rel') ?? '').toLowerCase().split(/\s+/);
  const kind = rels.find(([names]) => names.some((name) => own.includes(name)))?.[1] ?? 'link';
  return kind === 'feed' && attribute('hreflang') !== undefined ? 'hreflang' : kind;
}

/** Names of meta elements whose content is an address. */
const named =
  /^(?:og:(?:url|see_also|(?:image|audio|video)(?::(?:url|secure_url))?)|twitter:(?:image(?::src)?|player)|article:author|msapplication-\w+|thumbnail(?:url)?|image|url)$/i;

function referencesOfMeta(attribute: Attribute): Found {
  const content = attribute('content') ?? '';
  if (attribute('http-equiv') !== undefined) {
    const refresh = refreshOf(attribute);
    return refresh ? [['refresh', refresh.address]] : [];
  }
  const name = attribute('property') ?? attribute('name') ?? attribute('itemprop') ?? '';
  return named.test(name) && /^(?:https?:)?\//i.test(content) ? [['social', content]] : [];
}

/** Where a `<meta>` leads by itself; `delay`: in seconds. */
export function refreshOf(
  attribute: Attribute,
): { readonly address: string; readonly delay: number } | undefined {
  if (attribute('http-equiv')?.toLowerCase() !== 'refresh') return undefined;
  const [, delay, address] =
    /^\s*(\d*)[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?["']?([^"']*)/i.exec(attribute('content') ?? '') ?? [];
  return address ? { address, delay: Number(delay) } : undefined;
}
