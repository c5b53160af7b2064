/**
 * A picture's bytes → the files that readers get. Sharp turns the picture as its orientation says,
 * converts its colours to sRGB, and writes nothing of what else the camera noted.
 *
 * Each encoder has one thread: with more of them AVIF has other bytes. Several pictures at once keep the
 * processor busy instead.
 */
import { loadPart, MissingPart } from '../core/nativeParts.ts';
import type { Sharp, SharpOptions } from 'sharp';
import type { PictureFault } from '../core/model.ts';
import { type PictureFormat, type RasterPicture, type Rendition, recipe } from './renditions.ts';

type MakeSharp = (input: Uint8Array, options?: SharpOptions) => Sharp;

/** The pixels have another shape than the header says. */
class OtherSize extends Error {}

/** Makes the renditions one after the other. Rejects for bytes that are no whole picture. */
export async function encodePicture<Wanted extends Rendition>(
  bytes: Uint8Array,
  { raster, width, height }: Pick<RasterPicture, 'raster' | 'width' | 'height'>,
  renditions: readonly Wanted[],
): Promise<readonly { readonly rendition: Wanted; readonly bytes: Uint8Array }[]> {
  const make = await loadSharp();
  const { autoOrient: seen } = await make(bytes).metadata();
  if (seen.width !== width || seen.height !== height) throw new OtherSize();
  const open = raster.isAnimated ? () => make(bytes, { animated: true }) : await stillPicture(bytes, make);
  const encoded = [];
  for (const rendition of renditions) {
    const size = { width: rendition.width, height: rendition.height };
    const sized = open().resize({ ...size, fit: 'fill' });
    encoded.push({ rendition, bytes: await inFormat(sized, rendition.format).toBuffer() });
  }
  return encoded;
}

async function loadSharp(): Promise<MakeSharp> {
  const { default: sharp } = await loadPart('sharp', () => import('sharp'));
  sharp.concurrency(1);
  // Every picture is opened once.
  sharp.cache(false);
  return (input, options) => sharp(input, { failOn: 'error', ...options });
}

/** Decoded once, to the widest that is published; all sizes are made of that. */
async function stillPicture(bytes: Uint8Array, make: MakeSharp): Promise<() => Sharp> {
  const { data, info } = await make(bytes)
    .autoOrient()
    .resize({ width: recipe.steps.at(-1), withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return () => make(data, { raw: { width, height, channels } });
}

/** Explains a failure of `encodePicture`; throws again what is no fault of the picture. */
export function pictureFault(error: unknown): PictureFault {
  if (error instanceof MissingPart) throw error;
  if (error instanceof OtherSize) return 'size';
  return error instanceof Error && /support|precision/i.test(error.message) ? 'unsupported' : 'damaged';
}

function inFormat(picture: Sharp, format: PictureFormat): Sharp {
  if (format === 'avif') return picture.avif(recipe.avif);
  if (format === 'webp') return picture.webp(recipe.webp);
  if (format === 'png') return picture.png(recipe.png);
  return format === 'gif' ? picture.gif(recipe.gif) : picture.jpeg(recipe.jpg);
}
