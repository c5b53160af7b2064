/**
 * An SVG file as it is published: parsed by an XML parser and written anew from what is on the list, so that
 * nothing gets through that two readers could understand differently. Scripts, event handlers, foreign
 * content, whatever loads or leads elsewhere, and what drawing programs note of their users are gone.
 */
import { parseXml, XmlCdata, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';
import type { Checked, Diagnostic, SourcePath } from '../core/model.ts';
import { MissingPart } from '../core/nativeParts.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { repeatedElements } from './repeatedElements.ts';
import { createRequire } from 'node:module';

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
    if (name !== undefined) return { diagnostics: [diagnose('pictures/svg-entity', { name }, place)] };
    return { diagnostics: [diagnose('pictures/svg-syntax', {}, place)] };
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
    // A picture in a page leads nowhere: what a link holds stays.
    if (name === 'a') return writeChildren(element);
    // Notes of drawing programs, also under prefixes of their own, go without a word: they draw nothing.
    if (name === 'metadata' || name.includes(':')) return '';
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

const require = createRequire(import.meta.url);

function loadLightningcss(): typeof import('lightningcss') {
  try {
    return require('lightningcss');
  } catch (error) {
    throw new MissingPart('lightningcss', error);
  }
}

/** Whether a stylesheet, or the value of a `style` attribute, loads nothing: it refers to places in the same file alone. */
function isHarmlessStyle(css: string, kind: 'sheet' | 'attribute'): boolean {
  // Native code that few drawings need.
  const { transform, transformStyleAttribute } = loadLightningcss();
  const code = Buffer.from(css);
  try {
    const { dependencies } =
      kind === 'sheet'
        ? transform({ code, filename: 'style.css', analyzeDependencies: true })
        : transformStyleAttribute({ code, filename: 'style.css', analyzeDependencies: true });
    return (
      (dependencies ?? []).every((found) => found.type === 'url' && found.url.startsWith('#')) &&
      !isObscure(css)
    );
  } catch {
    return false;
  }
}

/** Custom properties and functions of images hide addresses from the parser; a drawing needs neither. */
function isObscure(css: string): boolean {
  return /\\|image-set|src\s*\(|expression|behavior|-moz-binding|@import|javascript:/i.test(css);
}

// Allow list for SVG: what draws, and nothing that runs, moves, loads or links elsewhere (SVG 2, appendices
// „Element Index“ and „Attribute Index“).

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const svgNamespace = 'http://www.w3.org/2000/svg';
const xlinkNamespace = 'http://www.w3.org/1999/xlink';

const drawingElements = words(
  `circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
  feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
  feTurbulence filter g line linearGradient marker mask path pattern polygon polyline radialGradient rect stop
  style svg switch symbol text textPath title tspan use view`,
);

const drawingAttributes = words(
  `alignment-baseline amplitude azimuth baseFrequency baseline-shift bias class clip clip-path clip-rule clipPathUnits
  color color-interpolation color-interpolation-filters color-rendering cursor cx cy d diffuseConstant direction display
  divisor dominant-baseline dx dy edgeMode elevation exponent fill fill-opacity fill-rule filter filterUnits flood-color
  flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight fr fx fy
  gradientTransform gradientUnits height href id image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix
  kernelUnitLength lang lengthAdjust letter-spacing lighting-color limitingConeAngle marker-end marker-mid marker-start
  markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits media method mix-blend-mode mode
  numOctaves offset opacity operator order orient overflow paint-order pathLength patternContentUnits patternTransform
  patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY
  requiredExtensions result role rotate rx ry scale seed shape-rendering side slope spacing specularConstant
  specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray
  stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale
  systemLanguage tableValues targetX targetY text-anchor text-decoration text-overflow text-rendering textLength
  transform transform-origin type unicode-bidi values vector-effect version viewBox visibility white-space width
  word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z`,
);

/** The text of an XML file in the encoding that its first bytes or its declaration name (XML 1.0, appendix F). */
function decodeSvg(bytes: Uint8Array, file: SourcePath): Checked<string> {
  const encoding = encodingOf(bytes);
  try {
    return { value: new TextDecoder(encoding, { fatal: true }).decode(bytes), diagnostics: [] };
  } catch {
    return { diagnostics: [diagnose('pictures/svg-encoding', { encoding }, { file })] };
  }
}

function encodingOf(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256)).toString('latin1');
  if (/^(?:\xfe\xff|\0<)/.test(start)) return 'utf-16be';
  if (/^(?:\xff\xfe|<\0)/.test(start)) return 'utf-16le';
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1];
  // A file whose first bytes are „<?xml“ is not in UTF-16, whatever it declares.
  return declared && !/^utf-?16/i.test(declared) ? declared : 'utf-8';
}

// Entities that a drawing declares itself: older programs keep the names of their namespaces there.

/** Together, in characters, wherever they are put in: no few lines may become a book. */
const longest = 100_000;

const declaration = /<!ENTITY\s+([\w:.-]+)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>/g;

/** Only what is written out in the file itself, without markup and without entities in it, is an entity. */
function entitiesOf(source: string) {
  const subset = /<!DOCTYPE[^[>]*\[([^]*?)\][ \t\r\n]*>/.exec(source)?.[1] ?? '';
  const known = new Map<string, string>();
  for (const [, name = '', quoted, single] of subset.replaceAll(/<!--[^]*?-->/g, '').matchAll(declaration))
    if (!known.has(name)) known.set(name, quoted ?? single ?? '');
  let length = 0;
  let unresolved: string | undefined;
  return {
    /** Null for an entity that the file does not declare as plain text, or uses too often. */
    resolve: (reference: string): string | null => {
      const text = known.get(reference.slice(1, -1));
      length += text?.length ?? 0;
      if (text !== undefined && length <= longest) return text;
      unresolved ??= reference;
      return null;
    },
    /** The first that could not be resolved. */
    unresolved: () => unresolved,
  };
}

/** Pixels; missing where a drawing tells none. */
export interface SvgSize {
  readonly width?: number;
  readonly height?: number;
}

/** CSS pixels of a unit (CSS Values 4, 6); `em` and `ex` of the usual type of browsers. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 9.6 / 2.54,
  q: 2.4 / 2.54,
  em: 16,
  rem: 16,
  ex: 8,
};

/** Limit above which browsers use the whole. */
const largest = 100_000;

/** The size that a browser gives a drawing (SVG 2, 7.8): its own, or by the proportions of its `viewBox`. */
function svgSize(root: Readonly<Record<string, string>>): SvgSize {
  const [, , boxWidth = 0, boxHeight = 0] = (root['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const hasBox = boxWidth > 0 && boxHeight > 0;
  const ownWidth = lengthOf(root['width']);
  const ownHeight = lengthOf(root['height']);
  const width = ownWidth ?? (hasBox ? ((ownHeight ?? boxHeight) * boxWidth) / boxHeight : undefined);
  const height = ownHeight ?? (hasBox ? ((ownWidth ?? boxWidth) * boxHeight) / boxWidth : undefined);
  if (width === undefined || height === undefined) return {};
  return { width: whole(width), height: whole(height) };
}

/** Undefined for none, and for parts of what is around. */
function lengthOf(written = ''): number | undefined {
  const [, number, unit = ''] = /^\+?(\d*\.?\d+(?:e[+-]?\d+)?)([a-z]*)$/i.exec(written.trim()) ?? [];
  const pixels = Number(number) * (units[unit.toLowerCase()] ?? Number.NaN);
  return pixels > 0 ? pixels : undefined;
}

function whole(length: number): number {
  return Math.min(Math.max(Math.round(length), 1), largest);
}
