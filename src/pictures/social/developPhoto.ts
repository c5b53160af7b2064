/** A social picture with its photograph, as JPEG. */
import { socialLayout } from './socialLayout.ts';
import type { SocialPhoto } from './socialPicture.ts';
import type { Colour } from '../../config/colour.ts';
import type { Canvas } from './sheet.ts';

const { photo: frame, jpg } = socialLayout;

/** Rejects for bytes that are no whole picture. */
export async function developPhoto(
  canvas: Canvas,
  colours: readonly Colour[],
  photo: SocialPhoto,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
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
