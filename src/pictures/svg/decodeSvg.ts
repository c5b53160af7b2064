import type { Checked, SourcePath } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';

/** The text of an XML file in the encoding that its first bytes or its declaration name (XML 1.0, appendix F). */
export function decodeSvg(bytes: Uint8Array, file: SourcePath): Checked<string> {
  const encoding = encodingOf(bytes);
  try {
    return { value: new TextDecoder(encoding, { fatal: true }).decode(bytes), diagnostics: [] };
  } catch {
    return { diagnostics: [diagnose('pictures/svg-encoding', { encoding }, { file })] };
  }
}

function encodingOf(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256)).toString('latin1');
  if (/^(?:\xfe\xff|\0<)/.test(start)) return 'utf-16be';
  if (/^(?:\xff\xfe|<\0)/.test(start)) return 'utf-16le';
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/.exec(start)?.[1];
  // A file whose first bytes are „<?xml“ is not in UTF-16, whatever it declares.
  return declared && !/^utf-?16/i.test(declared) ? declared : 'utf-8';
}
