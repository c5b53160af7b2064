/**
 * An SVG file as it is published: parsed by an XML parser and written anew from what is on the list, so that
 * nothing gets through that two readers could understand differently. Scripts, event handlers, foreign
 * content, whatever loads or leads elsewhere, and what drawing programs note of their users are gone.
 */
import { parseXml, XmlCdata, XmlElement, XmlText } from '@rgrove/parse-xml';
import { isHarmlessStyle } from './isHarmlessStyle.ts';
import {
  drawingAttributes,
  drawingElements,
  silentElements,
  svgNamespace,
  transparentElements,
  xlinkNamespace,
} from './svgAllowList.ts';

export interface SanitizedSvg {
  readonly svg: string;
  /** What was taken out and may be missed, each once: names of elements and attributes, sorted. */
  readonly removed: readonly string[];
}

/** Real drawings nest less than thirty deep. */
const deepest = 200;

/** Throws for what is no XML, or no SVG. */
export function sanitizeSvg(source: string): SanitizedSvg {
  const { root } = parseXml(source);
  const prefix = root?.name.includes(':') ? `${root.name.split(':')[0]}:` : '';
  if (!root || root.name.slice(prefix.length) !== 'svg') throw new Error('No SVG');
  const removed = new Set<string>();
  const write = createWriter(prefix, removed);
  const body = write(root, 0);
  const declarations = ` xmlns="${svgNamespace}"${body.includes(' xlink:href=') ? ` xmlns:xlink="${xlinkNamespace}"` : ''}`;
  return { svg: `<svg${declarations}${body.slice('<svg'.length)}`, removed: [...removed].toSorted() };
}

function createWriter(prefix: string, removed: Set<string>): (element: XmlElement, depth: number) => string {
  const writeChildren = (element: XmlElement, depth: number): string =>
    element.children
      .map((child) => {
        if (child instanceof XmlElement) return write(child, depth + 1);
        return child instanceof XmlText || child instanceof XmlCdata ? escapeXml(child.text) : '';
      })
      .join('');
  const write = (element: XmlElement, depth: number): string => {
    if (depth > deepest) throw new Error('Too deep');
    const name = element.name.startsWith(prefix) ? element.name.slice(prefix.length) : element.name;
    if (transparentElements.has(name)) return writeChildren(element, depth);
    // Drawing programs keep their own notes under prefixes of their own.
    if (silentElements.has(name) || name.includes(':')) return '';
    if (!drawingElements.has(name) || (name === 'style' && !isHarmlessStyle(element.text, 'sheet'))) {
      removed.add(`<${name}>`);
      return '';
    }
    const attributes = Object.entries(element.attributes)
      .map(([key, value]) => writeAttribute(key, value, removed))
      .join('');
    const children = name === 'style' ? escapeXml(element.text) : writeChildren(element, depth);
    return children === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${children}</${name}>`;
  };
  return write;
}

function writeAttribute(name: string, value: string, removed: Set<string>): string {
  const isReference = name === 'href' || name === 'xlink:href';
  const isKnown =
    drawingAttributes.has(name) ||
    isReference ||
    name === 'xml:space' ||
    name === 'xml:lang' ||
    /^aria-[a-z]+$/.test(name);
  const isHarmless = isReference ? value.trim().startsWith('#') : isHarmlessValue(name, value);
  if (isKnown && isHarmless) return ` ${name}="${escapeXml(value)}"`;
  // Namespaces, data and notes of drawing programs are nothing that a reader sees.
  if (isKnown || /^on/i.test(name)) removed.add(name);
  return '';
}

function isHarmlessValue(name: string, value: string): boolean {
  if (name === 'style') return isHarmlessStyle(value, 'attribute');
  return (
    !value.includes('\\') &&
    !/url\s*\(\s*(?!["']?#)/i.test(value) &&
    !/javascript:|image-set|src\s*\(/i.test(value)
  );
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
