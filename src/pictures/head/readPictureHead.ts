/** What the first bytes of a picture of pixels tell, as sharp sees it: its size as one sees it, and what it can do. */
import type { Checked, Raster, SourcePath } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { avifHead } from './avifHead.ts';
import { gifHead, jpegHead, type PixelHead, pngHead, webpHead } from './pixelHeads.ts';

export interface PictureHead {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly raster: Raster;
  /** It moves in a format of which only the first picture can be kept. */
  readonly standsStill: boolean;
  readonly frames: number;
}

type HeadReader = (bytes: Buffer) => PixelHead;

/** By how files begin; their names do not matter. */
const readers: readonly (readonly [RegExp, HeadReader])[] = [
  [/^\xff\xd8\xff/, jpegHead],
  [/^\x89PNG\r\n/, pngHead],
  [/^RIFF[^]{4}WEBP/, webpHead],
  [/^GIF8[79]a/, gifHead],
  [/^[^]{4}ftyp(?:avif|avis|[^]{4}[^]{4}(?:[^]{4})*?avi[fs])/, avifHead],
];

/** What else is found under a picture's name, and what authors call it. */
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

export function readPictureHead(bytes: Uint8Array, file: SourcePath): Checked<PictureHead> {
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
  const head = withoutEnd(() => reader(buffer));
  if (!head || head.width === 0 || head.height === 0)
    return { diagnostics: [diagnose('text/picture-unreadable', { src: file, fault: 'damaged' }, { file })] };
  const { width, height, orientation, raster, standsStill = false, frames = 1 } = head;
  const size = orientation > 4 ? { width: height, height: width } : { width, height };
  return { value: { ...size, raster, standsStill, frames }, diagnostics: [] };
}

/** Undefined where reading went beyond the end of the file. */
function withoutEnd(read: () => PixelHead): PixelHead | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
