/** Exports of Formspree and Netlify, and any other CSV with a comment a row → comments that wait for the editor. */
import type { Checked, Diagnostic } from '../../model.ts';
import { isCommentId } from '../../parse/comments/isCommentId.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { parseMoment } from '../../time/moment.ts';
import { createZone, type Zone } from '../../time/zone.ts';
import type { PendingComment } from '../sentComment.ts';
import { type CsvColumns, type CsvField, findCsvColumns } from './csvColumns.ts';
import { readCsvTable } from './csvTable.ts';
import { type ImportSurroundings, idFrom } from './importSurroundings.ts';
import { importTexts } from './importTexts.ts';

/** Characters; the file of a published comment has its limit, too. */
const longestText = 15_000;

export interface CsvFile {
  /** As the user named it, for messages. */
  readonly file: string;
  readonly text: string;
}

/** The comments of all rows that hold one; a row that holds none is reported in a warning. `given`: see `findCsvColumns`. */
export function readCsv(
  { file, text }: CsvFile,
  given: ReadonlyMap<string, string>,
  { timezone, findArticle }: ImportSurroundings,
): Checked<readonly PendingComment[]> {
  const { value: table, diagnostics } = readCsvTable(text, file);
  if (!table) return { diagnostics };
  const { value: columns, diagnostics: missing } = findCsvColumns(table.columns, given, file);
  if (!columns) return { diagnostics: missing };
  const comments: PendingComment[] = [];
  const faults: Diagnostic[] = [];
  const zone = createZone(timezone);
  for (const { cells, line } of table.rows) {
    const comment = readRow(cells, columns, zone, findArticle);
    if (typeof comment !== 'string') comments.push(comment);
    else faults.push(diagnose('import/row', { file, line, fault: comment }));
  }
  return { value: comments, diagnostics: faults };
}

/** The comment, or in German why there is none. */
function readRow(
  cells: readonly string[],
  columns: CsvColumns,
  zone: Zone,
  findArticle: ImportSurroundings['findArticle'],
): PendingComment | string {
  const cell = (field: CsvField): string => cells[columns[field] ?? -1]?.trim() ?? '';
  const text = cell('text');
  const name = cell('name');
  if (text === '' || name === '') return importTexts.empty;
  if (text.length > longestText) return importTexts.long;
  const instant = readDate(cell('date'), zone);
  if (instant === undefined) return importTexts.noDate(cell('date'));
  const article = findArticle(cell('article'));
  if (article === undefined) return importTexts.noArticle(cell('article'));
  const [email, url, parent] = [cell('email'), cell('url'), cell('parent')];
  return {
    id: idFrom(instant, [article, name, email, text]),
    received: new Date(instant).toISOString(),
    article,
    ...(isCommentId(parent) && { parent }),
    name,
    ...(email.includes('@') && { email }),
    ...(isWebAddress(url) && { url }),
    text,
    remarks: [importTexts.imported],
  };
}

/** In ms. Exports have the forms of `parseMoment`, `2020-10-13 14:02:06 UTC`, and seconds or milliseconds since 1970. */
function readDate(text: string, zone: Zone): number | undefined {
  const reading = parseMoment(text.replace(/\s*(?:UTC|GMT)$/, 'Z'), zone);
  if ('moment' in reading) return reading.moment.instant;
  const number = Number(text);
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return undefined;
  return text.length === 10 ? number * 1000 : number;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{Cc}]+$/iu.test(text) && URL.canParse(text);
}
