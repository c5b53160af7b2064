/**
 * Holes in HTML: what only the whole paper knows (addresses, pictures) is cut out while parsing and
 * filled in by `pages/`. On the way through the syntax tree a hole is a marker: its number between
 * two code points that Unicode keeps out of every text.
 */
import type { Body, Hole } from '../../model.ts';
import type { Sheet } from './sheet.ts';

const marker = /\ufdd0(\d+)\ufdd1/;
const markers = new RegExp(marker, 'g');
const markerCharacters = /[\ufdd0\ufdd1]/g;

/** Cuts a hole; the marker goes where the hole is. */
export function cutHole(sheet: Sheet, hole: Hole): string {
  return `\ufdd0${sheet.holes.push(hole) - 1}\ufdd1`;
}

/** Takes from a source what would look like a marker. */
export function withoutMarkers(text: string): string {
  return text.replace(markerCharacters, '');
}

/** A text as it is without what stands in its holes. */
export function withoutHoles(text: string): string {
  return text.includes('\ufdd0') ? text.replace(markers, '') : text;
}

/** The HTML around the markers, and the holes in the order of their markers. */
export function splitAtHoles(html: string, holes: readonly Hole[]): Pick<Body, 'html' | 'holes'> {
  // Splitting at a pattern with one group gives text and numbers in turn.
  const parts = html.split(marker);
  const ordered = parts
    .filter((_, index) => index % 2 === 1)
    .map((number) => {
      const hole = holes[Number(number)];
      if (!hole) throw new Error(`No hole ${number}`);
      return hole;
    });
  return { html: parts.filter((_, index) => index % 2 === 0), holes: ordered };
}
