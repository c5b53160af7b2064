/**
 * rehype plugin: pictures become deferred references, because their files are not known here. A picture that
 * is a paragraph of its own is a figure, with its title as caption; `{bild=rechts}` behind it says where it stands. A list
 * of nothing but pictures is a gallery.
 */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import { playedKind } from '../config/documentTypes.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { ImageReference, PicturePlace } from '../core/model.ts';
import { decodeLoosely } from '../core/paths.ts';
import { inOwnWords } from './addresses.ts';
import { isElsewhere, toLink } from './remoteFiles.ts';
import { deferredNode } from './references.ts';
import { positionOf, type DocumentContext, contextOf } from './documentContext.ts';
import { walkElements } from './tree.ts';

export function rehypePictures() {
  return (tree: Root, file: VFile): void => {
    const context = contextOf(file);
    const tell = (image: Element): void => linkInstead(image, context);
    walkElements(tree, (element, index, parent) => {
      if (element.tagName === 'a' && String(file).includes('//')) withoutLinksInside(element, tell, context);
      if (element.tagName === 'ul' && makeGallery(element, context)) return 'skip';
      if (element.tagName === 'img' && isElsewhere(String(element.properties['src'] ?? ''), context)) {
        tell(element);
        return 'skip';
      }
      const { image, place } = onlyPicture(element, context);
      if (image && isElsewhere(String(image.properties['src'] ?? ''), context)) return undefined;
      if (!image && element.tagName !== 'img') return undefined;
      const reference = toImageReference(image ?? element, context);
      const deferred = image
        ? ({ kind: 'figure', image: reference, ...(place && { place }) } as const)
        : ({ kind: 'picture', image: reference } as const);
      parent.children[index] = deferredNode(deferred);
      return 'skip';
    });
  };
}

/** Nothing may be loaded from another host before a reader asks for it: a link takes the place of such a picture. */
function linkInstead(image: Element, context: DocumentContext): void {
  const { src, alt = '' } = toImageReference(image, context);
  const place = { file: context.file, position: positionOf(context, image) };
  const kind = playedKind(src);
  const code = kind ? 'text/played-remote' : 'text/picture-remote';
  context.diagnostics.push(diagnose(code, { src }, place));
  toLink(image, kind ?? 'img', String(image.properties['src']), alt);
}

/** A link in a link is none: the words alone take the place of a picture there. */
function withoutLinksInside(link: Element, tell: (image: Element) => void, context: DocumentContext): void {
  walkElements(link, (element) => {
    if (element.tagName !== 'img' || !isElsewhere(String(element.properties['src'] ?? ''), context)) return;
    tell(element);
    element.tagName = 'span';
    element.properties = {};
  });
}

interface LonePicture {
  readonly image?: Element;
  readonly place?: PicturePlace | undefined;
}

/** In the author's words. */
const places: ReadonlyMap<string, PicturePlace> = new Map([
  ['breit', 'wide'],
  ['klein', 'small'],
  ['links', 'left'],
  ['rechts', 'right'],
]);

/** The picture of a paragraph that holds nothing else, and where it stands. */
function onlyPicture(paragraph: Element, context: DocumentContext): LonePicture {
  if (paragraph.tagName !== 'p') return {};
  const [image, ...others] = partsOf(paragraph);
  if (image?.type !== 'element' || image.tagName !== 'img' || others.length > 0) return {};
  const place = image.properties['dataBild'];
  if (typeof place !== 'string') return { image };
  const known = places.get(place.toLowerCase());
  if (!known) {
    const at = { file: context.file, position: positionOf(context, image) };
    context.diagnostics.push(diagnose('text/picture-place', { place }, at));
  }
  return { image, place: known };
}

function partsOf({ children }: Element): Element['children'] {
  return children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
}

/** Makes the items of a list figures, if each is a picture of the site and nothing else. */
function makeGallery(list: Element, context: DocumentContext): boolean {
  const items = list.children.filter((child) => child.type === 'element');
  const images = items.map(pictureOfItem);
  if (
    images.length < 2 ||
    images.some((image) => !image || isElsewhere(String(image.properties['src'] ?? ''), context))
  )
    return false;
  list.properties = { className: ['gallery'] };
  for (const [index, item] of items.entries()) {
    const image = images[index];
    if (image)
      item.children = [
        deferredNode({ kind: 'figure', image: toImageReference(image, context), place: 'gallery' }),
      ];
  }
  return true;
}

function pictureOfItem(item: Element): Element | undefined {
  const [only, ...others] = partsOf(item);
  if (only?.type !== 'element' || others.length > 0) return undefined;
  if (only.tagName === 'img') return only;
  return only.tagName === 'p' ? pictureOfItem(only) : undefined;
}

/** Reads the picture reference of an image in the text. */
export function toImageReference(image: Element, context: DocumentContext): ImageReference {
  const { src, alt, title } = image.properties;
  const position = positionOf(context, image);
  const description = typeof alt === 'string' && alt !== '' ? { alt } : {};
  const words = typeof title === 'string' ? splitCredit(title) : {};
  return { src: decodeSource(inOwnWords(String(src ?? ''))), ...description, ...words, position };
}

/** Begins a credit, wherever it stands; `Foto von` only where a sentence begins. */
const creditWord =
  /(?<!\p{L})(?:Fotos?|(?:Archiv|Symbol)(?:bild|foto)|Bild(?:er|nachweis|quelle|rechte)?|(?:Foto\/)?Grafik|Illustration|Karte|Quelle|Photos?|Image|Credits?): ?|(?:©|\([cC]\)|(?<!\p{L})Copyright(?!\p{L}))[ :]{0,2}|(?<=^|[.!?([|–—] ?)(?:Foto von|(?:Photo|Image) by) /u;

/** Behind it stands a licence of Creative Commons; before it, the name. */
const licence = /(?<![\p{L}\p{N}])CC(?:0|[ -]BY)(?![\p{L}\p{N}])/u;

/** In words; what is longer in front of a licence is a caption. */
const longestName = 5;

export interface CaptionParts {
  readonly caption?: string;
  readonly credit?: string;
}

/**
 * `Kim am Freitag. Foto: Anna Müller` is a caption and a credit; so are `Kim am Freitag (Foto: Anna Müller)`, `Kim am
 * Freitag © Anna Müller` and `Kim am Freitag. Anna Müller / CC BY-SA 4.0`.
 */
export function splitCredit(title: string): CaptionParts {
  const word = creditWord.exec(title);
  const start = word ? word.index : licenceStart(title);
  if (start === undefined) return partsOfTitle(title, '');
  const closer = { '(': ')', '[': ']' }[title.slice(0, start).trimEnd().slice(-1)];
  const end = closer === undefined ? -1 : title.indexOf(closer, start + (word?.[0].length ?? 0));
  const credit = title.slice(start + (word?.[0].length ?? 0), end === -1 ? undefined : end);
  const before = trimEnd(title.slice(0, start), ' ([|–—/-');
  const after = end === -1 ? '' : title.slice(end + 1);
  const gap = /^[\p{L}\p{N}]/u.test(after) ? ' ' : '';
  return partsOfTitle(before === '' ? after : before + gap + after, credit);
}

function partsOfTitle(title: string, creditText: string): CaptionParts {
  const caption = trimEnd(title, ' ').trim();
  const credit = trimEnd(creditText, /[([]/.test(creditText) ? ' ' : ' )]').trim();
  return { ...(caption !== '' && { caption }), ...(credit !== '' && { credit }) };
}

/** Up to the end of a sentence, but not of an initial, or to a sign that parts. */
const upToName = /^[^]*(?:(?<!(?<!\p{L})\p{L})[.!?]\s|[([|–—;])\s*/u;

/** Where the name in front of a licence begins, or the licence where no name is near. */
function licenceStart(title: string): number | undefined {
  const found = licence.exec(title);
  if (!found) return undefined;
  const before = title.slice(0, found.index);
  const start = upToName.exec(before)?.[0].length ?? 0;
  const words = before.slice(start).trim().split(/\s+/);
  return words.length > longestName ? found.index : start;
}

function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Back from the URL that Markdown made to the file name that the author wrote. */
function decodeSource(src: string): string {
  return decodeLoosely(src).normalize('NFC');
}
