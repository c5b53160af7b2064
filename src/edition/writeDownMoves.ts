/** What has moved is written into the site folder, so that every later build, on whatever machine, knows it from there. */
import { join } from 'node:path';
import { digestOf } from '../digestOf.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import type { Redirect } from '../pages/redirects.ts';
import { recordMoves } from '../parse/redirectLines.ts';
import { readSource, redirectsFile } from '../read/siteFolder.ts';
import { diagnose } from '../report/diagnostics.ts';
import { rewriteFile } from '../write/wholeFile.ts';
import type { Edition } from './edition.ts';
import type { Moves } from './noticeMoves.ts';

/** Adds the moves to the redirects of `site`, or warns why that cannot be. */
export async function writeDownMoves(
  site: string,
  moves: readonly Redirect[],
): Promise<readonly Diagnostic[]> {
  if (moves.length === 0) return [];
  const code = await rewriteFile(join(site, redirectsFile), (before) => recordMoves(before, moves));
  return code === undefined ? [] : [diagnose('address/not-written', { code }, { file: redirectsFile })];
}

/**
 * The moves without those of files that have changed since they were read: such a file may have been read while it was being saved, with half
 * a head, and what it seemed to say must not become a redirect for good. The next build sees where it really stands.
 */
export function settledMoves<Noticed extends Pick<Moves, 'moves' | 'addresses'>>(
  noticed: Noticed,
  { files, identities }: Pick<Edition, 'files' | 'identities'>,
): Noticed {
  const isSettled = (path: SourcePath): boolean => {
    const source = files.find((file) => file.path === path);
    const bytes = source && readSource(source).value;
    return bytes !== undefined && identities.get(path)?.startsWith(digestOf(bytes)) === true;
  };
  const unsettled = new Set(noticed.moves.map(({ file }) => file).filter((file) => !isSettled(file)));
  if (unsettled.size === 0) return noticed;
  const doubtful = noticed.moves.filter(({ file }) => unsettled.has(file));
  const addresses = new Map(noticed.addresses);
  for (const { to } of doubtful) addresses.delete(to);
  return { ...noticed, addresses, moves: noticed.moves.filter((move) => !doubtful.includes(move)) };
}
