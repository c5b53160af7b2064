/** What has moved is written into the site folder, so that every later build, on whatever machine, knows it from there. */
import { join } from 'node:path';
import type { Diagnostic } from '../model.ts';
import type { Redirect } from '../pages/redirects.ts';
import { formatRedirectLine } from '../parse/redirectLines.ts';
import { redirectsFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import { appendLines } from '../write/appendLines.ts';

const head = `# Alte Adressen und wohin sie führen: „/alt/ /neu/“, oder „/alt/ 410“ für etwas, das es nie wieder gibt.
# Blattmacher trägt hier ein, was umgezogen ist. Die Datei gehört mit zum Blog.
`;

/** Appends the moves to the redirects of `site`, or warns why that cannot be. */
export function writeDownMoves(site: string, moves: readonly Redirect[]): readonly Diagnostic[] {
  if (moves.length === 0) return [];
  const lines = moves.map(formatRedirectLine).toSorted();
  const code = appendLines(join(site, redirectsFile), head, lines);
  return code === undefined ? [] : [diagnose('address/not-written', { code }, { file: redirectsFile })];
}
