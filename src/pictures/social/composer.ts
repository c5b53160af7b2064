/**
 * Sets text in a typeface: measures and draws it. Each glyph is rasterised once for each size and subpixel
 * position.
 */
import { rasterizeOutline, type Stamp } from './rasterizeOutline.ts';
import { type Ink, printStamp, type Canvas } from './sheet.ts';
import type { Typeface } from './typeface.ts';

export interface Composer {
  /**
   * The text with what the typeface has: a letter without its accent where it has not the letter itself, and no
   * emoji. Undefined when a letter or digit is missing all the same: with holes it would say something else.
   */
  readonly printable: (text: string) => string | undefined;
  /** In units of the type size. */
  readonly measure: (text: string) => number;
  /** `x` where the text begins, `y` its base line, `size` in pixels. Returns where it ends. */
  readonly draw: (canvas: Canvas, text: string, at: TypePlace, ink: Ink) => void;
}

export interface TypePlace {
  readonly x: number;
  readonly y: number;
  /** In pixels. */
  readonly size: number;
}

/** A sign begins at a quarter of a pixel. */
const steps = 4;

/** Replacements of spaces that do not break and have no glyph of their own. */
const otherSpaces = /[\u00a0\u202f\u2009]/g;

export function createComposer({ glyphOf, kerning }: Typeface): Composer {
  const stamps = new Map<string, Stamp>();
  const stampOf = (character: string, size: number, step: number): Stamp | undefined => {
    const key = `${character}${size}/${step}`;
    const found = stamps.get(key);
    const glyph = found ? undefined : glyphOf(character);
    if (!glyph) return found;
    const made = rasterizeOutline(glyph.outline, size / glyph.unitsPerEm, step / steps);
    stamps.set(key, made);
    return made;
  };
  const walk = (text: string, visit: (character: string, at: number) => void): number => {
    let at = 0;
    let before = '';
    for (const character of text) {
      if (before !== '') at += kerning(before, character);
      visit(character, at);
      at += glyphOf(character)?.advance ?? 0;
      before = character;
    }
    return at;
  };
  return {
    printable: (text) => printableWith(glyphOf, text),
    measure: (text) => walk(text, () => {}),
    draw: (canvas, text, { x, y, size }, ink) => {
      walk(text, (character, at) => {
        const place = Math.round((x + at * size) * steps);
        const stamp = stampOf(character, size, place % steps);
        if (stamp) printStamp(canvas, stamp, Math.floor(place / steps), y, ink);
      });
    },
  };
}

function printableWith(glyphOf: Typeface['glyphOf'], text: string): string | undefined {
  let whole = '';
  for (const character of text.normalize('NFC').replace(otherSpaces, '\u00a0')) {
    const [base = ''] = character.normalize('NFD');
    const drawn = [character, base].find((one) => one === '\u00ad' || glyphOf(one));
    if (drawn === undefined && /[\p{L}\p{N}]/u.test(character)) return undefined;
    whole += drawn ?? '';
  }
  return whole.replace(/ {2,}/g, ' ').trim();
}
