/** Renditions of a picture: known from its header alone, long before they are encoded. */
import type { Media, Raster } from '../core/model.ts';
import { digestOf } from '../core/digestOf.ts';

export type PictureFormat = (typeof recipe.modernFormats)[number] | 'jpg' | 'png' | 'gif';

/** One of the files that are made of a picture. */
export interface Rendition {
  /** Neutral, and another one for other bytes, another size or another recipe: `3b9d8253be2aea9c-1f2e-640.avif`. */
  readonly name: string;
  readonly format: PictureFormat;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Renditions {
  /** The newer formats, best first, each from narrow to wide; one old format where the newer ones cannot hold the picture. */
  readonly modern: readonly { readonly format: PictureFormat; readonly widths: readonly Rendition[] }[];
  /** The one that every program shows. */
  readonly fallback: Rendition;
}

/** The one of the newer formats in which all browsers show motion. */
const movingFormats = ['webp'] as const;

/** A picture of pixels. */
export interface RasterPicture extends Media {
  readonly raster: Raster;
  readonly width: number;
  readonly height: number;
}

export function isRasterPicture(media: Media): media is RasterPicture {
  return media.raster !== undefined && media.width !== undefined && media.height !== undefined;
}

/**
 * Renditions of a picture. An animated one is made in one width. One that is too high for the newer formats
 * is made in all widths in the old one, because words in it must stay legible.
 */
export function renditionsOf(picture: RasterPicture): Renditions {
  const { width, raster } = picture;
  const oldFormat = fallbackFormat(raster);
  const fallback = renditionAt(Math.min(width, recipe.fallbackWidth), oldFormat, picture);
  const widths = raster.isAnimated ? [fallback.width] : widthsOf(width);
  const tallest = Math.max(...widths.map((step) => heightAt(step, picture)));
  const formats = raster.isAnimated ? movingFormats : recipe.modernFormats;
  const modern = (tallest > recipe.tallestModern ? [oldFormat] : formats).map((format) => ({
    format,
    widths: widths.map((step) => renditionAt(step, format, picture)),
  }));
  return { modern, fallback };
}

/** All files that are made of a picture, each once. */
export function allRenditions(picture: RasterPicture): readonly Rendition[] {
  const { modern, fallback } = renditionsOf(picture);
  const others = modern.flatMap(({ widths }) => widths).filter(({ name }) => name !== fallback.name);
  return [...others, fallback];
}

/** Never wider than the picture itself. */
function widthsOf(width: number): readonly number[] {
  const widest = Math.min(width, recipe.steps.at(-1) ?? width);
  return [...recipe.steps.filter((step) => step < widest * (1 - recipe.nearlySame)), widest];
}

function fallbackFormat({ isAnimated, hasAlpha }: Raster): PictureFormat {
  if (isAnimated) return 'gif';
  return hasAlpha ? 'png' : 'jpg';
}

function renditionAt(width: number, format: PictureFormat, picture: RasterPicture): Rendition {
  const name = `${picture.digest}-${recipeName}-${width}.${format}`;
  return { name, format, width, height: heightAt(width, picture) };
}

function heightAt(width: number, picture: RasterPicture): number {
  return Math.max(1, Math.round((picture.height * width) / picture.width));
}

// How pictures are made. Whatever changes here changes the names of what is made of it, so that no cache
// on the way to the reader keeps the old.

/** In pixels: a phone's column, half a tablet, a column at double density, a lead picture, the same on a large display. */
const steps = [320, 640, 960, 1280, 1920] as const;

/** Formats that are made in every width, best first. */
const modernFormats = ['avif', 'webp'] as const;

export const recipe = {
  steps,
  modernFormats,
  /**
   * Width of the version for every browser and feed reader, in pixels; Google Discover asks for 1200 and
   * more.
   */
  fallbackWidth: 1280,
  /** The highest that WebP holds (AVIF one pixel more), and the highest of any format that every program shows. */
  tallestModern: 16_383,
  tallest: 65_500,
  /** A width within this part of the next larger one would be the same picture twice. */
  nearlySame: 0.1,
  /** The effort is the highest that costs less time than it is worth: AVIF 3 takes three times as long as 1 for 6 % less, GIF 7 more than twice as long as 3 for the same. */
  avif: { quality: 50, effort: 1, chromaSubsampling: '4:2:0' },
  webp: { quality: 75, effort: 2 },
  jpg: { quality: 78, mozjpeg: true },
  png: { compressionLevel: 9 },
  gif: { effort: 3 },
} as const;

/** Tells this recipe from all others: four hexadecimal digits. */
const recipeName = digestOf(JSON.stringify(recipe)).slice(0, 4);
