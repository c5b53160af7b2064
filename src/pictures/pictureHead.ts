/** What the first bytes of a picture tell: its size as one sees it, and what it can do. */
import { imageSize } from 'image-size';
import type { Raster } from '../model.ts';

export interface PictureHead {
  /** Pixels; missing for SVG without a size. */
  readonly width?: number;
  readonly height?: number;
  /** Missing for SVG. */
  readonly raster?: Raster;
  /** It moves in a format of which only the first picture can be kept. */
  readonly standsStill: boolean;
}

/** Throws for what is no picture. */
export function readPictureHead(bytes: Uint8Array): PictureHead {
  const { width, height, type, orientation = 1 } = imageSize(bytes);
  const size = orientation > 4 ? { width: height, height: width } : { width, height };
  if (type === 'svg') return { ...size, standsStill: false };
  const { standsStill = false, ...raster } = rasterOf(
    type,
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
  );
  return { ...size, raster, standsStill };
}

type Traits = Raster & { readonly standsStill?: boolean };

function rasterOf(type: string | undefined, bytes: Buffer): Traits {
  if (type === 'png') return pngTraits(bytes);
  if (type === 'webp') return webpTraits(bytes);
  if (type === 'avif' || type === 'heif') return avifTraits(bytes);
  if (type === 'gif') return { hasAlpha: true, isAnimated: hasSecondImage(bytes) };
  return { hasAlpha: false, isAnimated: false };
}

/** Chunks before the pixels (PNG specification, 5.3 and 11.3): `tRNS` makes transparent, `acTL` announces frames. */
function pngTraits(bytes: Buffer): Traits {
  const names = new Set<string>();
  for (let at = 8; at + 8 <= bytes.length; at += bytes.readUInt32BE(at) + 12) {
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (name === 'IDAT') break;
    names.add(name);
  }
  const colourType = bytes[25] ?? 0;
  return {
    hasAlpha: colourType >= 4 || names.has('tRNS'),
    isAnimated: false,
    standsStill: names.has('acTL'),
  };
}

/** The flags of RFC 9649, 2.7 and 3.4. */
function webpTraits(bytes: Buffer): Traits {
  const chunk = bytes.toString('latin1', 12, 16);
  if (chunk === 'VP8L') return { hasAlpha: ((bytes[24] ?? 0) & 0x10) !== 0, isAnimated: false };
  const flags = chunk === 'VP8X' ? (bytes[20] ?? 0) : 0;
  return { hasAlpha: (flags & 0x10) !== 0, isAnimated: (flags & 0x02) !== 0 };
}

/** Its boxes stand before the pixels (AVIF 1.1, 4 and 9.1.1). */
function avifTraits(bytes: Buffer): Traits {
  const head = bytes.subarray(0, 65_536);
  return {
    hasAlpha: head.includes('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha'),
    isAnimated: false,
    standsStill: bytes.toString('latin1', 8, 12) === 'avis',
  };
}

/** Walks the blocks of a GIF (GIF89a, 17 to 26) to its second image. */
function hasSecondImage(bytes: Buffer): boolean {
  let at = 13 + tableSize(bytes[10] ?? 0);
  for (let images = 0; at < bytes.length;) {
    const kind = bytes[at];
    if (kind === 0x2c && ++images === 2) return true;
    if (kind === 0x2c) at = afterBlocks(bytes, at + 11 + tableSize(bytes[at + 9] ?? 0));
    else if (kind === 0x21) at = afterBlocks(bytes, at + 2);
    else return false;
  }
  return false;
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
