import { type AssignedPixels, assignedPixels, type TextForPixel } from '../catalogue/assignedMarks.ts';
import type { Settings } from '../config/settings.ts';
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import { type TrackingPixels, parseVgwortTable } from '../parse/countingMarks.ts';
import { decodeText } from '../read/decodeText.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { SourceCache } from './sourceMemory.ts';

/** Tracking pixels of VG Wort, and the texts that have them. */
export interface VgwortPixels extends AssignedPixels {
  /** Missing without a file, or when it cannot be understood. */
  readonly table?: TrackingPixels;
}

/** Reads the VG Wort table; `source`: its file, if there is one. */
export function readVgwort(
  source: SourceFile | undefined,
  { vgwort }: Settings,
  {
    articles,
    unread,
  }: { readonly articles: readonly TextForPixel[]; readonly unread: ReadonlySet<SourcePath> },
  cache: SourceCache,
): VgwortPixels {
  if (!source) return { codes: new Map(), diagnostics: vgwort ? [noFile()] : [] };
  const { value: table, diagnostics } = parse(source, cache);
  const { codes, diagnostics: faults } = assignedPixels(table?.pixels ?? [], articles, unread, source.path);
  const isUnused =
    vgwort === undefined ? [diagnose('counting-mark/no-server', {}, { file: source.path })] : [];
  return { codes, diagnostics: [...diagnostics, ...faults, ...isUnused], ...(table && { table }) };
}

function noFile(): Diagnostic {
  return diagnose('counting-mark/no-file', {}, { file: 'site.yaml' as SourcePath });
}

function parse(source: SourceFile, cache: SourceCache): Checked<TrackingPixels> {
  const { value: read, diagnostics } = cache.read(source);
  if (!read) return { diagnostics };
  const text = decodeText(read.bytes, source.path);
  return text.value === undefined
    ? { diagnostics: text.diagnostics }
    : parseVgwortTable(text.value, source.path);
}
