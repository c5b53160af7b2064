/** `favicon.ico`, which browsers, feed readers and search engines ask for without being told: the theme's icon in 32 × 32 pixels, as PNG. */
const edge = 32;
const headerLength = 22;

/** Empty for what cannot be drawn. */
export async function drawFavicon(svg: Uint8Array): Promise<Uint8Array> {
  // Only for sites with an icon of their own: loading it costs more than drawing.
  const { default: sharp } = await import('sharp');
  const transparent = { r: 0, g: 0, b: 0, alpha: 0 };
  const png = await sharp(svg)
    .resize(edge, edge, { fit: 'contain', background: transparent })
    .png({ compressionLevel: 9 })
    .toBuffer()
    .catch(() => undefined);
  return png ? Buffer.concat([header(png.length), png]) : new Uint8Array();
}

/** Header of a file with one picture; see https://en.wikipedia.org/wiki/ICO_(file_format) */
function header(length: number): Uint8Array {
  const bytes = Buffer.alloc(headerLength);
  // The type of file, and how many pictures.
  bytes.writeUInt16LE(1, 2);
  bytes.writeUInt16LE(1, 4);
  bytes.writeUInt8(edge, 6);
  bytes.writeUInt8(edge, 7);
  // One plane, 32 bits a pixel.
  bytes.writeUInt16LE(1, 10);
  bytes.writeUInt16LE(32, 12);
  bytes.writeUInt32LE(length, 14);
  bytes.writeUInt32LE(headerLength, 18);
  return bytes;
}
