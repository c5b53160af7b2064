import type { Checked } from '../model.ts';
import { mediaDigest } from '../parse/media.ts';
import { readSource, type SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';

/** Reads a picture; fails when its bytes are no longer those from which the names of its files were made. */
export function readUnchanged(source: SourceFile, digest: string): Checked<Buffer> {
  const { value, diagnostics } = readSource(source);
  if (!value || mediaDigest(value) === digest) return { ...(value && { value }), diagnostics };
  return { diagnostics: [diagnose('pictures/changed', {}, { file: source.path })] };
}
