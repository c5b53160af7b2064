/** The headers of JPEG, PNG, WebP and GIF. Each reader throws a RangeError for a file that ends too early. */
import type { Raster } from '../../model.ts';
import { exifOrientation } from './exifOrientation.ts';

/** Facts in the header of a raster image. */
export interface PixelHeader {
  /** Pixels, as they are stored. */
  readonly width: number;
  readonly height: number;
  /** How they lie, 1 to 8 as in Exif; from 5 on width and height change places. */
  readonly orientation: number;
  readonly raster: Raster;
  /** It is animated in a format of which only the first frame can be kept. */
  readonly standsStill?: boolean;
  readonly frames?: number;
}

/** JPEG, and some writers of WebP, put a name before what the camera noted. */
const exifName = 'Exif\0\0';

function isNamedExif(body: Buffer): boolean {
  return body.toString('latin1', 0, exifName.length) === exifName;
}

function unnamed(body: Buffer): Buffer {
  return isNamedExif(body) ? body.subarray(exifName.length) : body;
}

/** Walks the segments (ITU T.81, B.1) up to the pixels: the frame and what the camera noted may stand in any order. */
export function jpegHeader(bytes: Buffer): PixelHeader {
  let exif: Buffer | undefined;
  let size: Pick<PixelHeader, 'width' | 'height'> | undefined;
  for (let at = 2, marker = 0; ; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes.readUInt8(at) !== 0xff) throw new RangeError('No segment');
    // Any number of fill bytes may stand before a marker.
    while ((marker = bytes.readUInt8(at + 1)) === 0xff) at++;
    if (marker === scanMarker) break;
    if (isFrame(marker)) size ??= { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    const body = bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2));
    if (marker === 0xe1 && isNamedExif(body)) exif ??= unnamed(body);
  }
  if (!size) throw new RangeError('No frame');
  const orientation = exif ? exifOrientation(exif) : 1;
  return { ...size, orientation, raster: { hasAlpha: false, isAnimated: false } };
}

const scanMarker = 0xda;

/** Three of these sixteen markers are for tables and extensions. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Chunks before the pixels (PNG specification, 5.3 and 11.3): `tRNS` makes transparent, `acTL` announces frames. */
export function pngHeader(bytes: Buffer): PixelHeader {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; ; at += bytes.readUInt32BE(at) + 12) {
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'IDAT') break;
    chunks.set(name, bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  const exif = chunks.get('eXIf');
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    orientation: exif ? exifOrientation(exif) : 1,
    raster: { hasAlpha: bytes.readUInt8(25) >= 4 || chunks.has('tRNS'), isAnimated: false },
    standsStill: chunks.has('acTL'),
  };
}

/** RFC 9649, 2.5 to 2.7: one picture, or a canvas with what belongs to it in chunks. */
export function webpHeader(bytes: Buffer): PixelHeader {
  const first = bytes.toString('latin1', 12, 16);
  if (first === 'VP8 ') return { ...still, ...twoSides(bytes.readUInt32LE(26), 16, 0) };
  if (first === 'VP8L') {
    const packed = bytes.readUInt32LE(21);
    const hasAlpha = (packed & 0x1000_0000) !== 0;
    return { ...still, ...twoSides(packed, 14, 1), raster: { hasAlpha, isAnimated: false } };
  }
  if (first !== 'VP8X') throw new RangeError('No picture');
  const flags = bytes.readUInt8(20);
  let exif: Buffer | undefined;
  let frames = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (name === 'EXIF' && (flags & 0x08) !== 0) exif ??= unnamed(bytes.subarray(at + 8, at + 8 + length));
    if (name === 'ANMF') frames++;
    at += 8 + length + (length % 2);
  }
  return {
    width: bytes.readUIntLE(24, 3) + 1,
    height: bytes.readUIntLE(27, 3) + 1,
    orientation: exif ? exifOrientation(exif) : 1,
    raster: { hasAlpha: (flags & 0x10) !== 0, isAnimated: (flags & 0x02) !== 0 },
    frames: Math.max(frames, 1),
  };
}

const still = { orientation: 1, raster: { hasAlpha: false, isAnimated: false } } as const;

/** Two numbers of 14 bits. */
function twoSides(packed: number, secondBit: number, more: number): Pick<PixelHeader, 'width' | 'height'> {
  return { width: (packed & 0x3fff) + more, height: ((packed >>> secondBit) & 0x3fff) + more };
}

/** Walks the blocks of a GIF (GIF89a, 17 to 26) and counts its pictures; the canvas grows to hold them. */
export function gifHeader(bytes: Buffer): PixelHeader {
  let frames = 0;
  let width = bytes.readUInt16LE(6);
  let height = bytes.readUInt16LE(8);
  for (let at = 13 + tableSize(bytes.readUInt8(10)); at < bytes.length;) {
    const kind = bytes[at];
    if (kind === 0x2c && at + 10 <= bytes.length) {
      frames++;
      width = Math.max(width, bytes.readUInt16LE(at + 1) + bytes.readUInt16LE(at + 5));
      height = Math.max(height, bytes.readUInt16LE(at + 3) + bytes.readUInt16LE(at + 7));
      at = afterBlocks(bytes, at + 11 + tableSize(bytes.readUInt8(at + 9)));
    } else if (kind === 0x21) at = afterBlocks(bytes, at + 2);
    else break;
  }
  return { width, height, orientation: 1, raster: { hasAlpha: true, isAnimated: frames > 1 }, frames };
}

/** Bytes of a table of colours, if the packed field says that there is one. */
function tableSize(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 << ((packed & 7) + 1);
}

/** Behind a row of blocks, each of which begins with its length; one of no length ends it. */
function afterBlocks(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at]) at += (bytes[at] ?? 0) + 1;
  return at + 1;
}
