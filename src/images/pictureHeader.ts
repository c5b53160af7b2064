/** Reads the header of a raster image as sharp does: its visible size and its features. */
import type { Checked, Raster, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';

/** As one sees the picture. */
export type PictureHeader = Required<Omit<PixelHeader, 'orientation'>>;

/** By how files begin; their names do not matter. */
const readers: readonly (readonly [RegExp, (bytes: Buffer) => PixelHeader])[] = [
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
  const header = readWhole(reader, buffer);
  if (!header || header.width === 0 || header.height === 0)
    return { diagnostics: [diagnose('text/picture-unreadable', { src: file, fault: 'damaged' }, { file })] };
  const { width, height, orientation, raster, standsStill = false, frames = 1 } = header;
  const size = orientation > 4 ? { width: height, height: width } : { width, height };
  return { value: { ...size, raster, standsStill, frames }, diagnostics: [] };
}

/** Undefined where reading went beyond the end of the file. */
function readWhole(read: (bytes: Buffer) => PixelHeader, bytes: Buffer): PixelHeader | undefined {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

// The header of an AVIF file: boxes (ISO/IEC 14496-12, 4.2) that describe its items (ISO/IEC 23008-12, 9.3).

interface Box {
  readonly name: string;
  readonly body: Buffer;
}

/** The boxes one after the other in these bytes. */
function boxesIn(bytes: Buffer): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const short = bytes.readUInt32BE(at);
    const header = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short || bytes.length - at;
    if (length < header) throw new RangeError('No box');
    boxes.push({
      name: bytes.toString('latin1', at + 4, at + 8),
      body: bytes.subarray(at + header, at + length),
    });
    at += length;
  }
  return boxes;
}

function boxIn(bytes: Buffer, name: string): Buffer {
  const body = boxesIn(bytes).find((box) => box.name === name)?.body;
  if (!body) throw new RangeError(`No ${name}`);
  return body;
}

/** Throws a RangeError for a file that ends too early. */
function avifHeader(bytes: Buffer): PixelHeader {
  const meta = boxIn(bytes, 'meta').subarray(4);
  const primary = boxIn(meta, 'pitm');
  const item = primary.readUInt8(0) === 0 ? primary.readUInt16BE(4) : primary.readUInt32BE(4);
  const properties = boxIn(meta, 'iprp');
  const all = boxesIn(boxIn(properties, 'ipco'));
  const own = propertiesOf(item, boxIn(properties, 'ipma')).flatMap((index) => all[index - 1] ?? []);
  const size = own.find(({ name }) => name === 'ispe')?.body;
  if (!size) throw new RangeError('No size');
  // Mirrors change no size, and a quarter turn is all that this program has to know of.
  const turns = own.filter(({ name, body }) => name === 'irot' && body.readUInt8(0) % 2 === 1).length;
  return {
    width: size.readUInt32BE(4),
    height: size.readUInt32BE(8),
    orientation: turns % 2 === 1 ? 6 : 1,
    raster: { hasAlpha: meta.includes('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha'), isAnimated: false },
    standsStill: bytes.toString('latin1', 8, 12) === 'avis',
  };
}

/** Numbers of an item's properties, from 1 on, in the order in which they hold. */
function propertiesOf(item: number, associations: Buffer): readonly number[] {
  const longIds = associations.readUInt8(0) > 0;
  const longIndices = (associations.readUInt8(3) & 1) === 1;
  let at = 8;
  for (let left = associations.readUInt32BE(4); left > 0; left--) {
    const id = longIds ? associations.readUInt32BE(at) : associations.readUInt16BE(at);
    at += longIds ? 4 : 2;
    const count = associations.readUInt8(at++);
    const start = at;
    at += count * (longIndices ? 2 : 1);
    if (id !== item) continue;
    return Array.from({ length: count }, (_, index) =>
      longIndices
        ? associations.readUInt16BE(start + 2 * index) & 0x7fff
        : associations.readUInt8(start + index) & 0x7f,
    );
  }
  return [];
}

// The headers of JPEG, PNG, WebP and GIF. Each reader throws a RangeError for a file that ends too early.

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
function jpegHeader(bytes: Buffer): PixelHeader {
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
function pngHeader(bytes: Buffer): PixelHeader {
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
function webpHeader(bytes: Buffer): PixelHeader {
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
function gifHeader(bytes: Buffer): PixelHeader {
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

const longType = 4;

/** How a picture lies, 1 to 8 (Exif 2.32, 4.6.4, tag 0x0112), of a block of Exif; 1 where the block does not say. */
function exifOrientation(tiff: Buffer): number {
  const start = tiff.toString('latin1', 0, 4);
  if ((start !== 'II*\0' && start !== 'MM\0*') || tiff.length < 8) return 1;
  const isLittle = start.startsWith('I');
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  if (directory + 2 > tiff.length) return 1;
  let at = directory + 2;
  for (let left = short(directory); left > 0 && at + 12 <= tiff.length; left--, at += 12) {
    if (short(at) !== 0x0112) continue;
    const value = short(at + 2) === longType ? long(at + 8) : short(at + 8);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
