import { type AssignedMarks, assignedMarks, type MarkedText } from '../catalogue/assignedMarks.ts';
import type { Settings } from '../config/settings.ts';
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import { type CountingMarks, parseCountingMarks } from '../parse/countingMarks.ts';
import { decodeText } from '../read/decodeText.ts';
import type { SourceFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { SourceMemory } from './sourceMemory.ts';

/** VG Wort's counting marks, and which texts have them. */
export interface Marks extends AssignedMarks {
  /** Missing without a file, or when it cannot be understood. */
  readonly table?: CountingMarks;
}

/** `source`: the file of the marks, if there is one. */
export function readMarks(
  source: SourceFile | undefined,
  { vgwort }: Settings,
  {
    articles,
    unread,
  }: { readonly articles: readonly MarkedText[]; readonly unread: ReadonlySet<SourcePath> },
  memory: SourceMemory,
): Marks {
  if (!source) return { codes: new Map(), diagnostics: vgwort ? [noFile()] : [] };
  const { value: table, diagnostics } = parse(source, memory);
  const { codes, diagnostics: faults } = assignedMarks(table?.marks ?? [], articles, unread, source.path);
  const isUnused =
    vgwort === undefined ? [diagnose('counting-mark/no-server', {}, { file: source.path })] : [];
  return { codes, diagnostics: [...diagnostics, ...faults, ...isUnused], ...(table && { table }) };
}

function noFile(): Diagnostic {
  return diagnose('counting-mark/no-file', {}, { file: 'site.yaml' as SourcePath });
}

function parse(source: SourceFile, memory: SourceMemory): Checked<CountingMarks> {
  const { value: read, diagnostics } = memory.read(source);
  if (!read) return { diagnostics };
  const text = decodeText(read.bytes, source.path);
  return text.value === undefined
    ? { diagnostics: text.diagnostics }
    : parseCountingMarks(text.value, source.path);
}
