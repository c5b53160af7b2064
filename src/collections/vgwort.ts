/**
 * Tracking pixels of VG Wort („Zählmarken“) as its portal T.O.M. exports them: CSV with semicolons, one row
 * with the public and the private code of each. A third column, ours, names the text that has it, so that git
 * keeps it.
 */
import type { Checked, Diagnostic, Position, SourcePath, ArticleMeta, Article } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { readCsv } from '../markdown/charts/readChart.ts';
import { createSuggester } from '../core/diagnostics/suggester.ts';
import type { Settings } from '../config/settings.ts';
import { decodeText, type SourceFile } from '../content/discover.ts';
import type { SourceCache } from '../content/load/sourceCache.ts';

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

// Assigns tracking pixels of VG Wort to texts as the table in the site folder says; a build changes nothing
// about it.

/** VG Wort counts readers of texts from so many characters on, spaces included; of poems of any length (METIS). */
const countedLength = 1800;

const articleFolder = 'content/articles/';

export interface TextForPixel {
  readonly file: SourcePath;
  readonly meta: Pick<ArticleMeta, 'trackingPixel'>;
}

/** Tracking pixels of VG Wort, and the texts that have them. */
export interface VgwortPixels {
  /** Missing without a file, or when it cannot be understood. */
  readonly table?: TrackingPixels | undefined;
  /** Public code of the pixel by text. */
  readonly codes: ReadonlyMap<SourcePath, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The texts of a site; `unread`: those that are there but too faulty to be among the articles. */
interface SiteTexts {
  readonly articles: readonly TextForPixel[];
  readonly unread: ReadonlySet<SourcePath>;
}

/** Reads the VG Wort table; `source`: its file, if there is one. */
export function readVgwort(
  source: SourceFile | undefined,
  { vgwort }: Settings,
  texts: SiteTexts,
  cache: SourceCache,
): VgwortPixels {
  if (!source) {
    const missing = diagnose('counting-mark/no-file', {}, { file: 'site.yaml' as SourcePath });
    return { codes: new Map(), diagnostics: vgwort ? [missing] : [] };
  }
  const file = source.path;
  const { value: table, diagnostics } = parse(source, cache);
  const { codes, diagnostics: faults } = assignPixels(table?.pixels ?? [], texts, file);
  const isUnused = vgwort === undefined ? [diagnose('counting-mark/no-server', {}, { file })] : [];
  return { table, codes, diagnostics: [...diagnostics, ...faults, ...isUnused] };
}

function parse(source: SourceFile, cache: SourceCache): Checked<TrackingPixels> {
  const { value: read, diagnostics } = cache.read(source);
  if (!read) return { diagnostics };
  const text = decodeText(read.bytes, source.path);
  return text.value === undefined
    ? { diagnostics: text.diagnostics }
    : parseVgwortTable(text.value, source.path);
}

function assignPixels(
  pixels: readonly TrackingPixel[],
  { articles, unread }: SiteTexts,
  vgwortFile: SourcePath,
): Pick<VgwortPixels, 'codes' | 'diagnostics'> {
  const codes = new Map<SourcePath, string>();
  const diagnostics: Diagnostic[] = [];
  const files = new Set(pixels.length > 0 ? articles.map(({ file }) => file) : []);
  const assigned = new Set(pixels.map(({ article }) => article));
  const suggest = createSuggester(() => [...files].map(nameForPixel).filter((name) => !assigned.has(name)));
  for (const { code, article, position } of pixels) {
    if (article === '') continue;
    const file = `${articleFolder}${article}` as SourcePath;
    const place = { file: vgwortFile, position };
    if (codes.has(file)) diagnostics.push(diagnose('counting-mark/second', { article }, place));
    else if (files.has(file)) codes.set(file, code);
    else if (!unread.has(file)) {
      const suggestion = suggest(article);
      diagnostics.push(diagnose('counting-mark/no-article', { article, suggestion }, place));
    }
  }
  return { codes, diagnostics };
}

/** Name of a text in the VG Wort table. */
export function nameForPixel(file: SourcePath): string {
  return file.slice(articleFolder.length);
}

/** Checks the pixel of a text of so many characters. */
export function checkPixel(
  { file, meta }: TextForPixel,
  characters: number,
  { codes }: Pick<VgwortPixels, 'codes'>,
): readonly Diagnostic[] {
  if (!codes.has(file)) return [];
  if (meta.trackingPixel === 'none') return [diagnose('counting-mark/unwanted', {}, { file })];
  if (meta.trackingPixel === 'poem' || characters >= countedLength) return [];
  return [diagnose('counting-mark/short', { characters, wanted: countedLength }, { file })];
}

// Gives free tracking pixels of VG Wort to texts that have none. A pixel is given once and for ever.

/** Labels of texts by others, who have pixels of their own or are not paid for readers. */
const foreignLabels: ReadonlySet<string> = new Set(['anzeige', 'agentur'] satisfies Article['label'][]);

/** Whether a text of so many characters may have a tracking pixel. */
export function mayHavePixel(
  { label, trackingPixel }: Pick<Article, 'label' | 'trackingPixel'>,
  characters: number,
): boolean {
  if (trackingPixel === 'none' || (label !== undefined && foreignLabels.has(label))) return false;
  return trackingPixel === 'poem' || characters >= countedLength;
}

export interface GivenPixels {
  /** Code of the pixel → name of the text. */
  readonly given: ReadonlyMap<string, string>;
  /** Number of pixels that are left. */
  readonly free: number;
  /** Number of texts that got none. */
  readonly missing: number;
}

/** Gives pixels in the order of both lists. `names`: the texts, as the VG Wort table names them. */
export function givePixels(pixels: readonly TrackingPixel[], names: readonly string[]): GivenPixels {
  const free = pixels.filter(({ article }) => article === '');
  const given = new Map<string, string>();
  for (const [index, { code }] of free.slice(0, names.length).entries()) given.set(code, names[index] ?? '');
  return { given, free: free.length - given.size, missing: names.length - given.size };
}
