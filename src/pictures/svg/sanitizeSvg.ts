/**
 * An SVG file as it is published: parsed by an XML parser and written anew from what is on the list, so that
 * nothing gets through that two readers could understand differently. Scripts, event handlers, foreign
 * content, whatever loads or leads elsewhere, and what drawing programs note of their users are gone.
 */
import { parseXml, XmlCdata, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import type { Checked, Diagnostic, SourcePath } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { decodeSvg } from './decodeSvg.ts';
import { repeatedElements } from './repeatedElements.ts';
import { entitiesOf } from './entities.ts';
import { isHarmlessStyle } from './isHarmlessStyle.ts';
import {
  drawingAttributes,
  drawingElements,
  silentElements,
  svgNamespace,
  transparentElements,
  xlinkNamespace,
} from './svgAllowList.ts';
import { type SvgSize, svgSize } from './svgSize.ts';

export interface SanitizedSvg {
  readonly svg: string;
  readonly size: SvgSize;
  /** It has colours for light and for dark pages. */
  readonly isAdaptive: boolean;
  /** Removed elements and attributes that may be missed: sorted names, each once. */
  readonly removed: readonly string[];
}

/** Real drawings nest less than thirty deep. */
const deepest = 200;

/** Elements that references draw once more: a browser needs a second for as many. */
const mostRepeated = 100_000;

/** Without a value for what is no XML, no SVG, or more than a browser can draw. */
export function sanitizeSvg(bytes: Uint8Array, file: SourcePath): Checked<SanitizedSvg> {
  const { value: source, diagnostics } = decodeSvg(bytes, file);
  if (source === undefined) return { diagnostics };
  const { value: root, diagnostics: faults } = parseRoot(source, file);
  if (!root) return { diagnostics: faults };
  const prefix = root.name.includes(':') ? `${root.name.split(':')[0]}:` : '';
  const localName = ({ name }: XmlElement): string =>
    name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const refuse = (fault: Diagnostic): Checked<SanitizedSvg> => ({ diagnostics: [fault] });
  if (localName(root) !== 'svg') return refuse(diagnose('pictures/svg-root', { name: root.name }, { file }));
  const repeated = isTooDeep(root) ? Infinity : repeatedElements(root, localName);
  if (repeated === Infinity) return refuse(diagnose('pictures/svg-too-deep', {}, { file }));
  if (repeated > mostRepeated)
    return refuse(diagnose('pictures/svg-too-large', { most: mostRepeated }, { file }));
  const removed = new Set<string>();
  const body = createWriter(localName, removed)(root);
  const declarations = ` xmlns="${svgNamespace}"${body.includes(' xlink:href=') ? ` xmlns:xlink="${xlinkNamespace}"` : ''}`;
  const svg = `<svg${declarations}${body.slice('<svg'.length)}`;
  const isAdaptive = svg.includes('prefers-color-scheme');
  return {
    value: { svg, size: svgSize(root.attributes), isAdaptive, removed: [...removed].toSorted() },
    diagnostics: [],
  };
}

function parseRoot(source: string, file: SourcePath): Checked<XmlElement> {
  const entities = entitiesOf(source);
  try {
    const { root } = parseXml(source, { resolveUndefinedEntity: entities.resolve });
    if (!root) throw new Error('An XML document without an element');
    return { value: root, diagnostics: [] };
  } catch (error) {
    // The parser goes down into elements, to the end of the stack.
    if (error instanceof RangeError)
      return { diagnostics: [diagnose('pictures/svg-too-deep', {}, { file })] };
    if (!(error instanceof XmlError)) throw error;
    const { line, column } = error;
    const place = { file, position: { line, column } };
    const name = entities.unresolved();
    const fault =
      name === undefined
        ? diagnose('pictures/svg-syntax', {}, place)
        : diagnose('pictures/svg-entity', { name }, place);
    return { diagnostics: [fault] };
  }
}

function isTooDeep(root: XmlElement): boolean {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap(({ children }) => children.filter((child) => child instanceof XmlElement));
  }
  return false;
}

function createWriter(
  localName: (element: XmlElement) => string,
  removed: Set<string>,
): (element: XmlElement) => string {
  const writeChildren = (element: XmlElement): string =>
    element.children
      .map((child) => {
        if (child instanceof XmlElement) return write(child);
        return child instanceof XmlText || child instanceof XmlCdata ? escapeXml(child.text) : '';
      })
      .join('');
  const write = (element: XmlElement): string => {
    const name = localName(element);
    if (transparentElements.has(name)) return writeChildren(element);
    // Drawing programs keep their own notes under prefixes of their own.
    if (silentElements.has(name) || name.includes(':')) return '';
    if (!drawingElements.has(name) || (name === 'style' && !isHarmlessStyle(element.text, 'sheet'))) {
      removed.add(`<${name}>`);
      return '';
    }
    const attributes = Object.entries(element.attributes)
      .map(([key, value]) => writeAttribute(key, value, removed))
      .join('');
    const children = name === 'style' ? escapeXml(element.text) : writeChildren(element);
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
