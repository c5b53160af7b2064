/** Reads the header of a raster image as sharp does: its visible size and its features. */
import type { Checked, Raster, SourcePath } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { avifHeader } from './avifHead.ts';
import { gifHeader, jpegHeader, type PixelHeader, pngHeader, webpHeader } from './pixelHeads.ts';

export interface PictureHeader {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly raster: Raster;
  /** It is animated in a format of which only the first frame can be kept. */
  readonly standsStill: boolean;
  readonly frames: number;
}

type HeadReader = (bytes: Buffer) => PixelHeader;

/** By how files begin; their names do not matter. */
const readers: readonly (readonly [RegExp, HeadReader])[] = [
  [/^\xff\xd8\xff/, jpegHeader],
  [/^\x89PNG\r\n/, pngHeader],
  [/^RIFF[^]{4}WEBP/, webpHeader],
  [/^GIF8[79]a/, gifHeader],
  [/^[^]{4}ftyp(?:avif|avis|[^]{4}[^]{4}(?:[^]{4})*?avi[fs])/, avifHeader],
];

/** Other formats under the names of pictures, as authors call them. */
const others: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'leer'],
  [/^[^]{4}ftyp(?:hei|hev|mif1|msf1)/, 'ein HEIC-Foto'],
  [/^(?:II\*\0|MM\0\*)/, 'ein TIFF-Bild'],
  [/^BM/, 'ein BMP-Bild'],
  [/^8BPS/, 'eine Photoshop-Datei'],
  [/^(?:\xff\n|[^]{4}JXL )/, 'ein JPEG-XL-Bild'],
  [/^[^]{4}jP {2}/, 'ein JPEG-2000-Bild'],
  [/^%PDF/, 'ein PDF'],
  [/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!DOCTYPE svg)/i, 'eine SVG-Zeichnung'],
  [/^(?:\xef\xbb\xbf)?\s*</, 'eine Webseite'],
];

export function readPictureHeader(bytes: Uint8Array, file: SourcePath): Checked<PictureHeader> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = buffer.toString('latin1', 0, 64);
  const reader = readers.find(([form]) => form.test(start))?.[1];
  if (!reader) {
    const kind = others.find(([form]) => form.test(start))?.[1];
    const fault = kind
      ? diagnose('pictures/other-format', { kind }, { file })
      : diagnose('text/picture-unreadable', { src: file }, { file });
    return { diagnostics: [fault] };
  }
  const header = withoutEnd(() => reader(buffer));
  if (!header || header.width === 0 || header.height === 0)
    return { diagnostics: [diagnose('text/picture-unreadable', { src: file, fault: 'damaged' }, { file })] };
  const { width, height, orientation, raster, standsStill = false, frames = 1 } = header;
  const size = orientation > 4 ? { width: height, height: width } : { width, height };
  return { value: { ...size, raster, standsStill, frames }, diagnostics: [] };
}

/** Undefined where reading went beyond the end of the file. */
function withoutEnd(read: () => PixelHeader): PixelHeader | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
