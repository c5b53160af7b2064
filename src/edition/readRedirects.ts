import type { Checked } from '../model.ts';
import { parseRedirectLines, type RedirectLine } from '../parse/redirectLines.ts';
import { readText, type SourceFile } from '../read/siteFolder.ts';

/** Reads `content/redirects.txt`, if it is among the sources. */
export function readRedirects(files: readonly SourceFile[]): Checked<readonly RedirectLine[]> {
  const source = files.find(({ kind }) => kind === 'redirects');
  if (!source) return { value: [], diagnostics: [] };
  const text = readText(source);
  return text.value === undefined
    ? { diagnostics: text.diagnostics }
    : parseRedirectLines(text.value, source.path);
}
