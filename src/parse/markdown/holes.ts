/**
 * Holes in HTML: what only the whole paper knows (addresses, pictures) is cut out while parsing and
 * filled in by `pages/`. On the way through the syntax tree a hole is a marker: its number between
 * two code points that Unicode keeps out of every text.
 */
import type { Body, Hole } from '../../textModel.ts';
import type { Sheet } from './sheet.ts';

/** HTML that is finished already and only has to get past what writes the tree. */
export interface Inset {
  readonly kind: 'inset';
  readonly html: string;
}

const marker = /\ufdd0(\d+)\ufdd1/;
const markers = new RegExp(marker, 'g');
const markerCharacters = /[\ufdd0\ufdd1]/g;

/** Cuts a hole; the marker goes where the hole is. */
export function cutHole(sheet: Sheet, hole: Hole | Inset): string {
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

/** The HTML around the markers, and the holes in the order of their markers; insets are put in. */
export function splitAtHoles(written: string, cuts: readonly (Hole | Inset)[]): Pick<Body, 'html' | 'holes'> {
  const html = [''];
  const holes: Hole[] = [];
  // Splitting at a pattern with one group gives text and numbers in turn.
  for (const [index, part] of written.split(marker).entries()) {
    const cut = index % 2 === 1 ? cuts[Number(part)] : ({ kind: 'inset', html: part } as const);
    if (!cut) throw new Error(`No hole ${part}`);
    if (cut.kind === 'inset') html[html.length - 1] += cut.html;
    else {
      html.push('');
      holes.push(cut);
    }
  }
  return { html, holes };
}
