/** Renditions of a picture: known from its header alone, long before they are encoded. */
import type { Media, Raster } from '../model.ts';
import { recipe, recipeName } from './recipe.ts';

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
