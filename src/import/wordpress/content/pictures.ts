/** Pictures, films, sounds and links of a WordPress text: whole addresses, originals in place of sizes, galleries. */
import type { Element, ElementContent } from 'hast';
import { attribute, classesOf, type HtmlElement } from './htmlParser.ts';
import { el, isBlank, isTag, type KnownAttachment, type Reading, short, text, wordsOf } from './reading.ts';

/** What names a file of the library, however it is written: host without `www.` and path, without scheme and query. */
export function mediaKey(address: string): string {
  const bare = address.replace(/^(?:https?:)?\/\/(?:www\.)?/i, '').replace(/[?#].*$/s, '');
  const slash = bare.indexOf('/');
  const host = slash < 0 ? bare : bare.slice(0, slash);
  const path = slash < 0 ? '' : bare.slice(slash);
  return host.toLowerCase() + decoded(path).normalize('NFC');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Schemes that a link of a text may have. */
const linkScheme = /^(?:https?|mailto|tel|sms|ftp|xmpp|geo|matrix|signal|callto|whatsapp):/i;

/** As browsers read it: without blanks around and control characters inside. */
function bareAddress(address: string): string {
  // oxlint-disable-next-line no-control-regex -- browsers pass over these in addresses, and so `java\tscript:` would survive
  return address.replaceAll(/[\u0000-\u001F\u007F\u200B\uFEFF]/g, '').trim();
}

/** A whole address where it can be made whole; undefined for a scheme that no link may have. */
export function wholeAddress(address: string, reading: Reading): string | undefined {
  const bare = bareAddress(address);
  if (linkScheme.test(bare)) return bare.replaceAll(' ', '%20');
  if (/^[a-z][a-z\d+.-]*:(?!\d)/i.test(bare)) return undefined;
  if (bare.startsWith('#') || bare === '') return bare;
  return URL.parse(bare, reading.post.url)?.href ?? bare;
}

function isOwnHost(host: string, { surroundings, post }: Reading): boolean {
  const lower = host.toLowerCase();
  return (
    surroundings.hosts.has(lower) ||
    URL.parse(post.url)?.hostname === lower ||
    lower.endsWith('.files.wordpress.com')
  );
}

/** Image proxies of WordPress.com undone, and what asks for a size of a file of the blog taken away. */
function withoutProxy(address: string, reading: Reading): string {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return address;
  if (/^i\d\.wp\.com$/i.test(url.hostname)) {
    const scheme = url.searchParams.get('ssl') === '1' ? 'https' : 'http';
    return `${scheme}:/${url.pathname}`;
  }
  return url.search !== '' && isOwnHost(url.hostname, reading) && isMediaPath(url.pathname)
    ? address.replace(/[?#].*$/s, '')
    : address;
}

const mediaEnd =
  /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic|mp3|m4a|ogg|oga|wav|flac|wma|mp4|m4v|webm|ogv|mov|wmv|avi|flv|pdf)$/i;
const pictureEnd = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)$/i;

function isMediaPath(path: string): boolean {
  return mediaEnd.test(path);
}

export function isPictureAddress(address: string): boolean {
  return pictureEnd.test(address.replace(/[?#].*$/s, ''));
}

/** A name as WordPress gives it to smaller sizes of a file: `hafen-300x200.jpg`. */
const sizeInName = /-\d{1,5}x\d{1,5}(?=\.[a-z\d]{2,5}$)/i;

/** The file of the library that an address is, or is a size of. */
function attachmentAt(address: string, { surroundings }: Reading): KnownAttachment | undefined {
  const key = mediaKey(address);
  const whole = key.replace(sizeInName, '');
  const end = /\.[a-z\d]{2,5}$/i;
  return (
    surroundings.attachmentAt(key) ??
    surroundings.attachmentAt(whole) ??
    surroundings.attachmentAt(whole.replace(end, '-scaled$&')) ??
    surroundings.attachmentAt(whole.replace(end, '-rotated$&'))
  );
}

/** Whether two addresses are one picture, in whatever sizes. */
function isSamePicture(one: string, other: string): boolean {
  const bare = (address: string): string =>
    mediaKey(address)
      .replace(sizeInName, '')
      .replace(/-(?:scaled|rotated)(?=\.\w+$)/, '')
      .toLowerCase();
  return bare(one) === bare(other);
}

interface FoundFile {
  readonly src: string;
  readonly attachment?: KnownAttachment | undefined;
}

/** The largest that is known of a file. `id`: of the library, if the text names it. */
export function findFile(address: string, reading: Reading, id?: string): FoundFile {
  const src = withoutProxy(address, reading);
  const named = id === undefined ? undefined : reading.surroundings.attachment(id);
  // A number that belongs to another file is that of another blog, or the picture was exchanged in the text.
  const attachment =
    named && isSamePicture(named.url, src)
      ? named
      : (attachmentAt(src, reading) ?? (named && isSameName(named.url, src) ? named : undefined));
  return { src: attachment?.url ?? src, attachment };
}

function isSameName(one: string, other: string): boolean {
  const name = (address: string): string =>
    mediaKey(address)
      .replace(/^.*\//s, '')
      .replace(sizeInName, '')
      .replace(/-(?:scaled|rotated|e\d{9,})(?=\.\w+$)/, '')
      .toLowerCase();
  return name(one) === name(other);
}

// Pictures

const lazySources = [
  'data-orig-file',
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-lazy',
  'data-large-file',
  'data-full-url',
];

function isPlaceholder(src: string): boolean {
  return (
    src.trim() === '' ||
    /^data:/i.test(src.trim()) ||
    /\/(?:blank|spacer|placeholder|lazy|transparent|trans|1x1)[\w-]*\.(?:gif|png|svg)/i.test(src)
  );
}

/** The address that a picture has once it is loaded. */
function sourceOf(image: HtmlElement): string {
  const src = attribute(image, 'src') ?? '';
  const original = attribute(image, 'data-orig-file');
  if (original !== undefined && original !== '') return original;
  if (!isPlaceholder(src)) return src;
  const lazy = lazySources
    .map((name) => attribute(image, name))
    .find((value) => value !== undefined && !isPlaceholder(value));
  const set =
    attribute(image, 'data-srcset') ??
    attribute(image, 'data-lazy-srcset') ??
    attribute(image, 'srcset') ??
    '';
  return lazy ?? (largestOf(set) || src);
}

/** `a.jpg 300w, b.jpg 1024w` → `b.jpg` */
function largestOf(set: string): string {
  const sizes = [...set.matchAll(/(\S+)\s+(\d+)(?:\.\d+)?[wx]\s*(?:,|$)/g)];
  const ordered = sizes.toSorted((a, b) => Number(b[2]) - Number(a[2]));
  return ordered[0]?.[1] ?? '';
}

/** The number of the library that a class or an attribute of a picture names. */
function attachmentIdOf(image: HtmlElement): string | undefined {
  const named = attribute(image, 'data-id') ?? attribute(image, 'data-attachment-id');
  if (named !== undefined && /^\d+$/.test(named)) return named;
  const byClass = classesOf(image).map((name) => /^(?:wp-image|attachment)[-_](\d+)$/.exec(name)?.[1]);
  return byClass.find((id) => id !== undefined);
}

export function readPicture(image: HtmlElement, reading: Reading): readonly ElementContent[] {
  const source = sourceOf(image);
  const alt = (attribute(image, 'alt') ?? '').trim();
  const classes = classesOf(image);
  if (
    classes.includes('wp-smiley') ||
    classes.includes('emoji') ||
    /^https?:\/\/s\.w\.org\/images\/core\/emoji\//.test(source)
  )
    return [text(alt)];
  if (isCounter(image, source)) {
    reading.remark(
      'left-over',
      /vgwort\.de/i.test(source)
        ? 'Der Zählpixel der VG Wort steht nicht mehr im Text; die Zählmarke gehört in den Kopf des Artikels.'
        : 'Ein unsichtbares Zählpixel wird nicht übernommen.',
      short(source),
    );
    return [];
  }
  if (source.trim() === '') {
    if (alt !== '') reading.remark('picture', 'Das Bild hat keine Adresse.', short(alt));
    return alt === '' ? [] : [text(alt)];
  }
  if (/^data:/i.test(bareAddress(source))) {
    reading.remark(
      'picture',
      'Das Bild steht als Daten mitten im Text, nicht in einer Datei. Speichere es als Datei und füge es ein.',
      short(alt || source.slice(0, 60)),
    );
    return alt === '' ? [] : [text(alt)];
  }
  const address = wholeAddress(source, reading);
  if (address === undefined || !/^(?:https?:|[^:]*$)/i.test(address)) {
    reading.remark('picture', 'Die Adresse des Bildes ist keine, die ein Browser lädt.', short(source));
    return alt === '' ? [] : [text(alt)];
  }
  const title = (attribute(image, 'title') ?? attribute(image, 'data-image-title') ?? '').trim();
  return [pictureOf(address, reading, { id: attachmentIdOf(image), alt, title })];
}

function isCounter(image: HtmlElement, source: string): boolean {
  const isTiny = (name: string): boolean => /^[01](?:px)?$/.test((attribute(image, name) ?? '').trim());
  return (isTiny('width') && isTiny('height')) || /^(?:https?:)?\/\/[\w.-]*\bmet\.vgwort\.de\//i.test(source);
}

/** An `img` with the best address and description that is known. */
export function pictureOf(
  address: string,
  reading: Reading,
  words: { readonly id?: string | undefined; readonly alt?: string; readonly title?: string },
): Element {
  const { src, attachment } = findFile(address, reading, words.id);
  const alt = words.alt === undefined || words.alt === '' ? (attachment?.alt ?? '') : words.alt;
  const title = words.title ?? '';
  // WordPress wrote the name of the file there, of which no reader learns anything.
  const isTelling = title !== '' && title !== alt && title !== attachment?.title && !isFileName(title, src);
  return el('img', { src, alt, ...(isTelling && { title }) });
}

function isFileName(title: string, src: string): boolean {
  const plain = (value: string): string => value.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  const name = mediaKey(src)
    .replace(/^.*\//s, '')
    .replace(/\.\w+$/, '')
    .replace(/-(?:scaled|rotated)$/, '');
  return plain(title) === plain(name) || /^(?:img|dsc|dscn|p|screenshot|bildschirmfoto)[\W_]*\d/i.test(title);
}

/** A link around nothing but a picture, to its own large version or the page of the library around it: the picture alone. */
export function withoutOwnLink(
  link: HtmlElement,
  href: string,
  content: readonly ElementContent[],
  reading: Reading,
): readonly ElementContent[] | undefined {
  const [image, ...others] = content.filter((node) => !isBlank(node));
  if (!isTag(image, 'img') || others.length > 0) return undefined;
  const src = String(image.properties['src']);
  const target = withoutProxy(href, reading);
  const isToPage =
    /\bwp-att-\d+|(?:^|\s)attachment(?:\s|$)/.test(attribute(link, 'rel') ?? '') ||
    /[?&]attachment_id=\d/.test(href);
  const goal = attachmentAt(target, reading);
  const isToFile =
    isPictureAddress(target) && (isSamePicture(target, src) || (goal !== undefined && goal.url === src));
  if (!isToFile && (!isToPage || isPictureAddress(target))) return undefined;
  // The link knows the large version, where the library does not.
  const isLarger = isToFile && findFile(src, reading).attachment === undefined;
  return [{ ...image, properties: { ...image.properties, src: isLarger ? (goal?.url ?? target) : src } }];
}

// Figures and galleries

/** What a figure is, from its content and its caption (phrasing). */
export function figureOf(content: Element, caption: readonly ElementContent[]): Element {
  return el('figure', {}, caption.length === 0 ? [content] : [content, el('figcaption', {}, caption)]);
}

/** A picture, perhaps linked. */
export function isPicture(node: ElementContent): boolean {
  if (isTag(node, 'img')) return true;
  if (!isTag(node, 'a')) return false;
  const inside = node.children.filter((child) => !isBlank(child));
  return inside.length === 1 && isTag(inside[0], 'img');
}

interface Pictures {
  readonly figures: Element[];
  /** What stands there besides. */
  readonly others: ElementContent[];
}

/** All pictures below, with their captions, in their order. */
export function collectPictures(
  nodes: readonly ElementContent[],
  found: Pictures = { figures: [], others: [] },
): Pictures {
  for (const node of nodes) {
    if (isPicture(node)) found.figures.push(el('figure', {}, [node]));
    else if (isTag(node, 'figure') && node.children[0] && isPicture(node.children[0]))
      found.figures.push(node);
    else if (isTag(node, 'dl')) collectListed(node, found);
    else if (isTag(node, 'ul', 'ol', 'li', 'p', 'import-gallery', 'figure'))
      collectPictures(node.children, found);
    else if (!isBlank(node) && !isTag(node, 'br')) found.others.push(node);
  }
  return found;
}

/** Galleries of old themes: `<dl><dt><img></dt><dd>caption</dd></dl>` */
function collectListed(list: Element, found: Pictures): void {
  for (const part of list.children) {
    if (part.type !== 'element') continue;
    const last = found.figures.at(-1);
    if (part.tagName === 'dd' && last?.children.length === 1)
      last.children.push(el('figcaption', {}, part.children));
    else collectPictures(part.children, found);
  }
}

/** Two pictures and more are a gallery; one is itself. */
export function galleryOf(
  figures: readonly Element[],
  columns: number | undefined,
): readonly ElementContent[] {
  const [only, ...more] = figures;
  if (!only) return [];
  if (more.length === 0) return only.children.length > 1 ? [only] : [el('p', {}, only.children)];
  return [el('import-gallery', columns === undefined ? {} : { columns }, figures)];
}

export function columnsOf(value: string | undefined): number | undefined {
  const columns = Number(value);
  return Number.isInteger(columns) && columns >= 1 && columns <= 9 ? columns : undefined;
}

/** A figure of a file of the library, as WordPress shows it in a gallery. */
export function libraryFigure(attachment: KnownAttachment, caption: readonly ElementContent[]): Element {
  return figureOf(
    el('img', { src: attachment.url, alt: attachment.alt ?? '' }),
    wordsOf(caption) === '' ? [] : caption,
  );
}
