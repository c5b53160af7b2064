/** Exports of Formspree and Netlify, and any other CSV with a comment a row → comments that wait for the editor. */
import type { Checked, Diagnostic } from '../../core/model.ts';
import { isCommentId } from '../parse/commentId.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { parseMoment, createZone, type Zone } from '../../core/time.ts';
import type { PendingComment } from '../receiver/sentFields.ts';
import { type ImportSurroundings, idFrom, importTexts } from './importSurroundings.ts';
import { CsvError, parse } from 'csv-parse/sync';

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

/** Columns that are looked for in an export. */
export const csvFields = ['text', 'name', 'email', 'url', 'article', 'parent', 'date'] as const;

export type CsvField = (typeof csvFields)[number];

/** Names in forms, Formspree and Netlify; the likeliest first. */
const names: Readonly<Record<CsvField, readonly string[]>> = {
  text: ['text', 'message', 'comment', 'comments', 'kommentar', 'nachricht', 'content', 'body'],
  name: ['name', 'author', 'autor', 'vorname', 'username', 'fullname', 'firstname'],
  email: ['email', 'mail', 'replyto', 'emailaddress', 'absender'],
  url: ['url', 'website', 'webseite', 'homepage', 'link'],
  article: ['article', 'artikel', 'slug', 'page', 'seite', 'post', 'optionsslug', 'referrer', 'referer'],
  parent: ['parent', 'replyingto', 'commentparent', 'optionsparent'],
  date: ['date', 'createdat', 'submittedat', 'submitted', 'timestamp', 'datum', 'created', 'submissiondate'],
};

/** Field → number of its column. */
export type CsvColumns = Readonly<Partial<Record<CsvField, number>>>;

const needed: ReadonlySet<CsvField> = new Set(['text', 'name', 'article', 'date'] as const);

/**
 * Maps fields to columns: as `given` says (field → name of the column), and otherwise guessed. Without a
 * value when a required column is missing.
 */
function findCsvColumns(
  columns: readonly string[],
  given: ReadonlyMap<string, string>,
  file: string,
): Checked<CsvColumns> {
  const plain = columns.map(plainName);
  const found: Partial<Record<CsvField, number>> = {};
  for (const field of csvFields) {
    const chosen = given.get(field);
    const index = chosen === undefined ? guess(field, plain) : plain.indexOf(plainName(chosen));
    if (index >= 0) found[field] = index;
  }
  const missing = csvFields.filter(
    (field) => found[field] === undefined && (given.has(field) || needed.has(field)),
  );
  const faults = missing.map((field): Diagnostic =>
    diagnose('import/column', { file, field, columns: columns.join(', ') }),
  );
  return faults.length === 0 ? { value: found, diagnostics: [] } : { diagnostics: faults };
}

function guess(field: CsvField, columns: readonly string[]): number {
  const name = names[field].find((candidate) => columns.includes(candidate));
  return name === undefined ? -1 : columns.indexOf(name);
}

/** `_replyto`, `Created At`, `fields[message]` → `replyto`, `createdat`, `message` */
function plainName(name: string): string {
  const inner = /^(?:fields|data)\[(.*)\]$/i.exec(name.trim())?.[1] ?? name;
  return inner
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

const separators = [',', ';', '\t'] as const;
/** Characters of a row; more is no comment. */
const longestRow = 1024 * 1024;

interface CsvTable {
  readonly columns: readonly string[];
  /** `line` is the last one of the row. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** Reads CSV (RFC 4180) with a header row; the separator is the most frequent one of `,`, `;` and tab in it. */
function readCsvTable(text: string, file: string): Checked<CsvTable> {
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
