/** What has moved is written into the site folder, so that every later build, on whatever machine, knows it from there. */
import { existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redirect } from '../pages/redirects.ts';
import { formatRedirectLine } from '../parse/redirectLines.ts';
import type { Diagnostic } from '../model.ts';
import { redirectsFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';

const head = `# Alte Adressen und wohin sie führen: „/alt/ /neu/“, oder „/alt/ 410“ für etwas, das es nie wieder gibt.
# Blattmacher trägt hier ein, was umgezogen ist. Die Datei gehört mit zum Blog.
`;

/** Appends the lines to the file of `site`; whole or, with a warning, not at all. */
export function writeDownMoves(site: string, moves: readonly Redirect[]): readonly Diagnostic[] {
  if (moves.length === 0) return [];
  const named = join(site, redirectsFile);
  const staged = `${named}.tmp`;
  try {
    const isThere = existsSync(named);
    const before = isThere ? readFileSync(named, 'utf8') : head;
    const end = before === '' || before.endsWith('\n') ? '' : '\n';
    const lines = moves.map((move) => `${formatRedirectLine(move)}\n`).toSorted();
    writeFileSync(staged, `${before}${end}${lines.join('')}`);
    renameSync(staged, isThere ? realpathSync(named) : named);
    return [];
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    rmSync(staged, { force: true });
    return [diagnose('address/not-written', { code: String(error.code) }, { file: redirectsFile })];
  }
}
