/** A media file and its sidecar → what pages need to know of it. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { Checked, Diagnostic, Focus, Media, SourcePath } from '../model.ts';
import { type PictureHead, readPictureHead } from '../pictures/head/readPictureHead.ts';
import { recipe } from '../pictures/recipe.ts';
import { sanitizeSvg } from '../pictures/svg/sanitizeSvg.ts';
import { diagnose } from '../report/diagnostics.ts';
import { findNoncharacter } from '../report/noncharacter.ts';
import { checkSchema } from '../yaml/checkSchema.ts';
import { text } from '../yaml/fields.ts';
import type { GermanOptions } from '../config/germanOptions.ts';
import { documentFault } from './documentFault.ts';
import { typeset } from './german/typeset.ts';
import { typesetImage } from './typesetting.ts';
import { parseYamlTree } from '../yaml/yamlTree.ts';

const pictureName = /\.(?:jpe?g|png|webp|avif|gif|svg)$/i;

/** By its name; what it holds is another matter. */
export function isPictureName(path: string): boolean {
  return pictureName.test(path);
}

/** Of a picture with all its frames, in pixels: as many as the best cameras have, and what a few of them at once may take in memory. */
const mostPixels = 150_000_000;

/** Of a CSV file that can be a chart. */
const mostCsvBytes = 100_000;

/** `30% 40%`: from the left and from the top. */
const focusForm = /^(\d{1,2}|100) ?%[ ,]+(\d{1,2}|100) ?%$/;

const focusField = v.pipe(text, v.regex(focusForm, 'schema/focus'), v.transform(toFocus));

const sidecarSchema = v.object({
  alt: v.optional(text),
  caption: v.optional(text),
  credit: v.optional(text),
  focus: v.optional(focusField),
});

/** What a sidecar says. */
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
      value: { file, digest, isPicture: false, ...(csv !== undefined && { csv }) },
      diagnostics: [],
    };
  }
  const { value: head, diagnostics } = /\.svg$/i.test(file) ? svgHead(bytes, file) : rasterHead(bytes, file);
  return { ...(head && { value: { file, digest, isPicture: true, ...head } }), diagnostics };
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

/** Tells the bytes of a media file from all others, in names that readers see. */
export function mediaDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

function svgHead(bytes: Uint8Array, file: SourcePath): Checked<MeasuredPicture> {
  const { value, diagnostics } = sanitizeSvg(bytes, file);
  if (!value) return { diagnostics };
  const { size, isAdaptive, removed } = value;
  const cleaned = diagnose('pictures/svg-cleaned', { removed: removed.join(', ') }, { file });
  return {
    value: { ...size, ...(isAdaptive && { isAdaptive }) },
    diagnostics: removed.length === 0 ? diagnostics : [...diagnostics, cleaned],
  };
}

function rasterHead(bytes: Uint8Array, file: SourcePath): Checked<MeasuredPicture> {
  const { value: head, diagnostics } = readPictureHead(bytes, file);
  if (!head) return { diagnostics };
  const fault = rasterFault(head, file);
  if (fault) return { diagnostics: [fault] };
  const { width, height, raster, standsStill } = head;
  return {
    value: { width, height, raster },
    diagnostics: standsStill ? [diagnose('pictures/stands-still', {}, { file })] : [],
  };
}

function rasterFault({ width, height, frames }: PictureHead, file: SourcePath): Diagnostic | undefined {
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
