import type { Checked } from '../model.ts';
import { mediaDigest } from '../parse/media.ts';
import { readSource, type SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';

/** The bytes of a picture of which the names of all its files are made, or why there are none. */
export function readUnchanged(source: SourceFile, digest: string): Checked<Buffer> {
  const { value, diagnostics } = readSource(source);
  if (!value || mediaDigest(value) === digest) return { ...(value && { value }), diagnostics };
  return { diagnostics: [diagnose('pictures/changed', {}, { file: source.path })] };
}
