/** A media file and its sidecar → `Media`. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Checked, Diagnostic, Focus, Media, SourcePath } from '../core/model.ts';
import { type PictureHeader, readPictureHeader } from '../images/pictureHeader.ts';
import { recipe } from '../images/renditions.ts';
import { sanitizeSvg } from '../images/svg.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { findNoncharacter } from '../core/diagnostics/noncharacter.ts';
import { checkSchema } from '../core/yaml/checkSchema.ts';
import { text } from '../core/yaml/fields.ts';
import type { GermanOptions } from '../config/germanOptions.ts';
import { typeset } from '../markdown/german/typeset.ts';
import { typesetImage } from './typesetting.ts';
import { parseYamlTree } from '../core/yaml/yamlTree.ts';
import { parseXml, type XmlElement, XmlDocumentType, XmlProcessingInstruction } from '@rgrove/parse-xml';
import { isPictureName, isXmlDocument } from '../config/documentTypes.ts';

/**
 * Limit for a picture with all its frames, in pixels: as many as the best cameras have, and as a few of them
 * at once may take in memory.
 */
const mostPixels = 150_000_000;

/** Limit for a CSV file that can be a chart. */
const mostCsvBytes = 100_000;

/** `30% 40%`: from the left and from the top. */
const focusForm = /^(\d{1,2}|100) ?%[ ,]+(\d{1,2}|100) ?%$/;

const focusField = v.pipe(text, v.regex(focusForm, 'schema/focus'), v.transform(toFocus));

export const sidecarSchema = v.object({
  alt: v.optional(text),
  caption: v.optional(text),
  credit: v.optional(text),
  focus: v.optional(focusField),
});

/** Content of a sidecar. */
export type MediaWords = Pick<Media, 'alt' | 'caption' | 'credit' | 'focus'>;

type MeasuredPicture = Pick<Media, 'width' | 'height' | 'raster' | 'isAdaptive'>;

function toFocus(written: string): Focus {
  const [, x, y] = focusForm.exec(written) ?? [];
  return { x: Math.round(Number(x) / 10), y: Math.round(Number(y) / 10) };
}

/** Measures the file; a picture that cannot be published is an error (SVG may come without a size), as is a document that could be run. */
export function parseMedia(bytes: Uint8Array, file: SourcePath): Checked<Media> {
  const digest = mediaDigest(bytes);
  if (!isPictureName(file)) {
    const fault = documentFault(bytes, file);
    if (fault) return { diagnostics: [fault] };
    const csv = /\.csv$/i.test(file) ? csvText(bytes) : undefined;
    return {
      value: { file, digest, isPicture: false, bytes: bytes.length, ...(csv !== undefined && { csv }) },
      diagnostics: [],
    };
  }
  const { value: header, diagnostics } = /\.svg$/i.test(file)
    ? svgHeader(bytes, file)
    : rasterHeader(bytes, file);
  return { ...(header && { value: { file, digest, isPicture: true, ...header } }), diagnostics };
}

/** Undefined for what is too long for a chart or no text in UTF-8. */
function csvText(bytes: Uint8Array): string | undefined {
  if (bytes.length > mostCsvBytes) return undefined;
  try {
    const csv = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return findNoncharacter(csv) ? undefined : csv;
  } catch {
    return undefined;
  }
}

/** Digest of a media file, for names that readers see. */
export function mediaDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

function svgHeader(bytes: Uint8Array, file: SourcePath): Checked<MeasuredPicture> {
  const { value, diagnostics } = sanitizeSvg(bytes, file);
  if (!value) return { diagnostics };
  const { size, isAdaptive, removed } = value;
  const cleaned = diagnose('pictures/svg-cleaned', { removed: removed.join(', ') }, { file });
  return {
    value: { ...size, ...(isAdaptive && { isAdaptive }) },
    diagnostics: removed.length === 0 ? diagnostics : [...diagnostics, cleaned],
  };
}

function rasterHeader(bytes: Uint8Array, file: SourcePath): Checked<MeasuredPicture> {
  const { value: header, diagnostics } = readPictureHeader(bytes, file);
  if (!header) return { diagnostics };
  const fault = rasterFault(header, file);
  if (fault) return { diagnostics: [fault] };
  const { width, height, raster, standsStill } = header;
  return {
    value: { width, height, raster },
    diagnostics: standsStill ? [diagnose('pictures/stands-still', {}, { file })] : [],
  };
}

function rasterFault({ width, height, frames }: PictureHeader, file: SourcePath): Diagnostic | undefined {
  const most = Math.floor(mostPixels / (width * height));
  if (most === 0) return diagnose('pictures/too-large', { width, height }, { file });
  if (frames > most) return diagnose('pictures/too-many-frames', { frames, width, height, most }, { file });
  return height > recipe.tallest
    ? diagnose('pictures/too-high', { height, most: recipe.tallest }, { file })
    : undefined;
}

/** The words that `bild.jpg.yaml` has for `bild.jpg`; they hold where the article says nothing else. */
export function parseMediaWords(
  sidecar: string,
  file: SourcePath,
  typography: GermanOptions,
): Checked<MediaWords> {
  const place = { file, firstLine: 1 };
  const tree = parseYamlTree(sidecar, place);
  if (!tree.value) return { diagnostics: tree.diagnostics };
  const { value, diagnostics } = checkSchema(tree.value, sidecarSchema, place);
  if (!value) return { diagnostics };
  const { alt, caption, credit, focus } = value;
  const words = { ...(alt && { alt }), ...(caption && { caption }), ...(credit && { credit }) };
  const set = typesetImage(words, (written) => typeset(written, typography));
  return { value: { ...set, ...(focus && { focus }) }, diagnostics };
}

// Refuses documents that a browser could take for a page.

/**
 * Browsers guess at what hosts send without a type, or as XML of some kind. All that they could run begins with `<`,
 * after spaces and the marks of an encoding; nothing that they show as text does, so `.txt` may.
 */
export function documentFault(bytes: Uint8Array, file: SourcePath): Diagnostic | undefined {
  if (/\.txt$/i.test(file) || !beginsWithMarkup(bytes)) return undefined;
  return isXmlDocument(file) && isData(bytes) ? undefined : diagnose('text/document-markup', {}, { file });
}

function beginsWithMarkup(bytes: Uint8Array): boolean {
  const marks = new Set([0x00, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);
  return bytes.find((byte) => !marks.has(byte)) === 0x3c;
}

/** Only descriptive vocabularies of the W3C; the others have elements that browsers run. */
const harmlessNamespaces: ReadonlySet<string> = new Set([
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/2001/XMLSchema',
  'http://www.w3.org/2005/Atom',
]);

/** Whether the bytes are XML in UTF-8 that every reader understands as the same data. */
function isData(bytes: Uint8Array): boolean {
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const encoding = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/.exec(source)?.[1] ?? 'utf-8';
    const { root, children } = parseXml(source, { preserveDocumentType: true });
    const isPlain = children.every(
      (child) => !(child instanceof XmlDocumentType) && !(child instanceof XmlProcessingInstruction),
    );
    return /^utf-8$/i.test(encoding) && isPlain && root !== null && hasHarmlessNames(root);
  } catch {
    return false;
  }
}

function hasHarmlessNames(root: XmlElement): boolean {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    const names = Object.entries(element.attributes).filter(([name]) => /^xmlns(?::|$)/.test(name));
    if (names.some(([, value]) => value.includes('www.w3.org/') && !harmlessNamespaces.has(value)))
      return false;
    open.push(...element.children.filter((child): child is XmlElement => child.type === 'element'));
  }
  return true;
}
