const longType = 4;

/** How a picture lies, 1 to 8 (Exif 2.32, 4.6.4, tag 0x0112), of a block of Exif; 1 where the block does not say. */
export function exifOrientation(tiff: Buffer): number {
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
