/**
 * rehype plugin: embeds from other sites. A paragraph that is nothing but a picture „from“ there
 * (`![Titel](https://www.youtube.com/watch?v=…)`), or a picture of the site that leads there
 * (`[![Titel](standbild.jpg)](https://…)`), becomes a deferred figure that loads nothing by itself.
 */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import { diagnose } from '../../report/diagnostics.ts';
import { looksLikeEmbed, parseEmbedUrl } from '../embeds/parseEmbedUrl.ts';
import { type DeferredNode, deferredNode } from './holes.ts';
import { toImageReference } from './pictures.ts';
import { positionOf, type DocumentContext, contextOf } from './sheet.ts';
import { walkElements } from './walk.ts';

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
