import { isUtf8 } from 'node:buffer';
import type { Checked, Position, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { lineIndex } from '../report/lineIndex.ts';
import { findNoncharacter } from '../report/noncharacter.ts';

/** Bytes of a source as text: UTF-8 of nothing but characters or an error, without byte-order mark, lines ended by `\n`. */
export function decodeText(bytes: Buffer, file: SourcePath): Checked<string> {
  if (!isUtf8(bytes)) {
    return { diagnostics: [diagnose('source/not-utf-8', {}, { file, position: firstBadPlace(bytes) })] };
  }
  const text = bytes.toString('utf8', hasByteOrderMark(bytes) ? 3 : 0);
  const value = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const found = findNoncharacter(value);
  if (!found) return { value, diagnostics: [] };
  const position = lineIndex(value)(found.offset);
  return { diagnostics: [diagnose('source/noncharacter', { name: found.name }, { file, position })] };
}

function hasByteOrderMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The place of the first byte that is not UTF-8. */
function firstBadPlace(bytes: Buffer): Position {
  const repaired = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  const offset = bytes.findIndex((byte, index) => byte !== repaired[index]);
  const lines = bytes.toString('utf8', hasByteOrderMark(bytes) ? 3 : 0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
