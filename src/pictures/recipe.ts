/**
 * How pictures are made. Whatever changes here changes the names of what is made of it, so that no cache
 * on the way to the reader keeps the old.
 */
import { digestOf } from '../digestOf.ts';

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
export const recipeName = digestOf(JSON.stringify(recipe)).slice(0, 4);
