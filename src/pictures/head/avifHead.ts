/**
 * The header of an AVIF file: boxes (ISO/IEC 14496-12, 4.2) that describe its items (ISO/IEC 23008-12, 9.3).
 */
import type { PixelHeader } from './pixelHeads.ts';

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
export function avifHeader(bytes: Buffer): PixelHeader {
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
