/** A canvas of pixels, each the number of a colour, on which glyphs and boxes are drawn. */
import { type Colour, mix } from '../../config/colour.ts';
import { fullShade, type Stamp } from './rasterizeOutline.ts';

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Line by line; 0 is the background. */
  readonly pixels: Uint8Array;
}

/** A colour on a ground, with the shades between them that make edges smooth. */
export interface InkColours {
  readonly colour: Colour;
  readonly ground: Colour;
}

/** The number of an ink's first shade; `fullShade` of them follow each other, the last is the colour itself. */
export type Ink = number;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The colours of some inks, one ink after the other. */
export function shadesOf(inks: readonly InkColours[]): readonly Colour[] {
  return inks.flatMap(({ colour, ground }) =>
    Array.from({ length: fullShade }, (_, index) => mix(colour, ground, (index + 1) / fullShade)),
  );
}

/** A canvas of background alone. */
export function emptyCanvas({ width, height }: Pick<Canvas, 'width' | 'height'>): Canvas {
  return { width, height, pixels: new Uint8Array(width * height) };
}

export function drawBox({ pixels, width }: Canvas, box: Box, ink: Ink): void {
  for (let line = box.y; line < box.y + box.height; line++) {
    const start = line * width + box.x;
    pixels.fill(ink + fullShade - 1, start, start + box.width);
  }
}

/** Draws a glyph at a whole pixel; what lies outside of the canvas is lost. */
export function printStamp(canvas: Canvas, stamp: Stamp, x: number, y: number, ink: Ink): void {
  const { pixels } = canvas;
  const [left, top] = [x + stamp.left, y + stamp.top];
  const from = Math.max(0, -left);
  const to = Math.min(stamp.width, canvas.width - left);
  for (let line = Math.max(0, -top); line < stamp.height && top + line < canvas.height; line++) {
    const source = line * stamp.width;
    const target = (top + line) * canvas.width + left;
    for (let column = from; column < to; column++) {
      const shade = stamp.shades[source + column] ?? 0;
      if (shade === 0) continue;
      const number = ink + shade - 1;
      const before = pixels[target + column] ?? 0;
      // Where two signs touch, the fuller shade stays.
      const isFainter = before > number && before < ink + fullShade;
      if (!isFainter) pixels[target + column] = number;
    }
  }
}
