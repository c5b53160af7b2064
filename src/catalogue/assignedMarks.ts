/**
 * Assigns tracking pixels of VG Wort to texts as the table in the site folder says; a build changes nothing
 * about it.
 */
import type { ArticleMeta, Diagnostic, SourcePath } from '../model.ts';
import type { TrackingPixel } from '../parse/countingMarks.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createSuggester } from '../report/suggester.ts';

/** VG Wort counts readers of texts from so many characters on, spaces included; of poems of any length (METIS). */
export const countedLength = 1800;

const articleFolder = 'content/articles/';

export interface TextForPixel {
  readonly file: SourcePath;
  readonly meta: Pick<ArticleMeta, 'trackingPixel'>;
}

export interface AssignedPixels {
  /** Public code of the pixel by text. */
  readonly codes: ReadonlyMap<SourcePath, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** `unread`: texts that are there but too faulty to be among the articles. */
export function assignedPixels(
  pixels: readonly TrackingPixel[],
  articles: readonly TextForPixel[],
  unread: ReadonlySet<SourcePath>,
  vgwortFile: SourcePath,
): AssignedPixels {
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
      diagnostics.push(
        diagnose('counting-mark/no-article', { article, suggestion: suggest(article) }, place),
      );
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
  { codes }: Pick<AssignedPixels, 'codes'>,
): readonly Diagnostic[] {
  if (!codes.has(file)) return [];
  if (meta.trackingPixel === 'none') return [diagnose('counting-mark/unwanted', {}, { file })];
  if (meta.trackingPixel === 'poem' || characters >= countedLength) return [];
  return [diagnose('counting-mark/short', { characters, wanted: countedLength }, { file })];
}
