import type { Diagnostic } from '../model.ts';
import { readText, type SourceFile } from '../read/siteFolder.ts';
import type { PreviewFault } from '../serve/previewSite.ts';

/** Lines shown before and after the one that is meant. */
const around = 2;

/** The lines around the diagnostic's place; none when it has no place or its file cannot be read. */
export function excerptOf(
  { file, position }: Diagnostic,
  files: readonly SourceFile[],
): PreviewFault['excerpt'] {
  const source = files.find(({ path }) => path === file);
  const text = source && position && readText(source).value;
  if (text === undefined || !position) return [];
  const first = Math.max(1, position.line - around);
  return text
    .split('\n')
    .slice(first - 1, position.line + around)
    .map((line, index) => ({ number: first + index, text: line }));
}
