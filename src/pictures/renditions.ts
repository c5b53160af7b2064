/** The files that are made of a picture: known from its head alone, long before they are made. */
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
  /** The newer formats, best first, each from narrow to wide. */
  readonly modern: readonly { readonly format: PictureFormat; readonly widths: readonly Rendition[] }[];
  /** The one that every program shows. */
  readonly fallback: Rendition;
}

/** A picture of pixels. */
export interface RasterPicture extends Media {
  readonly raster: Raster;
  readonly width: number;
  readonly height: number;
}

export function isRasterPicture(media: Media): media is RasterPicture {
  return media.raster !== undefined && media.width !== undefined && media.height !== undefined;
}

/** What is made of a picture. One that moves is made in one width, and keeps moving. */
export function renditionsOf(picture: RasterPicture): Renditions {
  const { width, raster } = picture;
  const fallback = renditionAt(Math.min(width, recipe.fallbackWidth), fallbackFormat(raster), picture);
  if (raster.isAnimated) {
    return {
      modern: [{ format: 'webp', widths: [{ ...fallback, ...named('webp', fallback.width, picture) }] }],
      fallback,
    };
  }
  const widths = widthsOf(width);
  const modern = recipe.modernFormats.map((format) => ({
    format,
    widths: widths.map((step) => renditionAt(step, format, picture)),
  }));
  return { modern, fallback };
}

/** All files that are made of a picture. */
export function allRenditions(picture: RasterPicture): readonly Rendition[] {
  const { modern, fallback } = renditionsOf(picture);
  return [...modern.flatMap(({ widths }) => widths), fallback];
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
  const height = Math.max(1, Math.round((picture.height * width) / picture.width));
  return { ...named(format, width, picture), width, height };
}

function named(format: PictureFormat, width: number, { digest }: Media): Pick<Rendition, 'name' | 'format'> {
  return { name: `${digest}-${recipeName}-${width}.${format}`, format };
}
