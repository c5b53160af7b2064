import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { readPictureHeader } from '../../src/images/pictureHeader.ts';
import { drawn, halfTransparent, moving, photograph } from './testPictures.ts';

const file = 'content/media/bild' as SourcePath;
const formats = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;

const headerOf = (bytes: Uint8Array) => readPictureHeader(bytes, file).value;
const complaintsOf = (bytes: Uint8Array) => readPictureHeader(bytes, file).diagnostics;

/** Size as sharp sees it, and as its files show it. */
async function seenBySharp(bytes: Buffer) {
  const { autoOrient, hasAlpha, pages = 1 } = await sharp(bytes).metadata();
  return { ...autoOrient, hasAlpha, frames: pages };
}

/** A segment of JPEG. */
function segment(marker: number, body: Buffer): Buffer {
  const header = Buffer.from([0xff, marker, 0, 0]);
  header.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([header, body]);
}

function chunk(name: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  // Readers check no sum of chunks that are not needed.
  return Buffer.concat([length, Buffer.from(name), body, Buffer.alloc(4)]);
}

/** A block of Exif that says how a picture lies, in both byte orders. */
function exifOf(orientation: number, order: 'II' | 'MM'): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write(order, 'latin1');
  const isLittle = order === 'II';
  const short = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  return tiff;
}

describe('The header of a picture tells', () => {
  test.each(formats.flatMap((format) => [1, 2, 3, 4, 5, 6, 7, 8].map((lies) => ({ format, lies }))))(
    'the size that sharp sees in a $format that lies as $lies',
    async ({ format, lies }) => {
      for (const [width, height] of [
        [61, 40],
        [1, 33],
        [1027, 3],
      ] as const) {
        const bytes = await drawn(width, height)
          .withMetadata({ orientation: lies })
          .toFormat(format, { effort: 1 })
          .toBuffer();
        const { hasAlpha, ...seen } = await seenBySharp(bytes);
        expect(headerOf(bytes)).toMatchObject({ ...seen, standsStill: false });
        // A GIF may be transparent in a later frame.
        if (format !== 'gif') expect(headerOf(bytes)?.raster.hasAlpha).toBe(hasAlpha);
      }
    },
  );

  test('the size that sharp sees, whatever the way of storing the pixels', async () => {
    const plain = drawn(161, 90);
    const transparent = sharp(await halfTransparent(161, 90));
    const made = await Promise.all([
      plain.clone().jpeg({ progressive: true }).toBuffer(),
      plain.clone().greyscale().jpeg().toBuffer(),
      plain.clone().toColourspace('cmyk').jpeg().toBuffer(),
      plain.clone().png({ palette: true }).toBuffer(),
      plain.clone().png({ progressive: true }).toBuffer(),
      plain.clone().webp({ lossless: true }).toBuffer(),
      transparent.clone().webp().toBuffer(),
      transparent.clone().webp({ lossless: true }).toBuffer(),
      transparent.clone().avif({ effort: 1 }).toBuffer(),
      transparent.clone().withMetadata({ orientation: 6 }).avif({ effort: 1, lossless: true }).toBuffer(),
      transparent.clone().png({ palette: true }).toBuffer(),
    ]);
    for (const bytes of made) {
      const { hasAlpha, ...seen } = await seenBySharp(bytes);
      expect(headerOf(bytes)).toMatchObject({ ...seen, raster: { hasAlpha, isAnimated: false } });
    }
  });

  test.each(['II', 'MM'] as const)('how a picture lies by Exif of the byte order %s', async (order) => {
    const jpeg = await drawn(60, 40).jpeg().toBuffer();
    const webp = await sharp(await halfTransparent(60, 40))
      .webp()
      .toBuffer();
    const png = await drawn(60, 40).png().toBuffer();
    const named = Buffer.concat([Buffer.from('Exif\0\0'), exifOf(6, order)]);
    const body = exifOf(6, order);
    const ofWebp = Buffer.alloc(8);
    ofWebp.write('EXIF', 'latin1');
    ofWebp.writeUInt32LE(body.length, 4);
    const turnedWebp = Buffer.concat([webp, ofWebp, body]);
    turnedWebp.writeUInt32LE(turnedWebp.length - 8, 4);
    turnedWebp.writeUInt8(turnedWebp.readUInt8(20) | 0x08, 20);
    const large = Buffer.alloc(65_000, 'Vorschau');
    const turned = [
      Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, named), jpeg.subarray(2)]),
      // Behind a preview, another note and bytes that fill up.
      Buffer.concat([
        jpeg.subarray(0, 2),
        segment(0xe2, large),
        segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0')),
        Buffer.from([0xff, 0xff]),
        segment(0xe1, named),
        jpeg.subarray(2),
      ]),
      Buffer.concat([png.subarray(0, 33), chunk('eXIf', body), png.subarray(33)]),
      turnedWebp,
    ];
    for (const bytes of turned) {
      const { width, height } = await seenBySharp(bytes);
      expect([width, height]).toEqual([40, 60]);
      expect(headerOf(bytes)).toMatchObject({ width, height });
    }
  });

  test('that a picture lies straight where its Exif says what there is not', async () => {
    const jpeg = await drawn(60, 40).jpeg().toBuffer();
    for (const lies of [0, 9, 600]) {
      const named = Buffer.concat([Buffer.from('Exif\0\0'), exifOf(lies, 'MM')]);
      const bytes = Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, named), jpeg.subarray(2)]);
      const { width, height } = await seenBySharp(bytes);
      expect(headerOf(bytes)).toMatchObject({ width, height });
    }
  });

  test('the size of a JPEG that begins with the frame, what the camera noted behind it', async () => {
    const jpeg = await drawn(60, 40).jpeg().toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const end = frame + 2 + jpeg.readUInt16BE(frame + 2);
    const pieces = (note: Buffer) => [jpeg.subarray(frame, end), note, jpeg.subarray(2, frame)];
    const note = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifOf(8, 'II')]));
    for (const between of [Buffer.alloc(0), note]) {
      const bytes = Buffer.concat([jpeg.subarray(0, 2), ...pieces(between), jpeg.subarray(end)]);
      const { width, height } = await seenBySharp(bytes);
      expect([width, height].toSorted()).toEqual([40, 60]);
      expect(headerOf(bytes)).toMatchObject({ width, height });
    }
  });

  test('the size of a GIF whose pictures are larger than its canvas', async () => {
    const gif = await moving(60, 40, 'gif');
    for (const [width, height] of [
      [10, 10],
      [100, 10],
      [0, 0],
    ] as const) {
      const bytes = Buffer.from(gif);
      bytes.writeUInt16LE(width, 6);
      bytes.writeUInt16LE(height, 8);
      const { width: seenWidth, height: seenHeight } = await seenBySharp(bytes);
      expect(headerOf(bytes)).toMatchObject({ width: seenWidth, height: seenHeight });
    }
  });

  test.each(['gif', 'webp'] as const)('that a %s moves, and how many frames it has', async (format) => {
    const header = headerOf(await moving(20, 10, format));
    expect(header).toMatchObject({ width: 20, height: 10, frames: 2, raster: { isAnimated: true } });
  });

  test('that a PNG of several frames will stand still', async () => {
    const png = await drawn(8, 8).png().toBuffer();
    const control = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]));
    const animated = Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]);
    expect(headerOf(animated)?.standsStill).toBe(true);
  });
});

describe('What is under a picture’s name and is none', () => {
  test.each([
    ['', 'leer'],
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'HEIC'],
    ['\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'HEIC'],
    ['II*\0\x08\0\0\0', 'TIFF'],
    ['BM6\0\0\0', 'BMP'],
    ['8BPS\0\x01', 'Photoshop'],
    ['%PDF-1.7', 'PDF'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'SVG'],
    ['<!doctype html><title>404</title>', 'Webseite'],
  ])('is called by its name: %j', (start, name) => {
    const [fault] = complaintsOf(Buffer.from(start, 'latin1'));
    expect(fault).toMatchObject({ code: 'pictures/other-format', severity: 'error', file });
    expect(fault?.message).toContain(name);
  });

  test('is an error, even where nobody knows it', () => {
    expect(complaintsOf(Buffer.from('kein Bild'))).toMatchObject([
      { code: 'text/picture-unreadable', severity: 'error' },
    ]);
  });
});

test('A picture that is cut off or damaged anywhere has a header or is an error, and never anything else', async () => {
  const pictures = await Promise.all([
    photograph(40, 30),
    moving(20, 10, 'gif'),
    moving(20, 10, 'webp'),
    drawn(9, 9).png().toBuffer(),
    halfTransparent(9, 9),
    drawn(9, 9).avif({ effort: 1 }).toBuffer(),
  ]);
  const isDecided = (bytes: Buffer): void => {
    const { value, diagnostics } = readPictureHeader(bytes, file);
    expect(diagnostics.length).toBe(value ? 0 : 1);
  };
  for (const bytes of pictures)
    for (let end = 0; end < Math.min(bytes.length, 600); end++) isDecided(bytes.subarray(0, end));
  fc.assert(
    fc.property(
      fc.constantFrom(...pictures),
      fc.array(fc.tuple(fc.nat(599), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      (whole, changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        isDecided(bytes);
      },
    ),
  );
});
