/** Gives free tracking pixels of VG Wort to texts that have none. A pixel is given once and for ever. */
import type { Article } from '../model.ts';
import type { TrackingPixel } from '../parse/countingMarks.ts';
import { countedLength } from './assignedMarks.ts';

/** Labels of texts by others, who have pixels of their own or are not paid for readers. */
const foreignLabels: ReadonlySet<string> = new Set(['anzeige', 'agentur'] satisfies Article['label'][]);

/** Whether a text of so many characters may have a tracking pixel. */
export function mayHavePixel(
  { label, trackingPixel }: Pick<Article, 'label' | 'trackingPixel'>,
  characters: number,
): boolean {
  if (trackingPixel === 'none' || (label !== undefined && foreignLabels.has(label))) return false;
  return trackingPixel === 'poem' || characters >= countedLength;
}

export interface GivenPixels {
  /** Code of the pixel → name of the text. */
  readonly given: ReadonlyMap<string, string>;
  /** Number of pixels that are left. */
  readonly free: number;
  /** Number of texts that got none. */
  readonly missing: number;
}

/** Gives pixels in the order of both lists. `names`: the texts, as the VG Wort table names them. */
export function givePixels(pixels: readonly TrackingPixel[], names: readonly string[]): GivenPixels {
  const free = pixels.filter(({ article }) => article === '');
  const given = new Map<string, string>();
  for (const [index, { code }] of free.slice(0, names.length).entries()) given.set(code, names[index] ?? '');
  return { given, free: free.length - given.size, missing: names.length - given.size };
}
