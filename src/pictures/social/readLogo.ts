/** A logo in the few colours that a social picture has room for. */
import type { Colour } from '../../config/colour.ts';
import type { Box, Canvas } from './sheet.ts';

export interface Logo {
  readonly width: number;
  readonly height: number;
  readonly colours: readonly Colour[];
  /** Numbers of `colours`, line by line. */
  readonly pixels: Uint8Array;
}

const mostColours = 128;

/** The logo on the background, as large as it may be. Rejects for what is no picture. */
export async function readLogo(
  bytes: Uint8Array,
  paper: Colour,
  room: Pick<Box, 'width' | 'height'>,
): Promise<Logo> {
  const { default: sharp } = await import('sharp');
  // A drawing is drawn in the size that it is needed in, or larger.
  const fitted = await sharp(bytes, { density: 288 })
    .resize({ ...room, fit: 'inside' })
    .flatten({ background: paper })
    .toColourspace('srgb')
    .png({ palette: true, colours: mostColours, dither: 0 })
    .toBuffer();
  const { data, info } = await sharp(fitted).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const numbers = new Map<string, number>();
  const pixels = Uint8Array.from({ length: info.width * info.height }, (_, pixel) => {
    const colour = data.toString('hex', pixel * 3, pixel * 3 + 3);
    const number = numbers.get(colour) ?? numbers.size;
    numbers.set(colour, number);
    return number;
  });
  const colours = [...numbers.keys()].map((colour): Colour => `#${colour}`);
  return { width: info.width, height: info.height, colours, pixels };
}

/** Draws the logo; `first`: the number of its first colour on the canvas. */
export function drawLogo(
  canvas: Canvas,
  { width, height, pixels }: Logo,
  x: number,
  y: number,
  first: number,
): void {
  for (let line = 0; line < height; line++)
    for (let column = 0; column < width; column++)
      canvas.pixels[(y - height + line) * canvas.width + x + column] =
        first + (pixels[line * width + column] ?? 0);
}
