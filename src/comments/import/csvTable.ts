import { CsvError, parse } from 'csv-parse/sync';
import type { Checked } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';

export interface CsvTable {
  readonly columns: readonly string[];
  /** `line` is the last one of the row. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const separators = [',', ';', '\t'] as const;
/** Characters of a row; more is no comment. */
const longestRow = 1024 * 1024;

/**
 * Reads CSV (RFC 4180) with a header row; the separator is the most frequent one of `,`, `;` and tab in it.
 */
export function readCsvTable(text: string, file: string): Checked<CsvTable> {
  try {
    const lines: number[] = [];
    const [header = [], ...records] = parse(text, {
      delimiter: separatorOf(text),
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
      on_record: (record: string[], info) => {
        lines.push(info.lines);
        return record;
      },
    });
    const columns = header.map((column) => column.trim());
    const rows = records.map((cells, index) => ({ cells, line: lines[index + 1] ?? 0 }));
    return { value: { columns, rows }, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 1);
    return { diagnostics: [diagnose('import/csv', { file, line })] };
  }
}

function separatorOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const countOf = (separator: string): number => header.split(separator).length;
  return separators.toSorted((a, b) => countOf(b) - countOf(a))[0] ?? ',';
}
