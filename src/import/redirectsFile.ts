/** Adds lines to `content/redirects.txt` of the blog; lines that are there already stay, whatever they say. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { redirectsFile } from '../content/discover.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { rewriteFile } from '../emit/wholeFile.ts';
import { redirectsHead } from '../routes/redirects/redirectLines.ts';

/** A fault where the system refuses. */
export async function addRedirects(root: string, lines: readonly string[]): Promise<readonly Diagnostic[]> {
  if (lines.length === 0) return [];
  mkdirSync(join(root, 'content'), { recursive: true });
  const code = await rewriteFile(join(root, redirectsFile), (before) => withLines(before, lines));
  return code === undefined ? [] : [diagnose('import/redirects', { code }, { file: redirectsFile })];
}

/** The text of the file with those lines whose old address it does not have yet, in its own manner of ending lines. */
function withLines(before: string | undefined, lines: readonly string[]): string {
  const text = before ?? redirectsHead;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const known = new Set(text.split(/\r?\n/).map(oldAddressOf));
  const added = lines.filter((line) => !known.has(oldAddressOf(line)));
  if (added.length === 0) return text;
  const start = text === '' || text.endsWith('\n') ? text : text + lineEnd;
  return start + added.map((line) => line + lineEnd).join('');
}

function oldAddressOf(line: string): string {
  return line.trim().split(/\s/, 1)[0] ?? '';
}
