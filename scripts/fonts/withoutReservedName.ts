/**
 * The licence of the Source fonts (OFL 1.1) forbids changed versions to call themselves „Source“. All names of a
 * font but its copyright notice get another word of the same length.
 */
const reserved = 'Source';
const replacement = 'Spalte';
const copyrightNotice = 0;

/** A copy of a font file (sfnt), its names changed in the `name` table (OpenType 1.9, „name“). */
export function withoutReservedName(font: Buffer): Buffer {
  const copy = Buffer.from(font);
  const table = findTable(copy, 'name');
  const count = copy.readUInt16BE(table + 2);
  const storage = table + copy.readUInt16BE(table + 4);
  for (let index = 0; index < count; index += 1) {
    const record = table + 6 + 12 * index;
    if (copy.readUInt16BE(record + 6) === copyrightNotice) continue;
    const start = storage + copy.readUInt16BE(record + 10);
    rename(copy.subarray(start, start + copy.readUInt16BE(record + 8)));
  }
  return copy;
}

/** Where a table begins: the directory has 16 bytes a table (tag, checksum, offset, length). */
function findTable(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + 16 * index;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`The font has no table „${tag}“.`);
}

/** Names are UTF-16 (big endian) or one byte a letter. */
function rename(name: Buffer): void {
  for (const write of [wide, (text: string) => Buffer.from(text, 'latin1')]) {
    const found = write(reserved);
    for (let at = name.indexOf(found); at >= 0; at = name.indexOf(found)) write(replacement).copy(name, at);
  }
}

function wide(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}
