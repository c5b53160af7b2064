/** Which text has which of VG Wort's counting marks: the file of the marks says so, and a build changes nothing about it. */
import type { ArticleMeta, Diagnostic, SourcePath } from '../model.ts';
import type { CountingMark } from '../parse/countingMarks.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createSuggester } from '../report/suggester.ts';

/** VG Wort counts readers of texts from so many characters on, spaces included; of poems of any length (METIS). */
export const countedLength = 1800;

const articleFolder = 'content/articles/';

export interface MarkedText {
  readonly file: SourcePath;
  readonly meta: Pick<ArticleMeta, 'countingMark'>;
}

export interface AssignedMarks {
  /** The public code of the mark that a text has. */
  readonly codes: ReadonlyMap<SourcePath, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** `unread`: texts that are there but too faulty to be among the articles. */
export function assignedMarks(
  marks: readonly CountingMark[],
  articles: readonly MarkedText[],
  unread: ReadonlySet<SourcePath>,
  marksFile: SourcePath,
): AssignedMarks {
  const codes = new Map<SourcePath, string>();
  const diagnostics: Diagnostic[] = [];
  const files = new Set(marks.length > 0 ? articles.map(({ file }) => file) : []);
  const marked = new Set(marks.map(({ article }) => article));
  const suggest = createSuggester(() => [...files].map(markName).filter((name) => !marked.has(name)));
  for (const { code, article, position } of marks) {
    if (article === '') continue;
    const file = `${articleFolder}${article}` as SourcePath;
    const place = { file: marksFile, position };
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

/** What the file of the marks calls a text. */
export function markName(file: SourcePath): string {
  return file.slice(articleFolder.length);
}

/** What is wrong with the mark of a text of so many characters. */
export function checkMark(
  { file, meta }: MarkedText,
  characters: number,
  { codes }: Pick<AssignedMarks, 'codes'>,
): readonly Diagnostic[] {
  if (!codes.has(file)) return [];
  if (meta.countingMark === 'none') return [diagnose('counting-mark/unwanted', {}, { file })];
  if (meta.countingMark === 'poem' || characters >= countedLength) return [];
  return [diagnose('counting-mark/short', { characters, wanted: countedLength }, { file })];
}
