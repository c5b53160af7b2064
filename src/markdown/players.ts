/**
 * rehype plugin: sound and film of the site itself. `![Titel](ton.mp3)` and `<audio src="ton.mp3">` become players whose
 * files are published under neutral names; nothing is loaded before somebody plays it.
 */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import { playedKind } from '../config/documentTypes.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { siteTexts } from '../core/siteTexts.ts';
import { contextOf, type DocumentContext, positionOf } from './documentContext.ts';
import { isElsewhere, toLink } from './remoteFiles.ts';
import { toImageReference } from './pictures.ts';
import { textOf, walkElements } from './tree.ts';

/** `allowed`: the elements of raw HTML that the site allows; only with these may sound and film come from elsewhere. */
export function rehypePlayers({ allowed }: { readonly allowed: readonly string[] }) {
  return (tree: Root, file: VFile): void => {
    const context = contextOf(file);
    const isRemoteAllowed = allowed.includes('audio') || allowed.includes('video');
    walkElements(tree, (element) => {
      if (element.tagName === 'p') toFigure(element, context);
      else if (element.tagName === 'img') toPlayer(element, context);
      const { tagName: kind } = element;
      if (kind !== 'audio' && kind !== 'video') return undefined;
      const sources = element.children.filter(
        (child) => child.type === 'element' && child.tagName === 'source',
      );
      const all = [element, ...sources].filter((one): one is Element => one.type === 'element');
      const remote = all.find(({ properties }) => isElsewhere(String(properties['src'] ?? ''), context));
      if (remote && !isRemoteAllowed) {
        const src = String(remote.properties['src']);
        const place = { file: context.file, position: positionOf(context, element) };
        context.diagnostics.push(diagnose('text/played-remote', { src }, place));
        toLink(element, kind, src, textOf(element));
        return 'skip';
      }
      element.properties['controls'] = true;
      element.properties['preload'] = 'none';
      for (const one of all) settleSource(one, context);
      return undefined;
    });
  };
}

/** A paragraph that is nothing but a player is a figure, with the title as caption. */
function toFigure(paragraph: Element, context: DocumentContext): void {
  const [only, ...others] = paragraph.children.filter(
    (child) => child.type !== 'text' || child.value.trim() !== '',
  );
  if (only?.type !== 'element' || others.length > 0) return;
  const words = only.tagName === 'img' ? toPlayer(only, context) : undefined;
  if (words === undefined) return;
  paragraph.tagName = 'figure';
  const caption: Element = {
    type: 'element',
    tagName: 'figcaption',
    properties: {},
    children: [{ type: 'text', value: words }],
  };
  paragraph.children = words === '' ? [only] : [only, caption];
}

/** Returns the caption; undefined for a picture that is one. */
function toPlayer(image: Element, context: DocumentContext): string | undefined {
  const { src, alt, caption, credit } = toImageReference(image, context);
  const kind = playedKind(src);
  if (kind === undefined || isElsewhere(src, context)) return undefined;
  image.tagName = kind;
  image.properties = { src: image.properties['src'], ...(alt !== undefined && { ariaLabel: alt }) };
  return [caption, credit && `${siteTexts.credit} ${credit}`]
    .filter((words) => words !== undefined)
    .join(' ');
}

function settleSource(element: Element, context: DocumentContext): void {
  const { src } = element.properties;
  if (typeof src !== 'string' || isElsewhere(src, context)) return;
  const position = positionOf(context, element);
  element.deferredSrc = { kind: 'played', src: toImageReference(element, context).src, position };
}
