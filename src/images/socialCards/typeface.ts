/**
 * A typeface as social pictures are set in it: the very fonts that browsers get, opened by HarfBuzz, so that no
 * font of the machine has a say in what is drawn.
 */
import type { Blob, Font, SvgPathCommand } from 'harfbuzzjs';
import { remembered } from '../../core/remembered.ts';

/** One sign; lengths in units of the type size. */
export interface Glyph {
  readonly advance: number;
  /** In font units, upward. */
  readonly outline: readonly SvgPathCommand[];
  readonly unitsPerEm: number;
}

export interface Typeface {
  /** Undefined when no font has it. */
  readonly glyphOf: (character: string) => Glyph | undefined;
  /** Kerning between the two, in units of the type size. */
  readonly kerning: (left: string, right: string) => number;
}

/** A font file, unpacked. */
export type OpenedFont = Blob;

interface Unpacker {
  readonly default: (packed: Uint8Array) => Promise<Uint8Array>;
}

/** Opens a WOFF2 file. Rejects for what is none. */
export async function openFont(packed: Uint8Array): Promise<OpenedFont> {
  // The module that unpacks alone; the one that packs is three times as large.
  // @ts-expect-error The package has no types.
  const woff2: Unpacker = await import('wawoff2/decompress.js');
  const harfbuzz = await import('harfbuzzjs');
  const blob = new harfbuzz.Blob(await woff2.default(packed));
  if (new harfbuzz.Face(blob).upem === 0) throw new Error('No font');
  return blob;
}

/** The first font that has a sign gives it. `weight` as in CSS; fonts of one weight have that. */
export async function makeTypeface(fonts: readonly OpenedFont[], weight: number): Promise<Typeface> {
  const { Buffer: Text, Face, Font, shape, Variation } = await import('harfbuzzjs');
  const cuts = fonts.map((blob) => {
    const face = new Face(blob);
    const font = new Font(face);
    font.setVariations([new Variation('wght', weight)]);
    return { font, unitsPerEm: face.upem };
  });
  const cutWith = (character: string) =>
    cuts.find(({ font }) => font.nominalGlyph(character.codePointAt(0) ?? 0) !== undefined);
  const glyphOf = remembered((character: string) => {
    const cut = cutWith(character);
    return cut && drawnGlyph(cut.font, cut.unitsPerEm, character);
  });
  const kerningOf = remembered((pair: string) => {
    const [left = '', right = ''] = pair;
    const cut = cutWith(left);
    if (!cut || cut !== cutWith(right)) return 0;
    const text = new Text();
    text.addText(pair);
    text.guessSegmentProperties();
    shape(cut.font, text, []);
    const [first] = text.getGlyphPositions();
    // A ligature is no pair.
    if (text.getLength() !== 2 || !first) return 0;
    return first.xAdvance / cut.unitsPerEm - (glyphOf(left)?.advance ?? 0);
  });
  return { glyphOf, kerning: (left, right) => kerningOf(left + right) };
}

function drawnGlyph(font: Font, unitsPerEm: number, character: string): Glyph {
  const id = font.nominalGlyph(character.codePointAt(0) ?? 0) ?? 0;
  return { advance: font.glyphHAdvance(id) / unitsPerEm, outline: font.glyphToJson(id), unitsPerEm };
}
