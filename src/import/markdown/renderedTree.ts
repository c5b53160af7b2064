/** What our pipeline made of a text, in the terms of the tree of a source, so that both can be read alike. */
import type { Element, ElementContent, Root } from 'hast';
import { decodeLoosely, resolveReference } from '../../core/paths.ts';
import type { Content, DeferredReference, ImageReference, LinkTarget, SourcePath } from '../../core/model.ts';
import { withPlainHost } from '../../markdown/addresses.ts';
import { readAsBrowser } from '../../markdown/rawHtml.ts';
import type { PlacedMedia } from '../model.ts';
import { attribute, element, isElement, type Node } from './textTree.ts';

interface Filling {
  readonly references: readonly DeferredReference[];
  /** What the files of pictures say, where a text leaves it to them. */
  readonly media: ReadonlyMap<string, PlacedMedia>;
  readonly captioned: ReadonlySet<string>;
  readonly notes: ReadonlyMap<string, Element>;
}

/** `media` and `captioned` are those of the source. */
export function renderedTree(
  { html, deferredReferences }: Content,
  media: ReadonlyMap<string, PlacedMedia>,
  captioned: ReadonlySet<string>,
): Root {
  const whole = html
    .map((part, at) => part + (at < deferredReferences.length ? holeOf(deferredReferences[at], at) : ''))
    .join('');
  const tree = readAsBrowser(whole);
  const section = tree.children.find(
    (child): child is Element =>
      isElement(child, 'section') && child.properties['dataFootnotes'] !== undefined,
  );
  const notes = new Map(notesIn(section).map((note) => [attribute(note, 'id'), note] as const));
  const filling: Filling = { references: deferredReferences, media, captioned, notes };
  const children = tree.children.filter((child) => child !== section);
  return { type: 'root', children: filled(children, filling) };
}

function notesIn(section: Element | undefined): readonly Element[] {
  const list = section?.children.find((child): child is Element => isElement(child, 'ol'));
  return list?.children.filter((child) => isElement(child, 'li')) ?? [];
}

/** A number in place of what is filled in afterwards; texts cannot hold such attributes. */
function holeOf(reference: DeferredReference | undefined, at: number): string {
  switch (reference?.kind) {
    case 'link':
      return ` data-hole="${at}"`;
    case 'played':
      return ` src="${at}" data-hole="${at}"`;
    case 'picture':
      return `<img data-hole="${at}">`;
    case 'figure':
    case 'embed':
      return `<figure data-hole="${at}"></figure>`;
    default:
      return '';
  }
}

function filled(nodes: readonly Node[], filling: Filling): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text') return [node];
    return node.type === 'element' ? fill(node, filling) : [];
  });
}

function fill(node: Element, filling: Filling): ElementContent[] {
  const inside = (): ElementContent[] => filled(node.children, filling);
  const mark = isElement(node, 'sup') ? node.children.find((child) => isElement(child, 'a')) : undefined;
  if (isElement(mark) && mark.properties['dataFootnoteRef'] !== undefined) return [noteOf(mark, filling)];
  if (node.properties['dataFootnoteBackref'] !== undefined) return [];
  const classes = attribute(node, 'className').split(' ');
  if (classes.includes('pull-quote')) return [element('import-pull-quote', inside())];
  if (classes.includes('gallery'))
    return [
      element(
        'import-gallery',
        inside().flatMap((item) => (item.type === 'element' ? item.children : [])),
      ),
    ];
  const reference = filling.references[Number(attribute(node, 'dataHole') || '-1')];
  switch (reference?.kind) {
    case 'link':
      return [element('a', inside(), { href: nameOf(reference.target) })];
    case 'played':
      return [{ ...node, properties: { src: reference.src }, children: inside() }];
    case 'picture':
      return [imageOf(reference.image, filling)];
    case 'figure':
      return [figureOf(imageOf(reference.image, filling), captionOf(reference.image, filling))];
    case 'embed':
      return [embedOf(reference, filling)];
    default:
  }
  if (isElement(node, 'a')) {
    const href = attribute(node, 'href');
    return [
      element(
        'a',
        inside(),
        href === '' ? node.properties : { ...node.properties, href: nameOfAddress(href) },
      ),
    ];
  }
  return [{ ...node, children: inside() }];
}

function noteOf(mark: Element, filling: Filling): Element {
  const reference = filling.references[Number(attribute(mark, 'dataHole') || '-1')];
  const target = reference?.kind === 'link' ? nameOf(reference.target) : attribute(mark, 'href');
  const note = filling.notes.get(decodeLoosely(target.slice(1)));
  const inner = note ? filled(note.children, { ...filling, notes: otherNotes(filling, note) }) : [];
  return element('import-footnote', inner);
}

/** A note in itself has no end. */
function otherNotes({ notes }: Filling, note: Element): ReadonlyMap<string, Element> {
  return new Map([...notes].filter(([, one]) => one !== note));
}

function imageOf({ src, alt = '' }: ImageReference, { media }: Filling): Element {
  return element('img', [], { src, alt: alt === '' ? (media.get(src)?.alt ?? '') : alt });
}

function figureOf(shown: Element, caption: string): Element {
  const words: Element[] = caption === '' ? [] : [element('figcaption', [{ type: 'text', value: caption }])];
  return element('figure', [shown, ...words]);
}

function captionOf({ src, caption, credit }: ImageReference, { media, captioned }: Filling): string {
  const placed = captioned.has(src) ? media.get(src) : undefined;
  return [caption ?? placed?.caption ?? '', credit ?? placed?.credit ?? ''].join(' ').trim();
}

function embedOf(reference: Extract<DeferredReference, { kind: 'embed' }>, filling: Filling): Element {
  const { url, caption = '' } = reference.embed;
  if ('image' in reference)
    return element('p', [element('a', [imageOf(reference.image, filling)], { href: nameOfAddress(url) })]);
  const words: Element[] = caption === '' ? [] : [element('figcaption', [{ type: 'text', value: caption }])];
  return element('import-embed', words, { url });
}

// Targets of links.

function nameOf(target: LinkTarget): string {
  if (target.kind === 'source') return target.path + decodeLoosely(target.fragment);
  if (target.kind === 'fragment') return decodeLoosely(target.fragment);
  return target.written === undefined ? decodeLoosely(target.address) : nameOfAddress(target.written);
}

function nameOfAddress(address: string): string {
  return URL.parse(withPlainHost(address))?.href ?? decodeLoosely(address);
}

/** The same name for a target as it stands in the Markdown of `file`. */
export function nameOfTarget(target: string, file: SourcePath): string {
  if (target.startsWith('#')) return decodeLoosely(target);
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(target)) return nameOfAddress(target);
  if (target.startsWith('/')) return decodeLoosely(target);
  const [path = '', ...rest] = target.split('#');
  const fragment = rest.length > 0 ? `#${rest.join('#')}` : '';
  const resolved = path === '' ? '' : (resolveReference(file, path) ?? decodeLoosely(path));
  return resolved + decodeLoosely(fragment);
}
