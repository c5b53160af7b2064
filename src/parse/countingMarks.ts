/**
 * Tracking pixels of VG Wort („Zählmarken“) as its portal T.O.M. exports them: CSV with semicolons, one row
 * with the public and the private code of each. A third column, ours, names the text that has it, so that git
 * keeps it.
 */
import type { Checked, Diagnostic, Position, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { readCsv } from './charts/readCsv.ts';

export interface TrackingPixel {
  /** The public code, 32 hexadecimal digits: pages show it. */
  readonly code: string;
  /** The file of the text that has it, below `content/articles/`, which the cell may say or not; empty: none has. */
  readonly article: string;
  readonly position: Position;
  /** All of its row, the private code too. */
  readonly cells: readonly string[];
}

export interface TrackingPixels {
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** In the order of the file. */
  readonly pixels: readonly TrackingPixel[];
}

const codeColumn = 'Öffentlicher Identifikationscode';
const articleColumn = 'Artikel';

export function parseVgwortTable(text: string, file: SourcePath): Checked<TrackingPixels> {
  const { value: table, diagnostics } = readCsv(text, file);
  if (!table) return { diagnostics };
  const columns = table.header.cells.map((cell) => cell.text.normalize('NFC').trim());
  const codeAt = columns.indexOf(codeColumn);
  if (codeAt === -1) {
    return { diagnostics: [diagnose('counting-mark/no-column', {}, { file, position: table.position })] };
  }
  const articleAt = columns.indexOf(articleColumn);
  const pixels = table.rows.map(({ cells, position }) => ({
    code: (cells[codeAt]?.text ?? '').trim().toLowerCase(),
    article: (cells[articleAt]?.text ?? '')
      .normalize('NFC')
      .trim()
      .replace(/^content\/articles\//, ''),
    position: cells[codeAt]?.position ?? position,
    cells: cells.map((cell) => cell.text),
  }));
  return { value: { columns, pixels }, diagnostics: faultsOf(pixels, file) };
}

function faultsOf(pixels: readonly TrackingPixel[], file: SourcePath): readonly Diagnostic[] {
  const seen = new Set<string>();
  return pixels.flatMap(({ code, position }) => {
    const isKnown = seen.has(code);
    seen.add(code);
    if (!/^[0-9a-f]{32}$/.test(code)) return diagnose('counting-mark/no-code', { code }, { file, position });
    return isKnown ? diagnose('counting-mark/twice', { code }, { file, position }) : [];
  });
}

/** The file anew, with `given` (code → file below `content/articles/`) entered; every other cell as it was. */
export function writeVgwortTable(
  { columns, pixels }: TrackingPixels,
  given: ReadonlyMap<string, string>,
): string {
  const header = columns.includes(articleColumn) ? columns : [...columns, articleColumn];
  const articleAt = header.indexOf(articleColumn);
  const rows = pixels.map(({ code, cells }) => {
    const article = given.get(code);
    return header.map((_, at) => (at === articleAt && article !== undefined ? article : (cells[at] ?? '')));
  });
  return [header, ...rows].map((row) => `${row.map(writeCell).join(';')}\n`).join('');
}

function writeCell(text: string): string {
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
