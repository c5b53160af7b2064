/**
 * rehype plugin: pictures become holes, because their files are not known here. A picture that is a
 * paragraph of its own is a figure, with its title as caption.
 */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import type { ImageReference } from '../../model.ts';
import { cutHole } from './holes.ts';
import { positionOf, type Sheet, sheetOf } from './sheet.ts';
import { walkElements } from './walk.ts';

export function rehypePictures() {
  return (tree: Root, file: VFile): void => {
    const sheet = sheetOf(file);
    walkElements(tree, (element, index, parent) => {
      const image = onlyPicture(element);
      if (!image && element.tagName !== 'img') return undefined;
      const reference = toReference(image ?? element, sheet);
      const hole = image
        ? ({ kind: 'figure', image: reference } as const)
        : ({ kind: 'picture', image: reference } as const);
      parent.children[index] = { type: 'text', value: cutHole(sheet, hole) };
      return 'skip';
    });
  };
}

function onlyPicture(paragraph: Element): Element | undefined {
  if (paragraph.tagName !== 'p') return undefined;
  const [only, ...others] = paragraph.children.filter(
    (child) => child.type !== 'text' || child.value.trim() !== '',
  );
  return only?.type === 'element' && only.tagName === 'img' && others.length === 0 ? only : undefined;
}

function toReference(image: Element, sheet: Sheet): ImageReference {
  const { src, alt, title } = image.properties;
  const position = positionOf(sheet, image);
  const description = typeof alt === 'string' && alt !== '' ? { alt } : {};
  const words = typeof title === 'string' ? splitCredit(title) : {};
  return { src: decodeSource(String(src ?? '')), ...description, ...words, position };
}

/** `Kim am Freitag. Foto: Anna Müller` is a caption and a credit. */
function splitCredit(title: string): { readonly caption?: string; readonly credit?: string } {
  const match = /^(.*?)\s*[([|–-]?\s*(?:Foto|Fotos|Bild|Grafik|Illustration|Karte):\s*(.+?)[)\]]?$/su.exec(
    title,
  );
  if (!match) return title.trim() === '' ? {} : { caption: title.trim() };
  const caption = (match[1] ?? '').trim();
  return { ...(caption !== '' && { caption }), credit: (match[2] ?? '').trim() };
}

/** Back from the URL that Markdown made to the file name that the author wrote. */
function decodeSource(src: string): string {
  try {
    return decodeURIComponent(src).normalize('NFC');
  } catch {
    return src;
  }
}
