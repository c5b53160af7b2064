/** A media file and its sidecar → what pages need to know of it. */
import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import * as v from 'valibot';
import type { Checked, Media, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { checkSchema } from '../yaml/checkSchema.ts';
import { text } from '../yaml/fields.ts';
import type { GermanOptions } from '../config/germanOptions.ts';
import { typeset } from './german/typeset.ts';
import { typesetImage } from './typesetting.ts';
import { parseYamlTree } from '../yaml/yamlTree.ts';

const pictureName = /\.(?:jpe?g|png|webp|avif|gif|svg)$/i;

const sidecarSchema = v.object({
  alt: v.optional(text),
  caption: v.optional(text),
  credit: v.optional(text),
});

export type MediaWords = Pick<Media, 'alt' | 'caption' | 'credit'>;

/** Measures the file; a picture that cannot be measured is an error (SVG may come without a size). */
export function parseMedia(bytes: Uint8Array, file: SourcePath): Checked<Media> {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  if (!pictureName.test(file)) return { value: { file, digest, isPicture: false }, diagnostics: [] };
  try {
    const { width, height, orientation = 1 } = imageSize(bytes);
    const size = orientation > 4 ? { width: height, height: width } : { width, height };
    return { value: { file, digest, isPicture: true, ...size }, diagnostics: [] };
  } catch {
    if (/\.svg$/i.test(file)) return { value: { file, digest, isPicture: true }, diagnostics: [] };
    return { diagnostics: [diagnose('text/picture-unreadable', { src: file }, { file })] };
  }
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
  const { alt, caption, credit } = value;
  const words = { ...(alt && { alt }), ...(caption && { caption }), ...(credit && { credit }) };
  return { value: typesetImage(words, (written) => typeset(written, typography)), diagnostics };
}
