/** A social picture with its photograph, as JPEG. */
import { loadPart } from '../../core/nativeParts.ts';
import { socialLayout } from './socialLayout.ts';
import type { SocialPhoto } from './socialPicture.ts';
import type { Colour } from '../../config/designSettings.ts';
import type { Canvas, Box } from './canvas.ts';

const { photo: frame, jpg } = socialLayout;

/** Rejects for bytes that are no whole picture. */
export async function developPhoto(
  canvas: Canvas,
  colours: readonly Colour[],
  photo: SocialPhoto,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const { default: sharp } = await loadPart('sharp', () => import('sharp'));
  const scale = Math.max(frame.width / photo.width, frame.height / photo.height);
  const width = Math.max(frame.width, Math.round(photo.width * scale));
  const height = Math.max(frame.height, Math.round(photo.height * scale));
  const cut = await sharp(bytes, { failOn: 'error' })
    .autoOrient()
    .resize({ width, height, fit: 'fill' })
    .extract({
      ...frame,
      left: cutAt(width, frame.width, photo.focus?.x),
      top: cutAt(height, frame.height, photo.focus?.y),
    })
    .flatten({ background: colours[0] ?? '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  const pixels = inColour(canvas, colours);
  const line = frame.width * 3;
  for (let y = 0; y < frame.height; y++)
    pixels.set(cut.subarray(y * line, (y + 1) * line), ((y + 1) * canvas.width - frame.width) * 3);
  const raw = { width: canvas.width, height: canvas.height, channels: 3 } as const;
  return sharp(pixels, { raw }).jpeg(jpg).toBuffer();
}

/** Where a cut begins that has the focus (in tenths; missing: the middle) as near to its own middle as can be. */
function cutAt(whole: number, part: number, focus = 5): number {
  const wanted = Math.round((whole * focus) / 10 - part / 2);
  return Math.min(Math.max(wanted, 0), whole - part);
}

function inColour({ pixels }: Canvas, colours: readonly Colour[]): Buffer {
  const channels = Buffer.from(colours.map((colour) => colour.slice(1)).join(''), 'hex');
  const result = Buffer.alloc(pixels.length * 3);
  pixels.forEach((number, index) => {
    result[index * 3] = channels[number * 3] ?? 0;
    result[index * 3 + 1] = channels[number * 3 + 1] ?? 0;
    result[index * 3 + 2] = channels[number * 3 + 2] ?? 0;
  });
  return result;
}

// A logo in the few colours that a social picture has room for.

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
  const { default: sharp } = await loadPart('sharp', () => import('sharp'));
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
