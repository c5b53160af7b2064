/**
 * Writes moves into the redirects of the site folder, so that every later build on any machine knows them.
 */
import { join } from 'node:path';
import { digestOf } from '../digestOf.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import type { Redirect } from '../pages/redirects.ts';
import { recordMoves } from '../parse/redirectLines.ts';
import { readSource, redirectsFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import { rewriteFile } from '../write/wholeFile.ts';
import type { SiteSnapshot } from './edition.ts';
import type { Moves } from './noticeMoves.ts';

/** Adds the moves to the redirects of `site`, or warns why that cannot be. */
export async function saveMoves(site: string, moves: readonly Redirect[]): Promise<readonly Diagnostic[]> {
  if (moves.length === 0) return [];
  const code = await rewriteFile(join(site, redirectsFile), (before) => recordMoves(before, moves));
  return code === undefined ? [] : [diagnose('address/not-written', { code }, { file: redirectsFile })];
}

/**
 * Drops moves of files that have changed since they were read: such a file may have been read half saved, and
 * a wrong slug must not become a permanent redirect. The next build sees the right one.
 */
export function settledMoves<Detected extends Pick<Moves, 'moves' | 'addresses'>>(
  detected: Detected,
  { files, identities }: Pick<SiteSnapshot, 'files' | 'identities'>,
): Detected {
  const isSettled = (path: SourcePath): boolean => {
    const source = files.find((file) => file.path === path);
    const bytes = source && readSource(source).value;
    return bytes !== undefined && identities.get(path)?.startsWith(digestOf(bytes)) === true;
  };
  const unsettled = new Set(detected.moves.map(({ file }) => file).filter((file) => !isSettled(file)));
  if (unsettled.size === 0) return detected;
  const doubtful = detected.moves.filter(({ file }) => unsettled.has(file));
  const addresses = new Map(detected.addresses);
  for (const { to } of doubtful) addresses.delete(to);
  return { ...detected, addresses, moves: detected.moves.filter((move) => !doubtful.includes(move)) };
}
