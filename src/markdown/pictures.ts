/**
 * rehype plugin: pictures become deferred references, because their files are not known here. A picture that
 * is a paragraph of its own is a figure, with its title as caption.
 */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import { playedKind } from '../config/documentTypes.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { ImageReference } from '../core/model.ts';
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
      if (element.tagName === 'img' && isElsewhere(String(element.properties['src'] ?? ''), context)) {
        tell(element);
        return 'skip';
      }
      const image = onlyPicture(element);
      if (image && isElsewhere(String(image.properties['src'] ?? ''), context)) return undefined;
      if (!image && element.tagName !== 'img') return undefined;
      const reference = toImageReference(image ?? element, context);
      const deferred = image
        ? ({ kind: 'figure', image: reference } as const)
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

function onlyPicture(paragraph: Element): Element | undefined {
  if (paragraph.tagName !== 'p') return undefined;
  const [only, ...others] = paragraph.children.filter(
    (child) => child.type !== 'text' || child.value.trim() !== '',
  );
  return only?.type === 'element' && only.tagName === 'img' && others.length === 0 ? only : undefined;
}

/** Reads the picture reference of an image in the text. */
export function toImageReference(image: Element, context: DocumentContext): ImageReference {
  const { src, alt, title } = image.properties;
  const position = positionOf(context, image);
  const description = typeof alt === 'string' && alt !== '' ? { alt } : {};
  const words = typeof title === 'string' ? splitCredit(title) : {};
  return { src: decodeSource(inOwnWords(String(src ?? ''))), ...description, ...words, position };
}

const creditWord = /(?:Fotos?|Bild|Grafik|Illustration|Karte):/u;

/** `Kim am Freitag. Foto: Anna Müller` is a caption and a credit; so is `Kim am Freitag (Foto: Anna Müller)`. */
function splitCredit(title: string): { readonly caption?: string; readonly credit?: string } {
  const found = creditWord.exec(title);
  const caption = trimEnd(title.slice(0, found?.index ?? title.length), found ? ' ([|–-' : ' ').trim();
  const credit = found ? trimEnd(title.slice(found.index + found[0].length), ' )]').trim() : '';
  return { ...(caption !== '' && { caption }), ...(credit !== '' && { credit }) };
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
